"""Marks of a tiny borough, from the deliveries alone: nothing is linked or scored yet."""

from __future__ import annotations

import shutil

import pytest

from csps.cli.output import print_json
from csps.domain.errors import IntegrityError, UsageError
from csps.privacy.leaks import MADE_OF_FAMILIES
from csps.synthetic.marking.run import lake_of, mark


def state(made):
    """Every file with the moment of its last change."""
    return {path: path.stat().st_mtime_ns for root in (made.workspace, made.truth) for path in root.rglob("*")}


@pytest.fixture(scope="module")
def marks(made):
    """The marks of the whole borough, which marking has not changed."""
    before = state(made)
    found = mark(made.workspace, made.truth)
    assert state(made) == before
    return found


def test_a_borough_as_made_has_no_faults(marks):
    assert marks.faults == []
    assert marks.unexpected == []
    assert marks.hardness.records > 0


def test_what_is_not_there_yet_is_said(marks):
    assert marks.links is None
    assert marks.families == marks.scores == ()
    assert "not yet linked" in str(marks)
    assert "not yet scored" in str(marks)


def test_marks_can_be_printed_for_machines(marks, capsys):
    print_json(marks)
    assert '"all_pairs": {' in capsys.readouterr().out


def test_a_tampered_delivery_is_named(spoilt):
    path = next(path for path in spoilt.files("police") if "incident" in path.name)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert path.name in str(mark(spoilt.workspace, spoilt.truth))


def test_a_workspace_without_deliveries_is_refused(spoilt):
    shutil.rmtree(spoilt.deliveries)
    with pytest.raises(UsageError, match="has no deliveries"):
        mark(spoilt.workspace, spoilt.truth)


def test_the_truth_of_another_borough_is_refused(spoilt):
    """It ends on the same day, but speaks of lines that are not there."""
    lines = spoilt.truth / "lines"
    shutil.copy(lines / "police_incident.parquet", lines / "police_asb.parquet")
    for path in spoilt.files("police"):
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:1]))
    with pytest.raises(UsageError, match="another borough"):
        mark(spoilt.workspace, spoilt.truth)


@pytest.mark.parametrize("file", ["risk.parquet", "recorded.parquet"])
def test_a_damaged_truth_is_refused(spoilt, file):
    (spoilt.truth / file).write_bytes(b"PAR1 but not really PAR1")
    with pytest.raises(IntegrityError, match="cannot be read"):
        mark(spoilt.workspace, spoilt.truth)


def test_every_table_in_which_leaks_are_looked_for_is_known(made):
    lake = lake_of(made.workspace)
    assert {lake.contract(name).name for name in MADE_OF_FAMILIES.values()} == set(MADE_OF_FAMILIES.values())
