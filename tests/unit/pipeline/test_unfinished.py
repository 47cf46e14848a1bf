"""What a run that was cut off has done is taken up by the same run and by no other."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from csps.contracts import columns as c
from csps.contracts.model import Table
from csps.contracts.retention import DELIVERY_LEDGER
from csps.pipeline.unfinished import FILE, forget_unfinished, is_whole, keep_unfinished, read_unfinished
from csps.store import Edition, Lake

KEPT = Table(
    name="feeds.kept",
    agency="csps",
    meaning="A table.",
    row="one row per number",
    key=("number",),
    retention=DELIVERY_LEDGER,
    purposes=c.CASE_FACTS,
    columns=(c.count("number", "A number.", "things", required=True),),
)


@pytest.fixture
def edition(tmp_path):
    edition = Edition(Lake(tmp_path / "lake", tables={KEPT.name: KEPT}), date(2026, 11, 16))
    edition.write(KEPT.name, pd.DataFrame({"number": [1, 2]}), part="a")
    edition.rest_on("vault", 3)
    return edition


def test_what_was_done_comes_back(edition):
    keep_unfinished(edition.lake.path, "the same", ("feeds", "linkage"), edition)
    taken = read_unfinished(edition.lake.path, "the same")
    assert taken.steps == ("feeds", "linkage")
    assert taken.snapshots == edition.written
    assert taken.versions == {"vault": 3}
    assert is_whole(taken.snapshots, edition.lake.path)


def test_a_run_that_began_from_something_else_takes_nothing_up(edition):
    keep_unfinished(edition.lake.path, "the same", ("feeds",), edition)
    assert read_unfinished(edition.lake.path, "another") is None


def test_without_a_note_nothing_is_taken_up(edition):
    assert read_unfinished(edition.lake.path, "the same") is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"begun_from": "the same"}', '{"begun_from": "the same", "snapshots": [{}]}']
)
def test_a_damaged_note_is_no_use_and_no_error(edition, text):
    (edition.lake.path / FILE).write_text(text)
    assert read_unfinished(edition.lake.path, "the same") is None


def test_a_snapshot_that_is_gone_or_cut_short_is_noticed(edition):
    (snapshot,) = edition.written
    file = snapshot.file(edition.lake.path)
    file.write_bytes(file.read_bytes()[:-1])
    assert not is_whole((snapshot,), edition.lake.path)
    file.unlink()
    assert not is_whole((snapshot,), edition.lake.path)


def test_a_finished_run_leaves_no_note(edition):
    keep_unfinished(edition.lake.path, "the same", ("feeds",), edition)
    forget_unfinished(edition.lake.path)
    forget_unfinished(edition.lake.path)
    assert not (edition.lake.path / FILE).exists()
