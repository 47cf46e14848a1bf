"""One rule set for each day, in order of time; the nation's end, the council's own need no name."""

from __future__ import annotations

from datetime import date

import pytest

FIRST, NATIONAL, OWN = 0, 1, 2


@pytest.mark.parametrize(
    ("place", "changes", "key", "words"),
    [
        (FIRST, {"name": None}, "name", "is missing, and only after 2025-03-31 may it be left out; it takes TFP2015"),
        (FIRST, {"name": "TFP2105"}, "name", 'is "TFP2105"; did you mean "TFP2015"?'),
        (FIRST, {"name": "hackney"}, "name", 'a name of the council\'s own that begins with "local-"'),
        (FIRST, {"name": "local-"}, "name", 'is "local-"'),
        (FIRST, {"name": ""}, "name", 'is ""'),
        (FIRST, {"name": 5}, "name", "is 5; it takes a value"),
        (FIRST, {"in_force_to": date(2022, 10, 3)}, None, "is 2022-10-03, but the entry before it ends on 2022-10-03"),
        (FIRST, {"in_force_to": date(2015, 3, 31)}, "in_force_to", "before 2015-04-01, on which it begins"),
        (NATIONAL, {"in_force_to": None}, "in_force_to", "is missing; SF2022 ended with the national programme"),
        (NATIONAL, {"in_force_to": date(2025, 4, 1)}, "in_force_to", "after it the council owns its rules"),
        (OWN, {"name": "SF2022"}, "in_force_to", "is missing; SF2022 ended with the national programme on 2025-03-31"),
        (OWN, {"owner": None}, "owner", "is missing"),
        (OWN, {"review_on": None}, "review_on", "is missing"),
    ],
)
def test_a_rule_set_declared_wrongly_is_refused(values, faults_in, *, place, changes, key, words):
    entry = values["rule_sets"][place]
    entry |= changes
    for gone in [name for name, value in changes.items() if value is None]:
        del entry[gone]
    faults = faults_in(values)
    path = ("rule_sets", 1, "in_force_from") if key is None else ("rule_sets", place, key)
    assert list(faults) == [path]
    assert words in faults[path][0]


def test_out_of_order_is_refused(values, faults_in):
    values["rule_sets"].reverse()
    faults = faults_in(values)
    assert set(faults) == {("rule_sets", 1, "in_force_from"), ("rule_sets", 2, "in_force_from")}
    assert "but the entry before it has no end" in faults["rule_sets", 1, "in_force_from"][0]


def test_no_rule_set_is_refused(values, faults_in):
    values["rule_sets"] = []
    assert list(faults_in(values)) == [("rule_sets",)]


@pytest.mark.parametrize("name", ["local", "local-2026", "local-north-quarter"])
def test_a_council_may_own_its_rules_at_any_time(values, faults_in, name):
    values["rule_sets"] = [values["rule_sets"][OWN] | {"name": name, "in_force_from": date(2020, 1, 1)}]
    assert faults_in(values) == {}


def test_the_nameless_last_is_the_councils_own(programme):
    assert programme.rule_sets[-1].name == "local"
    assert programme.rule_sets[-1].holds_on(date(2025, 4, 1))
    assert not programme.rule_sets[-1].holds_on(date(2025, 3, 31))
    assert programme.rule_sets[1].holds_on(date(2025, 3, 31))


def test_a_gap_is_declared_and_refused_when_it_is_asked_for(values, faults_in):
    values["rule_sets"] = values["rule_sets"][:1] + values["rule_sets"][2:]
    assert faults_in(values) == {}
