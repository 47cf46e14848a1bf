"""Thresholds of progress that were local: refused with their place, all at once, and told where they are set."""

from datetime import date

import pytest

from csps.settings.progress_thresholds import ProgressThresholds


def test_words_say_what_a_council_set():
    words = "No more than {suspensions} for {period}; {attendance} % at school."
    assert ProgressThresholds().said(words) == "No more than 3 for six months; 90 % at school."
    changed = ProgressThresholds(quiet_weeks=20, suspensions=2, attendance=85)
    assert changed.said(words) == "No more than 2 for 20 weeks; 85 % at school."
    assert str(changed) == "quiet_weeks 20, attendance 85, suspensions 2"
    assert str(ProgressThresholds()) == ""


@pytest.mark.parametrize("weeks", [1, 104])
def test_the_longest_and_the_shortest_period_are_taken(values, faults_in, weeks):
    values["rule_sets"][0]["progress"] = {"quiet_weeks": weeks, "after_closure_weeks": weeks}
    assert faults_in(values) == {}


def test_every_fault_is_told_at_once_with_its_place(values, faults_in):
    values["rule_sets"][0]["progress"] = {
        "quiet_weeks": 0,
        "after_closure_weeks": 105,
        "offences_fall_by": 101,
        "behaviour_falls_by": -1,
        "calls_fall_by": "60",
        "attendance": 0,
        "attendance_recovered": 50.0,
        "suspensions": 21,
        "attendence": 90,
    }
    values["rule_sets"][1]["progress"] = {"attendance": True}
    said = {path[0:2] + path[3:]: told for path, (told,) in faults_in(values).items()}
    assert len(said) == 10
    assert said["rule_sets", 0, "quiet_weeks"].startswith(
        "rule_sets[1].progress.quiet_weeks is 0; it takes a whole number of weeks from 1 to 104"
    )
    assert "rule_sets[1].progress.offences_fall_by is 101; it takes a whole number from 1 to 100" in str(said)
    assert 'did you mean "attendance"?' in said["rule_sets", 0, "attendence"]
    assert said["rule_sets", 1, "attendance"].startswith("rule_sets[2].progress.attendance is true")


def test_families_are_asked_what_held_when_they_were_attached(values, programme_from):
    values["rule_sets"][0]["progress"] = {"attendance": 85}
    values["rule_sets"][2]["progress"] = {"attendance": 95}
    programme, today = programme_from(values), date(2026, 3, 2)
    asked = {year: programme.progress_for(date(year, 1, 1), today).attendance for year in (2014, 2016, 2024, 2026)}
    assert asked == {2014: 95, 2016: 85, 2024: 90, 2026: 95}
