"""Word lists: names, and how many bear them."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.identities import word_files
from csps.synthetic.identities.word_files import (
    forename_lists,
    merged,
    parse_list,
    rank_shares,
    rows,
    split_words,
    surname_lists,
)

FILES = sorted(
    path.name for path in resources.files(word_files.__package__).joinpath("words").iterdir() if path.suffix == ".tsv"
)


@pytest.mark.parametrize("file", FILES)
def test_every_line_of_every_file_fits_its_head(file):
    table = rows(file)
    assert table
    assert len({tuple(row) for row in table}) == 1
    assert not any(value != value.strip() or "  " in value for row in table for value in row.values())


def test_a_line_with_a_column_too_few_is_refused(monkeypatch, tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "x.tsv").write_text("a\tb\n1\t2\n3\n", encoding="utf-8")
    monkeypatch.setattr(word_files.resources, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match="shorter"):
        rows("x.tsv")


def test_an_underscore_stands_for_a_blank_inside_a_name():
    assert split_words("De_La_Cruz Ng") == ["De La Cruz", "Ng"]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("A:100 B", [1.0, 0.0]),  # nothing is left to share
        ("A:30 B:10", [0.75, 0.25]),  # stated shares alone are scaled
        ("A:60 B:60", [0.5, 0.5]),
        ("A:50 B C:20", [0.5, 0.3, 0.2]),
        ("A", [1.0]),
    ],
)
def test_what_is_stated_comes_first_and_the_rest_is_shared(text, shares):
    assert parse_list(text).shares.tolist() == pytest.approx(shares)


def test_a_name_that_stands_twice_has_both_shares_and_its_first_place():
    made = merged(["A", "B", "A"], np.array([0.2, 0.3, 0.5]))
    assert made.names == ["A", "B"]
    assert made.shares.tolist() == pytest.approx([0.7, 0.3])
    assert parse_list("A:20 B:30 A:50").names == ["A", "B"]


@given(st.integers(1, 500))
def test_shares_by_rank_fall_and_add_up_to_one(count):
    shares = rank_shares(count)
    assert shares.sum() == pytest.approx(1)
    assert (np.diff(shares) < 0).all()
    assert len(rank_shares(0)) == 0


def test_the_first_of_eighty_is_borne_by_about_three_in_a_hundred():
    assert rank_shares(80)[0] == pytest.approx(0.03, abs=0.01)


@pytest.mark.parametrize("lists", [surname_lists(), forename_lists()], ids=["surnames", "forenames"])
def test_every_list_is_of_distinct_names_with_shares_that_add_up(lists):
    for key, (names, shares) in lists.items():
        assert len(set(names)) == len(names) == len(shares), key
        assert shares.sum() == pytest.approx(1), key
        assert (shares >= 0).all(), key
        assert not any(name != name.strip() or "_" in name or ":" in name or not name for name in names), key


def test_composed_names_have_the_weight_of_their_line():
    english, head = (
        surname_lists()["english", "U"],
        next(row for row in rows("surnames.tsv") if row["list"] == "english"),
    )
    line = next(row for row in rows("surname_parts.tsv") if row["list"] == "english")
    stated = np.isin(english.names, parse_list(head["names"]).names)
    composed = {first + second for first in split_words(line["first"]) for second in split_words(line["second"])}
    assert set(np.array(english.names)[~stated]) <= composed
    assert english.shares[~stated].sum() == pytest.approx(float(line["weight"]) / 100, abs=0.02)


def test_forenames_are_by_sex_and_era():
    assert {key[1:] for key in forename_lists()} <= {(sex, era) for sex in "MF" for era in ("old", "any", "new")}
    assert {key[1] for key in surname_lists()} <= set("MFU")
