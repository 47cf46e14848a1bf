"""What is done for every date of the past: one call of a stage, counted, and forecasts are of today's rules."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from csps.domain.errors import ContractError
from csps.domain.progress import SilentProgress
from csps.pipeline.dated import Written, over_dates, todays_rules
from csps.pipeline.run import Run
from csps.store import Edition

WEEK = date(2026, 11, 16)
DATES = tuple(WEEK - timedelta(weeks=52 * years) for years in range(1, 6))
TABLE = "feeds.load"


def write_a_row(edition, *, dates, programme, progress, but=()):
    """Write a line of the ledger for each date, as a stage would write a part."""
    for day in dates:
        load = {
            "delivery": f"police/police_asb_{day}.csv", "feed": "police_asb", "table_name": "feeds.police_asb",
            "known_on": day, "sha256": "0" * 64, "file_bytes": 1, "rows_read": 0, "rows_accepted": 0,
            "rows_rejected": 0, "state": "taken in", "rule": None, "week": WEEK,
        }  # fmt: skip
        if day not in but:
            edition.write(TABLE, pd.DataFrame([load]).astype({"rule": "string"}), part=day.isoformat())


@pytest.fixture
def run(site):
    """A run over five dates."""
    with site.lake.lock():
        yield Run(site=site, edition=Edition(site.lake, WEEK), by=None, dates=DATES, progress=SilentProgress())


def test_a_stage_is_called_once_for_all_dates_and_what_it_wrote_is_counted(run):
    assert over_dates(run, write_a_row) == Written(dates=5, rows=5)
    assert [snapshot.part for snapshot in run.edition.written] == [day.isoformat() for day in DATES]


def test_what_was_there_before_is_not_counted_again(run):
    over_dates(run, write_a_row, but=DATES[1:])
    assert over_dates(run, write_a_row) == Written(dates=5, rows=4)


def test_the_stage_is_told_of_the_programme_and_of_what_is_chosen(run):
    asked = {}
    over_dates(run, lambda edition, **words: asked.update(words, edition=edition), spec="a model")
    assert (asked["edition"], asked["dates"], asked["spec"]) == (run.edition, DATES, "a model")
    assert asked["programme"] is run.site.programme


def test_what_a_stage_refuses_is_refused(run):
    def refuse(edition, **_):
        raise ContractError("There is nothing to work on.")

    with pytest.raises(ContractError, match="nothing to work on"):
        over_dates(run, refuse)


def test_forecasts_are_of_the_rules_of_the_published_week(site):
    rules = todays_rules(SimpleNamespace(site=site, edition=SimpleNamespace(week=WEEK)))
    day = date(2019, 11, 18)
    assert site.programme.rule_set_on(day).name != site.programme.rule_set_on(WEEK).name
    assert rules.rule_set_on(day).name == site.programme.rule_set_on(WEEK).name
