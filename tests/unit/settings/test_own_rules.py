"""The words of a council's own rules."""

from __future__ import annotations

import tomllib

import pytest

from csps.settings.faults import FaultyFileError
from csps.settings.own_rules import OwnRules
from csps.settings.reading import Document, Reader

RULES = """
name = "local-a"
version = "1"
owner = "Head of early help"
review_on = 2027-03-31
starts_from = "supporting-families-2022"

[[lines]]
id = "LOC1"
headline = 11
words = "A line."
standing = "confirmed"
source = "minutes"

[[lines.signs]]
table = "feeds.ssd_missing"
counts_days = 182
"""


@pytest.fixture(scope="session")
def told(tables):
    """Read rules, changed by a function, and give what is wrong with them."""
    reader = Reader(OwnRules)

    def read(change):
        values = tomllib.loads(RULES)
        change(values)
        try:
            reader.read(Document("local-a.toml", values, ""), tables)
        except FaultyFileError as refused:
            return [str(fault) for fault in refused.faults]
        return []

    return read


def sign(**changes):
    """Change the only sign of the only line."""

    def change(values):
        (only,) = values["lines"][0]["signs"]
        only |= changes
        for name in [name for name, value in only.items() if value is None]:
            del only[name]

    return change


def line(**changes):
    return lambda values: values["lines"][0].update(changes)


def test_rules_may_be_as_short_as_this(told):
    assert told(lambda _: None) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (sign(counts_days=0), "counts_days is 0; it takes a whole number of days from 1 to 1000"),
        (sign(counts_days=-7), "counts_days is -7; it takes a whole number of days from 1 to 1000"),
        (sign(times=2, within_days=0), "within_days is 0; it takes a whole number of days from 1 to 1000"),
        (sign(who="parent"), 'who is "parent"; it takes one of "child", "adult", "carer", "family"'),
        (
            sign(table="feeds.ssd_mising"),
            'table is "feeds.ssd_mising", which is no table; did you mean "feeds.ssd_missing"?',
        ),
        (sign(table="linkage.person"), 'table is "linkage.person", which is no table'),
        (sign(until=3), "until is no key that csps knows"),
    ],
)
def test_a_sign_that_cannot_be_is_refused_with_its_place(told, change, fault):
    (only,) = told(change)
    assert only.startswith(f"lines[1].signs[1].{fault}")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (line(id="loc 1"), 'lines[1].id is "loc 1"; it takes a short name in capital letters and digits'),
        (line(standing="sure"), 'lines[1].standing is "sure"; it takes one of "confirmed", "to be confirmed"'),
        (line(signs=[]), "lines[1].all_of is missing; a line has signs, names lines that must all be met, or says"),
        (line(all_of=["SF1.1"]), "lines[1].all_of has no meaning beside signs"),
        (lambda values: values.update(drop=["LOC1"]), 'lines[1].id is "LOC1", which drop takes away'),
        (
            lambda values: values["lines"].append(values["lines"][0]),
            'lines[2].id is "LOC1", which stands there already',
        ),
        (lambda values: values.update(starts_from="nothing"), "threshold is missing; rules that start from"),
        (lambda values: values.pop("owner"), "owner is missing; it takes a line of text"),
    ],
)
def test_a_line_or_a_rule_set_that_cannot_be_is_refused(told, change, fault):
    (only,) = told(change)
    assert only.startswith(fault)


def test_a_line_that_nothing_finds_says_what_it_lacks(told):
    assert told(line(signs=[], lacking="nobody delivers it")) == []
