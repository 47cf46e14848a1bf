"""Marks of scores in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csps.synthetic.marking.score_words import skill, told_of_scores
from csps.synthetic.marking.scores import GroupScores, ScoreMarks, Tenth

WHOLE = GroupScores(
    families=1000,
    harm=0.03,
    known=990,
    recorded=0.012,
    score=0.009,
    auc=0.7,
    oracle=0.9,
    top=100,
    top_harm=0.09,
    high=100,
    high_in_top=41,
)
NOBODY = GroupScores(0, None, 0, None, None, None, None, 0, None, 0, 0)


@pytest.fixture
def marks():
    groups = {"ethnicity": {"White": WHOLE, "other": NOBODY}}
    return ScoreMarks("2026-11-16", "maltreatment", 1100, 0.5, 0.4, [Tenth(99, 0.001, 0.002)], WHOLE, groups)


def test_scores_are_told_beside_the_truth(marks):
    text = "\n".join(told_of_scores([marks]))
    assert "Scores of maltreatment, as of 2026-11-16: 1,100 families, 1,000 of them with a true family, 990" in text
    assert "AUC to be expected 0.700; no score can rank better than 0.900: 0.50 of what can be known" in text
    assert "record 0.50, of harm 0.40" in text
    assert "mean score            0.10%" in text
    assert "true mean of record   0.20%" in text


def test_groups_stand_in_columns_and_what_cannot_be_said_is_a_dash(marks):
    lines = list(told_of_scores([marks]))
    heading, whole, white, other = lines[-4:]
    assert len(heading) == len(whole) == len(white) == len(other)
    assert whole.split() == ["all", "1,000", "3.00%", "1.20%", "0.90%", "0.700", "0.900", "100", "9.00%", "100", "41%"]
    assert other.split() == ["ethnicity:", "other", "0", *"-----", "0", "-", "0", "-"]


@pytest.mark.parametrize(
    ("group", "cells"),
    [
        ({"known": 834}, ["0.700", "0.900", "100", "9.00%", "100", "41%"]),  # 10.008 records
        ({"known": 833}, ["few", "few", "100", "9.00%", "100", "41%"]),
        ({"top": 10, "high": 10, "high_in_top": 3}, ["0.700", "0.900", "10", "9.00%", "10", "30%"]),
        ({"top": 9, "high": 9, "high_in_top": 3}, ["0.700", "0.900", "9", "few", "9", "few"]),
    ],
)
def test_of_a_group_with_few_records_or_families_it_is_said_that_nobody_can_judge(marks, group, cells):
    text = list(told_of_scores([replace(marks, groups={"tenure": {"boats": replace(WHOLE, **group)}})]))
    assert text[-1].split()[-6:] == cells
    assert "fewer than 10 records are to be expected" in "\n".join(text)


def test_only_the_last_date_is_told(marks):
    text = "\n".join(told_of_scores([replace(marks, as_of="2026-11-09"), marks, replace(marks, model="eligibility")]))
    assert "2026-11-09" not in text
    assert text.count("Scores of ") == 2


def test_what_is_not_scored_is_said():
    assert "not yet scored" in "\n".join(told_of_scores([]))


def test_skill_is_a_share_of_what_can_be_known():
    assert skill(WHOLE) == pytest.approx(0.5)
    assert skill(NOBODY) is None
    assert skill(replace(WHOLE, oracle=0.5)) is None
