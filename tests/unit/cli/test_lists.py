"""The top of a week's list, printed: who, how likely, why, what is sealed, and which marks the models were approved under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from csps.cli.lists import show_list
from csps.worklist.sheet import Family, Model, Reason, Score, Sheet

WEEK = date(2026, 11, 16)
FOLDER = Path("lists") / "2026-11-16"


def family(place):
    reasons = tuple(Reason(number < 3, "calls", f"{number} calls from neighbours") for number in range(1, 5))
    return Family(
        place=place, family_id=f"{place}abcdef0" * 4, child_months=(8, 50), expected=0, adults=2,
        scores={"maltreatment": Score(16, "many signs", reasons)}, criteria=(), change="first", weeks_listed=1,
    )  # fmt: skip


def model(*, demonstration=False):
    return Model(
        name="maltreatment", version="0" * 16, target="It is recorded.", horizon_weeks=52, caveat="Unseen.",
        population="Families.", owner="Head of service", trainer="t.rain", reviewers=(("r.view", WEEK),),
        valid_until=WEEK, scored=900, tested="Tested.", demonstration=demonstration,
    )  # fmt: skip


@pytest.fixture
def said(capsys):
    """A function that prints a list and gives the words."""

    def of(*families, **more):
        sheet = Sheet(
            council="Town", synthetic=True, as_of=WEEK, last_as_of=None, capacity=20, families=families,
            models=(model(),), bands=(("few signs", 0.0), ("many signs", 0.15)), feeds=9,
        )  # fmt: skip
        sheet = replace(sheet, **more)
        show_list(SimpleNamespace(weekly_list=lambda week: sheet), WEEK, FOLDER)
        return capsys.readouterr().out

    return of


def test_a_family_has_its_place_its_children_what_a_score_means_and_three_reasons(said):
    words = said(family(1))
    assert "This week's list, Monday 16 November 2026: 1 families. The first 1:" in words
    assert "1. Family 1abcdef0: 2 children (8 months and 4 years)" in words
    assert "Maltreatment: many signs. Of 100 families scored like this, maltreatment is recorded for about 16" in words
    assert "3 calls from neighbours" in words
    assert "4 calls from neighbours" not in words


def test_of_a_long_list_the_top_is_printed_and_the_whole_is_named(said):
    words = said(*(family(place) for place in range(1, 9)))
    assert "8 families. The first 5:" in words
    assert "6. Family" not in words
    assert str(FOLDER / "weekly-list.html") in words
    assert "never a decision" in words


def test_of_sealed_families_only_their_number_is_printed(said):
    words = said(family(1), sealed=2)
    assert "16 November 2026: 3 families. The first 1:" in words
    assert (
        "On the list and sealed: 2 families. They have no row in these files. Who they are is told to information"
        in words
    )


def test_families_left_out_and_marks_of_a_demonstration_are_said(said):
    assert "under marks for a demonstration" not in said(family(1))
    words = said(family(1), left_out={"OBJECTION": 19}, models=(model(demonstration=True),))
    assert "19 families because a member objected" in words
    assert "The maltreatment model was approved under marks for a demonstration, which judge nobody." in words


def test_the_rules_are_named_and_a_model_of_other_rules_is_said(said):
    rules = "local, version 3, 50 % of its 2 lines still to be confirmed"
    words = said(family(1), rules=rules)
    assert f"Programme criteria are judged by {rules}." in words
    assert "was not trained by these rules" not in words
    assert "criteria" not in said(family(1))
    assert "The maltreatment model was not trained by these rules" in said(
        family(1), rules=rules, models=(replace(model(), other_rules=True),)
    )
