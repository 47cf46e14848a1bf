"""Thresholds that were local."""

import pytest

from csps.settings.thresholds import Absence, Thresholds


def test_nothing_is_said_of_what_is_as_it_always_is():
    assert str(Thresholds(rent_weeks=4, absence=Absence.ALL)) == ""


def test_what_a_council_set_is_said():
    assert str(Thresholds(absence=Absence.UNAUTHORISED, assessed=False)) == "absence unauthorised, assessed false"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"rent_weeks": 0}, "rule_sets[1].thresholds.rent_weeks is 0; it takes a whole number, 1 or more"),
        ({"statement_days": -1}, "rule_sets[1].thresholds.statement_days is -1; it takes a whole number of days"),
        ({"absence": "some"}, 'rule_sets[1].thresholds.absence is "some"; it takes one of'),
        ({"rentweeks": 3}, "rule_sets[1].thresholds.rentweeks is no key that csps knows"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused_with_its_place(values, faults_in, written, fault):
    values["rule_sets"][0]["thresholds"] = written
    ((said,),) = faults_in(values).values()
    assert said.startswith(fault)
