"""`csps feeds explain` and `csps feeds quality`, on a workspace with one delivery in it."""

import json

import pytest

from csps.cli.data_quality import _lines as named_lines
from csps.cli.program import run
from csps.feeds.run import take_in
from csps.pipeline.identities import opened_vault
from csps.store import Edition
from csps.workspace import open_workspace

HEAD = "moth_table_id,moth_person_id,moth_childs_person_id\n"


@pytest.fixture
def taken_in(folder):
    """One delivery, with a row that is refused."""
    workspace = open_workspace(folder, environ={})
    workspace.enrol_demonstrators()
    feed = workspace.site.programme.feeds["ssd_mother"]
    file = workspace.site.deliveries / feed.pattern.replace("*", "2026-11-15")
    file.parent.mkdir(parents=True)
    file.write_text((HEAD + "1,Zzyzxqua,3\n2,,3\n").replace(",", feed.delimiter), encoding="utf-8")
    by = workspace.sign_in("data officer", None, None)
    site = workspace.site
    edition = Edition(site.lake, workspace.last_monday)
    with site.lake.lock(), opened_vault(site, by, 0, "A test.") as vault:
        take_in(edition, vault, deliveries=site.deliveries, programme=site.programme)
        edition.publish()
    return file.name


def test_a_delivery_is_explained_in_words_and_without_a_value(taken_in, capsys):
    assert run(["feeds", "explain", taken_in]) == 0
    told = capsys.readouterr().out
    assert "2 rows read = 1 accepted + 1 rejected" in told
    assert "rejected 1: The value may not be missing. Line 3." in told
    assert "Zzyzxqua" not in told


@pytest.mark.parametrize(
    ("lines", "count", "told"),
    [
        ((), 0, ""),
        ((3,), 1, "Line 3."),
        ((2, 3), 2, "Lines 2, 3."),
        ((2, 3, 4, 9), 4, "Lines 2 to 4, 9."),
        (tuple(range(2, 22)), 106, "Lines 2 to 21 and 86 more."),
    ],
)
def test_lines_are_named_in_runs(lines, count, told):
    assert named_lines(lines, count) == told


def test_a_delivery_is_explained_to_machines(taken_in, capsys):
    assert run(["feeds", "explain", taken_in, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["state"], told["read"], told["refused"][0]["lines"]) == ("taken in", 2, [3])


def test_an_unknown_delivery_is_refused(taken_in, capsys):
    assert run(["feeds", "explain", "nothing.csv"]) == 2
    assert "There is no delivery" in capsys.readouterr().err


def test_quality_is_told_with_what_to_do(taken_in, capsys):
    assert run(["feeds", "quality"]) == 0
    told = capsys.readouterr().out
    assert "1 of 2 rows (50%) were rejected, mostly for “required”." in told
    assert "Late. It has never come." in told


def test_quality_is_told_to_machines(taken_in, capsys):
    assert run(["feeds", "quality", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    feed = next(feed for feed in told["feeds"] if feed["feed"] == "ssd_mother")
    assert (feed["read"], feed["rejected"], told["families"]) == (2, 1, None)
