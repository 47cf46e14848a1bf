"""The true risk of a family of csps is that of its children's true family, on the last first day of a quarter."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.marking.households import lend_households
from csps.synthetic.marking.risks import lend_risks, reals


def risks(street, families, day="2026-11-16", outcome="maltreatment"):
    lend_households(street.seen, street.true, street.lake, street.say(families), "2026-11-16")
    lend_risks(street.seen, street.true, day, outcome)
    found = street.seen.ask("SELECT family_id, family, youngest, p_harm, p_recorded FROM family_risk")
    columns = [reals(column).tolist() if column.dtype.kind != "O" else column.tolist() for column in found.values()]
    return list(zip(*columns, strict=True))


def test_a_family_has_the_risk_of_the_true_one_and_its_youngest_child(street):
    first, second = risks(street, {"a": [0, 1], "b": [3, 5]})
    assert first == ("a", 10, 2, 0.2, 0.02)
    assert second[:4] == ("b", 20, 5, 0.1)
    assert np.isnan(second[4])


def test_what_comes_after_the_day_is_not_looked_at(street):
    assert risks(street, {"a": [0, 1]}, day="2026-08-16") == [("a", 10, 2, 0.5, 0.5)]
    assert risks(street, {"a": [0, 1]}, day="2026-05-17") == []


def test_each_outcome_has_its_own_risk(street):
    assert [row[3] for row in risks(street, {"a": [0, 1], "b": [3, 5]}, outcome="eligibility")] == [0.9]


def test_a_family_without_children_has_no_risk(street):
    assert risks(street, {"a": [3, 4]}) == []


@pytest.mark.parametrize("kind", [np.int64, np.float64])
def test_what_is_empty_is_no_number(kind):
    assert np.isnan(reals(np.ma.masked_array(np.array([1, 2], kind), mask=[True, False]))[0])
