"""What training refuses before it begins, and the dates it learns from."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from csps.access import Role
from csps.domain.errors import AccessError, UsageError
from csps.keys import Passphrase
from csps.pipeline import sign_in, train
from csps.pipeline.training import dates_of
from csps.store import Edition
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators

END = date(2026, 11, 16)


def who(site, role):
    enrol_demonstrators(site)
    return sign_in(site, PEOPLE[role], Passphrase(DEMONSTRATION_PASSPHRASE))


def published(site, weeks):
    """Publish a ledger whose first delivery is so many weeks old."""
    first = END - timedelta(weeks=weeks) + timedelta(days=6)  # the Sunday of its week
    load = {
        "delivery": "police/police_asb.csv", "feed": "police_asb", "table_name": "feeds.police_asb",
        "known_on": first, "sha256": "0" * 64, "file_bytes": 1, "rows_read": 0, "rows_accepted": 0,
        "rows_rejected": 0, "state": "taken in", "rule": None, "week": END,
    }  # fmt: skip
    with site.lake.lock():
        edition = Edition(site.lake, END)
        edition.write("feeds.load", pd.DataFrame([load]).astype({"rule": "string"}))
        return edition.publish()


def test_seven_years_give_twelve_dates_to_learn_from_and_one_to_be_tested_on(site):
    training, test = dates_of(site, published(site, 364))
    assert (len(training), training[-1], test) == (12, END - timedelta(weeks=117), END - timedelta(weeks=65))


def test_too_short_a_history_is_refused_with_its_length(site):
    with pytest.raises(UsageError, match="A history of 220 weeks is too short"):
        dates_of(site, published(site, 220))


def test_before_anything_is_published_there_is_nothing_to_learn_from(site):
    with pytest.raises(UsageError, match="nothing to learn from") as refused:
        train(site, "maltreatment", by=who(site, Role.TRAINER))
    assert "csps weekly" in refused.value.next_step


def test_an_unknown_model_is_refused(site):
    with pytest.raises(UsageError, match="no model 'harm'"):
        train(site, "harm", by=who(site, Role.TRAINER))


def test_a_reviewer_trains_nothing(site):
    with pytest.raises(AccessError):
        train(site, "maltreatment", by=who(site, Role.REVIEWER))
