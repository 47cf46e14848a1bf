from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.childrens_social_care.family_needs import (
    CODES,
    NEEDS,
    SUPPORTING_FAMILIES_FROM,
    at_least,
    codes_of,
    needs_noticed,
    needs_there,
)
from csps.synthetic.agencies.childrens_social_care.signs import Signs


def test_every_need_is_in_the_list_of_its_rule_set():
    assert {need.code for need in NEEDS} | {need.former for need in NEEDS} <= set(CODES)


def test_what_is_noticed_is_there_but_for_parenting(watch):
    signs, households = Signs(watch.history), watch.history.snapshots[13]["household"]
    days = np.full(len(households), watch.calendar.first_day(13) + 5)
    noticed = needs_noticed(signs, households, days, np.random.default_rng(1))
    there = needs_there(signs, households, days)
    parenting = [need.code for need in NEEDS].index("SF5.1")
    noticed[:, parenting] = False
    assert noticed.any()
    assert not (noticed & ~there).any()


def test_needs_are_added_until_there_are_enough():
    found = np.zeros((50, len(NEEDS)), dtype=bool)
    found[:, 0] = True
    days = np.full(50, SUPPORTING_FAMILIES_FROM)
    filled = at_least(found, 3, days, np.random.default_rng(1))
    assert (filled.sum(axis=1) == 3).all()
    assert filled[:, 0].all()
    assert found.sum() == 50


def test_each_day_has_its_own_rule_set():
    found = np.ones((2, len(NEEDS)), dtype=bool)
    family, code, _ = codes_of(found, np.array([SUPPORTING_FAMILIES_FROM - 1, SUPPORTING_FAMILIES_FROM]))
    words = np.array(CODES)[code]
    assert sorted(words[family == 0]) == ["TF1", "TF2", "TF3", "TF4", "TF5", "TF6"]
    assert sorted(words[family == 1]) == sorted(need.code for need in NEEDS)


def test_headline_problems_are_counted_once():
    found = np.zeros((50, len(NEEDS)), dtype=bool)
    found[:, [need.former == "TF6" for need in NEEDS]] = True
    before = np.full(50, SUPPORTING_FAMILIES_FROM - 1)
    filled = at_least(found, 2, before, np.random.default_rng(1))
    family, *_ = codes_of(filled, before)
    assert (np.bincount(family) >= 2).all()
    assert np.array_equal(at_least(filled, 2, before, np.random.default_rng(2)), filled)
