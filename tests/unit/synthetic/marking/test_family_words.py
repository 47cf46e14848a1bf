"""Marks of families in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csps.synthetic.marking.families import ChildMarks, FamilyMarks
from csps.synthetic.marking.family_words import told_of_families
from csps.synthetic.marking.pairs import Agreement
from csps.synthetic.marking.parents import DoubtMarks, ParentMarks


@pytest.fixture
def marks():
    return FamilyMarks(
        as_of="2026-11-16",
        families=100,
        pure=90,
        true_families=200,
        found=150,
        whole=120,
        single=ChildMarks(living=80, unknown=8, said=60, gone=6, elsewhere=5, elsewhere_said=1),
        overall=Agreement(6, 6, 3),
        children=Agreement(1, 2, 1),
        child_and_adult=Agreement(4, 2, 1),
        told=Agreement(2, 2, 1),
        adults=Agreement(1, 2, 1),
        groups={"ethnicity": {"White": Agreement(4, 4, 3)}},
        parents=ParentMarks(
            pairs=10, said=8, right=6, together=9, told=5, told_right=3, told_together=4, confirmed=5, confirmed_right=4,
            doubts=(DoubtMarks("off every roll", "child", members=4, there=1, here=2),),
        ),
    )  # fmt: skip


def test_the_last_date_is_told_in_full(marks):
    text = "\n".join(told_of_families([marks]))
    assert "Families, as of 2026-11-16: 100 with children." in text
    assert "all of one true family: 90 of 100 (90.0%)" in text
    assert "in a family of the cohort: 150 of 200 (75.0%)" in text
    assert "no agency has a record: 8 of 80 (10.0%)" in text
    assert "who live in none in the borough: 6 of 60 (10.0%)" in text
    assert "said to live in one: 1 of 5 (20.0%)" in text
    assert "ethnicity: White                    precision 0.750, recall 0.750" in text
    assert "earlier" not in text


def test_a_child_and_its_carer_are_told_by_both_measures(marks):
    text = "\n".join(told_of_families([marks]))
    assert "A child and its parent or carer: precision 0.750 of 8 pairs said to be such" in text
    assert "in one family 9 of 10 (90.0%) of the true ones, and named as such 6 of 10 (60.0%)" in text
    assert "some register has at a home: in one family 4 of 5 (80.0%), named as such 3 of 5 (60.0%)" in text


def test_confirmed_pairs_and_what_a_doubt_is_worth_are_told_where_doubts_were_looked_for(marks):
    text = "\n".join(told_of_families([marks]))
    assert "may have gone: precision 0.800 of 5; of all true pairs 4 of 10 (40.0%)" in text
    assert "child: off every roll               1 of 4 (25.0%), 2 of 4 (50.0%)" in text
    unasked = replace(marks, parents=replace(marks.parents, doubts=()))
    assert "onfirmed" not in "\n".join(told_of_families([unasked]))


def test_earlier_dates_are_told_in_a_line_each(marks):
    text = "\n".join(told_of_families([replace(marks, as_of="2025-11-17"), marks]))
    assert "2025-11-17                          precision 0.500, recall 0.400 of           5 pairs" in text
    assert text.count("2026-11-16") == 1


def test_where_there_are_none_nothing_is_said():
    assert list(told_of_families([])) == []
