"""Marks in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from csps.synthetic.marking.accounting import FileFault, TableAccount
from csps.synthetic.marking.chances import ChanceMarks
from csps.synthetic.marking.linked import LinkMarks
from csps.synthetic.marking.pairs import Agreement
from csps.synthetic.marking.probabilities import Band
from csps.synthetic.marking.words import Marks

PAIRS = Agreement(1000, 996, 995)


@pytest.fixture
def marks():
    account = TableAccount("feeds.police_incident", 30, 1234, 1200, 0, [])
    chances = ChanceMarks(100, 4.0, 5, [Band(50, 1.0, 0), Band(50, 3.0, 5)], 0.8765)
    return Marks(date(2026, 11, 16), [account], [], None, None, chances)


def test_a_clean_sheet(marks):
    text = str(marks)
    assert "30 files of 1 tables with 1,234 lines and 1,200 references" in text
    assert "Every reference has its true person" in text
    assert "5 in 100 family-quarters, 4.0 expected (1.25)" in text
    assert "AUC of 0.876" in text or "AUC of 0.877" in text
    assert "Families" not in text
    assert text.endswith("There is no published `scoring.score`.")


def test_faults_are_named_and_many_are_cut_short(marks):
    faults = [FileFault(f"police/a_{number}.csv", "nominal_id", 1, 2, 3) for number in range(50)]
    text = str(replace(marks, accounts=[replace(marks.accounts[0], faults=faults, torn=4)], unexpected=["x.txt"]))
    assert "50 files do not fit the truth" in text
    assert "police/a_0.csv: 1 missing and 2 extra in nominal_id, the first at line 3" in text
    assert text.count("police/a_") == 20
    assert "4 references stand for two true people" in text
    assert "not sent by any agency: x.txt" in text


def test_links_are_told_by_group(marks):
    links = LinkMarks(500, 2, PAIRS, PAIRS, Agreement(0, 0, 0), {"sex": {"F": PAIRS, "M": Agreement(10, 0, 0)}})
    text = str(replace(marks, links=links))
    assert "precision 0.9990, recall 0.9950 of" in text
    assert "sex: F" in text
    assert text.count("-, recall") == 2


def test_an_empty_drop_box_is_said(marks):
    assert "they were taken in" in str(replace(marks, accounts=[]))
