"""Dates worked on beside one another: the same parts as one after another, whatever becomes of a helper."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta

import pandas as pd
import pytest

from csps.domain.errors import BusyError, ContractError
from csps.domain.progress import SilentProgress
from csps.pipeline import beside, dated
from csps.pipeline.beside import Written, help_out, over_dates
from csps.pipeline.run import Run
from csps.store import Edition

WEEK = date(2026, 11, 16)
DATES = tuple(WEEK - timedelta(weeks=52 * years) for years in range(1, 6))
TABLE = "feeds.load"


def write_a_row(edition, dates, programme, spec, progress):
    """Write a line of the ledger for each date, as a stage would write a part."""
    for day in dates:
        load = {
            "delivery": f"police/police_asb_{day}.csv", "feed": "police_asb", "table_name": "feeds.police_asb",
            "known_on": day, "sha256": "0" * 64, "file_bytes": 1, "rows_read": 0, "rows_accepted": 0,
            "rows_rejected": 0, "state": "taken in", "rule": None, "week": WEEK,
        }  # fmt: skip
        edition.write(TABLE, pd.DataFrame([load]).astype({"rule": "string"}), part=day.isoformat())


def refuse(edition, dates, programme, spec, progress):
    raise ContractError("There is nothing to work on.")


@pytest.fixture
def run(site, monkeypatch):
    """A run over five dates, whose work writes a row for each."""
    monkeypatch.setattr(dated, "WORK", {"rows": write_a_row, "refusing": refuse})
    with site.lake.lock():
        yield Run(site=site, edition=Edition(site.lake, WEEK), by=None, dates=DATES, progress=SilentProgress())


def helper_says(monkeypatch, words, *, before="pass"):
    """Let a helper be a process that prints some words, whatever it is asked."""
    script = f"import sys; asked = sys.stdin.readline(); {before}; sys.stdout.write({words})"
    monkeypatch.setattr(beside, "COMMAND", (sys.executable, "-c", script))


def asked_of(run, monkeypatch, work="rows", dates=DATES[2:]):
    """Give what a helper would be asked."""
    helper_says(monkeypatch, "asked.rstrip() + chr(10)")
    with beside._helper(run, work, dates) as helper:
        return json.loads(helper.stdout.readline())


def test_without_a_helper_the_run_does_every_date(run):
    assert over_dates(run, "rows", helpers=0) == Written(dates=5, rows=5)
    assert sorted(run.edition.manifest().parts[TABLE]) == sorted(day.isoformat() for day in DATES)


def test_a_helper_writes_the_same_bytes_and_publishes_nothing(run, monkeypatch):
    told = help_out(asked_of(run, monkeypatch))
    assert TABLE not in run.edition.manifest()
    over_dates(run, "rows", helpers=0)
    parts = run.edition.manifest().parts[TABLE]
    assert {one["part"]: one["sha256"] for one in told} == {
        day.isoformat(): parts[day.isoformat()].sha256 for day in DATES[2:]
    }
    assert run.site.lake.current() is None


def test_what_a_helper_names_is_part_of_the_edition(run, monkeypatch):
    told = help_out(asked_of(run, monkeypatch, dates=DATES[1::2]))
    helper_says(monkeypatch, repr(json.dumps(told) + "\n"))
    assert over_dates(run, "rows", helpers=1) == Written(dates=5, rows=5)
    assert sorted(run.edition.manifest().parts[TABLE]) == sorted(day.isoformat() for day in DATES)


@pytest.mark.parametrize(
    ("words", "before"), [("''", "pass"), ("'[{'", "pass"), ("''", "sys.exit(1)")], ids=["silent", "cut off", "failed"]
)
def test_what_a_helper_does_not_do_the_run_does(run, monkeypatch, words, before):
    helper_says(monkeypatch, words, before=before)
    assert over_dates(run, "rows", helpers=2) == Written(dates=5, rows=5)


def test_a_refusal_is_the_runs_own(run, monkeypatch):
    helper_says(monkeypatch, "''")
    with pytest.raises(ContractError, match="nothing to work on"):
        over_dates(run, "refusing", helpers=1)


@pytest.mark.parametrize("changed", ["edition", "choices"])
def test_a_helper_that_sees_another_workspace_does_nothing(run, monkeypatch, changed):
    asked = asked_of(run, monkeypatch)
    asked[changed] = ["another", None] if changed == "choices" else "another"
    with pytest.raises(RuntimeError, match="not as the run sees it"):
        help_out(asked)


def test_a_helper_works_under_the_lock_of_its_run(run, monkeypatch):
    asked = asked_of(run, monkeypatch)
    assert help_out(asked)
    with pytest.raises(BusyError), type(run.site.lake)(run.site.lake.path).lock():
        pass


@pytest.mark.parametrize(("cores", "dates", "helpers"), [(1, 14, 0), (2, 14, 1), (2, 3, 0), (16, 14, 3), (16, 5, 1)])
def test_helpers_are_as_many_as_cores_and_dates_are_worth(monkeypatch, cores, dates, helpers):
    monkeypatch.setattr(beside.os, "sched_getaffinity", lambda _: set(range(cores)))
    assert beside._helpers(dates) == helpers
