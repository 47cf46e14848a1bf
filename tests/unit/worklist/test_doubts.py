"""What is said of members whom nothing confirms: short, true on its day, and nothing of anybody else."""

from __future__ import annotations

from datetime import date

import pytest

from csps.contracts.code_lists.stages import FAMILY_DOUBT
from csps.worklist.doubts import CHECK, doubt_words, doubts_of
from csps.worklist.sheet import Doubt

OFF, HEARD = date(2025, 9, 3), date(2025, 7, 1)


def member(name, role, months):
    return {"person_id": name, "role": role, "age_months": months}


def doubted(name, doubt, since=OFF, last=HEARD):
    return {"person_id": name, "doubt": doubt, "since": since, "last_word_on": last}


def test_they_come_as_they_are_asked_and_children_before_adults():
    members = [member("a", "carer", 400), member("b", "child", 110), member("c", "child", 90)]
    rows = [doubted("a", "home taken over"), doubted("c", "home taken over"), doubted("b", "off every roll")]
    found = doubts_of(members, rows)
    assert [(one.doubt, one.role) for one in found] == [
        ("off every roll", "child"), ("home taken over", "child"), ("home taken over", "carer")
    ]  # fmt: skip


def test_brothers_and_sisters_of_whom_the_same_is_said_are_named_together():
    two = [Doubt("off every roll", "child", months, OFF) for months in (90, 110)]
    said = "Children, 7 years and 9 years: on no school roll that the council is sent since 3 September 2025"
    assert doubt_words(two) == f"{said}. {CHECK}"
    apart = [two[0], Doubt("off every roll", "child", 110, HEARD)]
    assert doubt_words(apart).count("Child, ") == 2


def test_a_silence_about_a_family_is_said_once():
    family = [Doubt("long silence", role, 90, HEARD) for role in ("child", "carer")]
    said = "Since 1 July 2025 nothing new was told of where they live, nor of anything that happened to them."
    assert doubt_words(family) == f"{said} {CHECK}"


@pytest.mark.parametrize("doubt", FAMILY_DOUBT.values)
def test_every_doubt_has_words_and_none_says_that_somebody_has_gone(doubt):
    since = None if doubt == "address only" else OFF
    said = doubt_words([Doubt(doubt, "carer", 400, since)])
    assert said.endswith(f". {CHECK}")
    assert not {"gone", "moved away", "left the"} & set(said.split())
    assert since is None or "3 September 2025" in said


def test_a_carer_of_whom_no_register_has_a_home_and_whose_age_nobody_knows():
    said = doubt_words([Doubt("old word", "carer", None, None)])
    assert said == f"Carer, age not known: no register says where they live. {CHECK}"
