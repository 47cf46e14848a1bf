"""What follows from a broken rule is what the ledger says."""

from csps.contracts.code_lists.stages import FINDING_EFFECT
from csps.feeds.rules.rule import Effect, Rule


def test_the_effects_are_those_of_the_ledger():
    assert tuple(effect.value for effect in Effect) == FINDING_EFFECT.values


def test_a_rule_is_called_by_its_name():
    assert str(Rule(name="late", effect=Effect.FILE, sentence="It came late.")) == "late"
