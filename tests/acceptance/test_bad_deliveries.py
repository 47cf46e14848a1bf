"""A coordinator's week to which bad files came, through `csps weekly`: each is said, and no list is shorter in silence.

Faults of several feeds are tried in one week, as they come in life; each has its own file, so that none hides another.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import timedelta

import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.loaded_town import BEFORE, END, make_town

import csps
from csps.cli.program import run

LAST = "2026-11-15"  # extraction date of the last files
SOCIAL_CARE, POLICE = "childrens_social_care", "police"
PERSONS, INCIDENTS = f"{SOCIAL_CARE}/ssd_person_{LAST}.csv", f"{POLICE}/police_incident_{LAST}.csv"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A loaded town whose models are in use, and to which four more weeks came."""
    folder = tmp_path_factory.mktemp("bad")
    with cheap_keys():
        make_town(folder / "town", residents=800, weeks=26)
    return folder / "town"


@pytest.fixture
def workspace(town, tmp_path):
    """A copy of the town's workspace; its keys lie beside it."""
    shutil.copytree(town, tmp_path / "town", symlinks=True)
    return tmp_path / "town" / "workspace"


@pytest.fixture
def weekly(workspace, capsys, monkeypatch):
    """Run the week as somebody types it; give the exit code and everything that was said."""
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)

    def weekly(*words: str) -> tuple[int, str]:
        with cheap_keys():
            code = run(["weekly", "--workspace", str(workspace), *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, " ".join((said.out + said.err).split())

    return weekly


@pytest.fixture
def deliveries(workspace):
    return workspace / "deliveries"


def with_rows(deliveries, feed, rows) -> list:
    """Give the files of a feed that have so many rows, the latest first."""
    files = sorted(deliveries.rglob(f"{feed}_*.csv"), reverse=True)
    return [path for path in files if path.read_bytes().count(b"\n") > rows]


def rewrite(path, change) -> None:
    """Change the rows of a CSV file, heading included."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows(change(rows))
    path.write_text(sink.getvalue(), encoding="utf-8")


def with_value(column, value, row=1):
    """Put a value into one row."""

    def change(rows):
        rows[row][rows[0].index(column)] = value
        return rows

    return change


def without(column):
    """Leave a column out."""

    def change(rows):
        at = rows[0].index(column)
        return [row[:at] + row[at + 1 :] for row in rows]

    return change


def _figures(workspace) -> str:
    return (workspace / "lists" / END.isoformat() / "data-quality.json").read_text(encoding="utf-8")


def found(workspace) -> set[tuple[str, str]]:
    """Give feed and rule of everything that was found."""
    feeds = json.loads(_figures(workspace))["feeds"]
    kept_out = {(feed["feed"], one["rule"]) for feed in feeds for one in feed["kept_out"]}
    return kept_out | {(feed["feed"], one["rule"]) for feed in feeds for one in feed["findings"]}


def test_files_that_cannot_be_read_are_kept_out_one_by_one_and_the_week_goes_on(workspace, deliveries, weekly):
    rewrite(deliveries / INCIDENTS, without("incident_date"))
    (deliveries / PERSONS).write_bytes((deliveries / PERSONS).read_bytes() + b"CSC1,\xc3\x28\xff\xfe,X\n")
    (deliveries / SOCIAL_CARE / f"ssd_contacts_{LAST}.csv").write_bytes(b"")
    (deliveries / SOCIAL_CARE / f"unheard_of_{LAST}.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, said = weekly()
    assert code == 0, said
    assert "This week's list" in said
    assert {
        ("police_incident", "missing column"),
        ("ssd_person", "encoding"),
        ("ssd_contacts", "empty file"),
    } <= found(workspace)
    for feed in ("police incident", "ssd person", "ssd contacts"):
        assert f"{feed}: A delivery was refused" in said
    assert (deliveries / SOCIAL_CARE / f"unheard_of_{LAST}.csv").exists()
    assert "1 file in the drop box belongs to no feed" in said


def test_rows_that_cannot_be_right_are_rejected_the_rest_is_taken_in_and_no_row_is_an_answer(
    workspace, deliveries, weekly
):
    one, other, *_ = with_rows(deliveries, "ssd_person", 1)
    rewrite(one, with_value("pers_dob", "soon"))
    rewrite(other, with_value("pers_dob", "1066-10-14"))
    rewrite(with_rows(deliveries, "police_incident", 1)[0], with_value("incident_date", "09/11/2062"))
    rewrite(with_rows(deliveries, "ssd_contacts", 1)[0], lambda rows: [*rows, rows[1], rows[1]])
    empty, *_ = deliveries.rglob(f"ssd_family_{LAST}.csv")
    rewrite(empty, lambda rows: rows[:1])
    code, said = weekly()
    assert code == 0, said
    assert {
        ("ssd_person", "not a date"),
        ("ssd_person", "before 1900"),
        ("police_incident", "in the future"),
        ("ssd_contacts", "key given twice"),
    } <= found(workspace)
    feeds = {feed["feed"]: feed for feed in json.loads(_figures(workspace))["feeds"]}
    assert all(feed["read"] == feed["accepted"] + feed["rejected"] for feed in feeds.values())
    assert feeds["ssd_person"]["rejected"] == 2
    assert feeds["ssd_family"]["last_known_on"] == LAST  # a heading and no row: it came, and quiet is not late
    assert "ssd family: Late" not in said
    assert "rejected, mostly for" in said


def test_an_agency_that_sends_nothing_is_named_and_the_list_is_no_shorter(town, workspace, deliveries, weekly):
    for path in deliveries.rglob("*.csv"):
        path.unlink()
    code, said = weekly()
    assert code == 0, said
    assert "0 deliveries of 0 of 8 feeds" in said
    assert "police incident: Late. The last delivery is of" in said
    opened = csps.open(workspace, environ={})
    before = csps.open(town / "workspace", environ={}).weekly_list(BEFORE)
    assert len(opened.weekly_list(END).families) == len(before.families)


def test_what_cannot_be_looked_at_is_refused_and_last_weeks_list_stays(workspace, deliveries, weekly):
    kept = sorted(path.name for path in (workspace / "lists").iterdir())
    long_ago = (BEFORE - timedelta(weeks=8)).isoformat()
    code, said = weekly("--as-of", long_ago)
    assert code == 2
    assert f"The week {long_ago} cannot be made: {BEFORE.isoformat()} is published already" in said
    shutil.rmtree(deliveries)
    code, said = weekly()
    assert code == 5
    assert "There is no drop box" in said
    assert "Nothing was changed" in said
    programme = workspace / "programme.toml"
    programme.write_text(
        programme.read_text(encoding="utf-8").replace("version = 1", "version = 99", 1), encoding="utf-8"
    )
    code, said = weekly()
    assert code == 3
    assert "99" in said
    assert sorted(path.name for path in (workspace / "lists").iterdir()) == kept
