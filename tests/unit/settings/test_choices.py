"""The council's other choices, at their limits."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("workspace.version", 2, "is 2; this csps reads workspaces of version 1"),
        ("workspace.version", True, "is true; it takes 1"),
        ("workspace.synthetic", "yes", 'is "yes"; it takes true or false'),
        ("workspace.synthetic", 1, "is 1; it takes true or false"),
        ("workspace.council", "", 'is ""; it takes a line of text'),
        ("workspace.as_of", date(2026, 11, 17), "is 2026-11-17, a Tuesday; work is done as of a Monday"),
        ("workspace.as_of", datetime(2026, 11, 16), "it takes a date without quotation marks"),  # noqa: DTZ001 - as TOML gives it
        ("cohort.child_under_years", 0, "is 0; it takes a whole number of years from 1 to 25"),
        ("cohort.child_under_years", 18.0, "is 18.0; it takes a whole number"),
        ("cohort.expected_children", "true", 'is "true"; it takes true or false'),
        ("cohort.seen_within_weeks", 521, "is 521; it takes a whole number of weeks from 1 to 520"),
        ("horizons.maltreatment_weeks", -52, "is -52; it takes a whole number of weeks"),
        ("capacity.families_a_week", 0, "is 0; it takes a whole number, 1 or more"),
        ("capacity.families_a_week", 10**10, "it takes a whole number, 1 or more"),
        ("approval.reviewers", 0, "is 0; it takes a whole number from 1 to 9"),
        ("approval.valid_weeks", "52", 'is "52"; it takes a whole number of weeks'),
        ("capacity", [], "is a list; it takes a table with owner, review_on, families_a_week"),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_meant_is_refused(values, faults_in, path, value, words):
    *above, key = path.split(".")
    holder = values
    for step in above:
        holder = holder[step]
    holder[key] = value
    faults = faults_in(values)
    where = tuple(path.split("."))
    assert where in faults
    assert words in faults[where][0]


def test_synthetic_data_end_on_a_stated_day(values, faults_in):
    del values["workspace"]["as_of"]
    assert "a synthetic workspace says on which Monday" in faults_in(values)["workspace", "as_of"][0]


def test_papers_are_approved_before_they_are_reviewed(live_text, faults_in):
    given = tomllib.loads(live_text)
    given["dpia"]["approved_on"] = given["dpia"]["review_on"]
    faults = faults_in(given)
    assert list(faults) == [("dpia", "approved_on")]
    assert "not before review_on, which is 2027-05-01" in faults["dpia", "approved_on"][0]


def test_horizons_are_known_by_model(programme):
    assert programme.horizons.by_model() == {"maltreatment": 52, "eligibility": 26}
