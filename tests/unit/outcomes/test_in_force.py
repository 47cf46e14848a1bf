"""The rules in force on a day."""

from dataclasses import replace
from datetime import date

import pytest

from csps.domain.errors import SettingsError
from csps.outcomes.in_force import rules_named, rules_on
from csps.outcomes.rule_sets import SF2022, TFP2015
from csps.settings.thresholds import Counted, Thresholds


def test_the_councils_own_rules_begin_as_a_copy():
    rules = rules_named("local")
    assert rules.name == "local"
    assert rules.lines == SF2022.lines


def test_an_unknown_rule_set_is_refused():
    with pytest.raises(SettingsError, match="no rules for the rule set 'local-2030'") as refused:
        rules_named("local-2030")
    assert "rulesets/local-2030.toml" in str(refused.value.next_step)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 10, 2), "TFP2015"),
        (date(2022, 10, 3), "SF2022"),
        (date(2025, 3, 31), "SF2022"),
        (date(2025, 4, 1), "local"),
    ],
)
def test_each_day_has_its_rules(programme, day, name):
    assert rules_on(programme, day).name == name


def test_a_day_without_rules_is_refused(programme):
    with pytest.raises(SettingsError, match="No rule set is in force on 2015-03-31"):
        rules_on(programme, date(2015, 3, 31))


def test_the_council_may_set_what_was_local(programme, kit):
    chosen = Thresholds(counted=Counted.HEADLINES, assessed=False, rent_weeks=8)
    entries = tuple(replace(entry, thresholds=chosen) for entry in programme.rule_sets)
    rules = rules_on(replace(programme, rule_sets=entries), kit.DAY)
    assert (rules.of, rules.assessed, rules.thresholds.rent_weeks) == (Counted.HEADLINES, False, 8)
    assert rules.edition == "2022.1 with rent_weeks 8, assessed false, counted headlines"


def test_what_the_council_leaves_open_stays_as_the_rules_say(programme, kit):
    assert (rules_on(programme, kit.DAY).of, rules_on(programme, kit.DAY).assessed) == (Counted.NEEDS, True)
    assert rules_on(programme, date(2020, 1, 6)).least == TFP2015.least
