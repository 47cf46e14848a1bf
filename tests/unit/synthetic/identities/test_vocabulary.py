from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities.vocabulary import Alternatives, Vocabulary


def test_a_text_keeps_its_number_and_growth_is_by_first_mention():
    words = Vocabulary(["b", "a", "b"])
    assert words.add(["c", "a", "", "b"]).tolist() == [3, 2, 0, 1]
    assert words.texts([0, 1, 2, 3]).tolist() == ["", "b", "a", "c"]
    assert (words.number_of("c"), words.number_of("never")) == (3, 0)


def test_map_changes_distinct_texts_only_once():
    words = Vocabulary(["ada", "grace"])
    seen = []
    result = words.map(np.array([2, 1, 2, 2], np.int32), lambda text: seen.append(text) or text.upper())
    assert words.texts(result).tolist() == ["GRACE", "ADA", "GRACE", "GRACE"]
    assert seen == ["ada", "grace"]


def test_combine_joins_each_distinct_pair():
    words = Vocabulary(["ann", "bell"])
    result = words.combine(np.array([1, 2, 1], np.int32), np.array([7, 0, 7]), lambda text, choice: f"{text}{choice}")
    assert words.texts(result).tolist() == ["ann7", "bell0", "ann7"]
    assert words.combine(np.zeros(0, np.int32), np.zeros(0, np.int32), lambda *_: "x").tolist() == []


def test_alternatives_leave_names_without_any_as_they_are():
    other = Alternatives({1: [4, 5], 3: [6]}, size=4)
    ids = np.array([0, 1, 2, 3, 99], np.int32)
    picked = other.pick(ids, np.random.default_rng(0))
    assert other.has(ids).tolist() == [False, True, False, True, False]
    assert picked[1] in (4, 5)
    assert picked[[0, 2, 3, 4]].tolist() == [0, 2, 6, 99]


def test_a_number_never_given_is_refused():
    with pytest.raises(IndexError):
        Vocabulary(["a"]).texts([5])
