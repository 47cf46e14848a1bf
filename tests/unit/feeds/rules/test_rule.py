"""The table of rules: each with one name and a plain sentence."""

from csps.contracts.code_lists.stages import FINDING_EFFECT
from csps.feeds.rules.rule import Effect, Rule, named


def test_every_rule_has_a_name_and_a_sentence_of_its_own():
    assert len({rule.value for rule in Rule}) == len({rule.sentence for rule in Rule}) == len(list(Rule))
    assert all(rule.sentence.endswith(".") and rule.sentence[0].isupper() for rule in Rule)


def test_the_effects_are_those_of_the_ledger():
    assert tuple(effect.value for effect in Effect) == FINDING_EFFECT.values
    assert {rule.effect for rule in Rule} == set(Effect)


def test_a_rule_is_found_by_its_name():
    assert [named(rule.value) for rule in Rule] == list(Rule)
