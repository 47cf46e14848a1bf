"""A few reasons: raising first, something that lowers where there is any, nothing said twice."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.explain.reasons import MOST, MOST_LOWERING, reasons_of
from csps.explain.sentences import MATERIAL

VALUES = [2, 4, 1, 500, 3, 0]


def told(kit, *added, values=VALUES):
    return reasons_of(kit.FEATURES, np.array([values], np.float32), np.array([added], float))


def test_raising_come_first_and_the_strongest_first(kit):
    reasons = told(kit, 0, 0.4, 0.9, -0.5, 0.2, 0)
    assert reasons["feature"].tolist() == ["contact_52w", "incident_52w", "children", "arrears"]
    assert reasons["direction"].tolist() == ["raises", "raises", "raises", "lowers"]
    assert reasons["place"].tolist() == [1, 2, 3, 4]


def test_windows_of_one_fact_are_said_once_by_what_moved_it_most(kit):
    reasons = told(kit, 0.3, 0.6, 0, 0, 0, 0)
    assert reasons["sentence"].tolist() == ["4 police incidents in the last 12 months (raises)"]
    assert reasons["contribution"].tolist() == [pytest.approx(0.9)]


def test_windows_that_pull_apart_are_told_by_the_side_that_prevails(kit):
    reasons = told(kit, -0.2, 0.9, 0, 0, 0, 0, values=[0, 4, 1, 500, 3, 0])
    assert reasons["feature"].tolist() == ["incident_52w"]
    assert reasons["contribution"].tolist() == [pytest.approx(0.7)]


def test_what_is_immaterial_is_not_said(kit):
    reasons = told(kit, 0, 0.5, MATERIAL / 2, -MATERIAL / 2, 0, 0)
    assert reasons["feature"].tolist() == ["incident_52w"]


def test_a_family_like_any_other_has_one_reason_in_the_smallest_words(kit):
    reasons = told(kit, 0, 0.01, -0.04, 0, 0, 0)
    assert reasons["sentence"].tolist() == ["1 contacts in the last 12 months (lowers a little)"]


def test_five_reasons_at_most_and_one_of_them_lowering_where_something_does(kit):
    assert told(kit, 0, 0.9, 0.8, 0.7, 0.6, 0.5)["direction"].tolist() == ["raises"] * MOST
    reasons = told(kit, 0, 0.9, 0.8, 0.7, 0.6, -0.2)
    assert reasons["direction"].tolist() == ["raises"] * 4 + ["lowers"]


def test_a_concern_is_not_buried_under_what_lowers(kit):
    reasons = told(kit, 0, 0.9, -0.8, -0.7, -0.6, -0.5)
    assert reasons["direction"].tolist() == ["raises"] + ["lowers"] * MOST_LOWERING
    assert reasons["feature"].tolist()[1:] == ["contact_52w", "arrears"]


def test_a_family_with_nothing_raising_is_told_what_lowers(kit):
    assert told(kit, 0, -0.9, -0.8, -0.7, -0.6, -0.5)["direction"].tolist() == ["lowers"] * MOST


def test_each_family_is_answered_for_itself(kit):
    added = np.array([[0, 0.4, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0.3], [0, 0, 0, 0, 0, 0]], float)
    values = np.array([VALUES, [0, 0, 0, np.nan, 2, 7], VALUES], np.float32)
    reasons = reasons_of(kit.FEATURES, values, added)
    assert reasons["row"].tolist() == [0, 1, 2]
    assert reasons["sentence"].iloc[1] == "7 health flags (raises)"


def test_what_is_not_known_is_said_so(kit):
    reasons = told(kit, 0, 0, 0, 0.6, 0, 0, values=[2, 4, 1, np.nan, 3, 0])
    assert reasons["sentence"].tolist() == ["Not known: how much rent is owed? (raises)"]


def test_all_that_is_not_known_of_one_topic_is_said_once(kit):
    owed = dataclasses.replace(kit.FEATURES[3], name="owed_52w", question="How much was owed?")
    features = (*kit.FEATURES[:4], owed)
    values = np.array([[2, 4, 1, np.nan, np.nan], [2, 4, 1, np.nan, 80]], np.float32)
    added = np.array([[0, 0.5, 0, 0.3, 0.4], [0, 0.5, 0, 0.3, 0.4]])
    reasons = reasons_of(features, values, added)
    unknown = reasons[reasons["row"] == 0]
    assert unknown["sentence"].tolist() == [
        "Not known: how much was owed? (raises)",
        "4 police incidents in the last 12 months (raises)",
    ]
    assert unknown["contribution"].tolist() == [pytest.approx(0.7), pytest.approx(0.5)]
    assert len(reasons[reasons["row"] == 1]) == 3


def test_nobody_has_no_reasons(kit):
    assert reasons_of(kit.FEATURES, np.empty((0, 6), np.float32), np.empty((0, 6))).empty
