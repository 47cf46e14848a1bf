"""Slips of the keyboard, lost parts and lost accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.identities import misspelling

names = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz'- łşé"), min_size=1, max_size=15).map(str.capitalize)
choices = st.integers(0, misspelling.CHOICES - 1)


@given(names, choices)
def test_a_slip_always_changes_a_name_by_one_letter(name, choice):
    slipped = misspelling.slip(name, choice)
    assert slipped != name
    assert abs(len(slipped) - len(name)) <= 1
    assert slipped == misspelling.slip(name, choice)


@given(names)
def test_folded_names_have_no_accents(name):
    assert misspelling.fold_accents(name).isascii()


@pytest.mark.parametrize(("name", "choice", "left"), [("Ali Omar Jama", 0, "Ali"), ("Ali Omar Jama", 8, "Jama")])
def test_dropping_a_part_keeps_one(name, choice, left):
    assert misspelling.drop_part(name, choice) == left
