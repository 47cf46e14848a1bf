"""The table of rules: every file is in it, each rule has one name and one sentence."""

from importlib import import_module
from pathlib import Path

import csps.feeds.rules
from csps.contracts.catalogue import delivered_tables
from csps.feeds.rules.catalogue import LAKE_RULES, ROW_RULES, RULES, VALUE_RULES, named
from csps.feeds.rules.rule import Effect

KINDS = ("delivery", "value", "row", "lake")


def test_every_rule_has_a_file_of_its_own_and_is_in_the_catalogue():
    folder = Path(csps.feeds.rules.__path__[0])
    modules = [
        f"csps.feeds.rules.{kind}.{path.stem}"
        for kind in KINDS
        for path in sorted((folder / kind).glob("*.py"))
        if path.stem != "__init__"
    ]
    assert {import_module(name).RULE.name for name in modules} == RULES.keys()
    assert len(modules) == len(RULES)


def test_there_are_as_many_as_a_data_officer_needs():
    assert len(RULES) >= 60


def test_every_rule_has_a_sentence_of_its_own():
    assert len({rule.sentence for rule in RULES.values()}) == len(RULES)
    assert all(rule.sentence.endswith(".") and rule.sentence[0].isupper() for rule in RULES.values())


def test_every_effect_has_a_rule_and_every_rule_a_table_that_exists():
    assert {rule.effect for rule in RULES.values()} == set(Effect)
    assert {table for rule in RULES.values() for table in rule.tables} <= delivered_tables().keys()


def test_only_what_is_asked_before_rows_reach_the_lake_can_reject_them():
    assert {rule.effect for rule in LAKE_RULES} <= {Effect.TRUST, Effect.NOTE}
    assert all(rule.effect is not Effect.FILE for rule in (*VALUE_RULES, *ROW_RULES))


def test_a_check_digit_never_rejects_a_row():
    numbers = ("check letter of a UPN", "check digit of an NHS number", "form of a National Insurance number")
    assert {named(name).effect for name in numbers} == {Effect.TRUST}


def test_a_rule_is_found_by_its_name():
    assert [named(rule.name) for rule in RULES.values()] == list(RULES.values())
