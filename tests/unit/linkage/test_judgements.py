"""Judgements about pairs of records: kept, never contradicting each other, taken back."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.errors import UsageError
from csps.linkage.judgements import Word, judge_pair, judgements_in, standing, take_back

WORD = Word("a" * 64, "data officer", date(2026, 11, 16), "The school's file shows one child.")


class Memory:
    """A vault's statements."""

    def __init__(self):
        self._said = []

    def say(self, kind, about, content):
        self._said.append(SimpleNamespace(number=len(self._said) + 1, kind=kind, about=tuple(about), content=content))
        return self._said[-1]

    def said(self, kind=None):
        return [each for each in self._said if kind in (None, each.kind)]


def judged(*told):
    vault = Memory()
    for one, other, verdict in told:
        judge_pair(vault, (one, other), verdict, WORD)
    return vault


def test_a_judgement_comes_back_with_whose_word_it_is():
    vault = Memory()
    made = judge_pair(vault, ("b", "a"), "same", WORD)
    assert judgements_in(vault) == [made]
    assert (made.record_id, made.other_record_id, made.word) == ("a", "b", WORD)
    assert len(made.digest) == 64


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ([("a", "b", "same")], ("a", "b", "different")),
        ([("a", "b", "different")], ("b", "a", "same")),
        ([("a", "b", "same"), ("b", "c", "same")], ("a", "c", "different")),
        ([("a", "b", "same"), ("b", "c", "different")], ("a", "c", "same")),
        ([("a", "b", "same"), ("c", "d", "same"), ("b", "c", "different")], ("a", "d", "same")),
        ([("b", "c", "same"), ("d", "a", "same"), ("a", "b", "same")], ("c", "d", "different")),
    ],
)
def test_a_contradiction_is_refused_also_by_way_of_others_and_changes_nothing(before, then):
    vault = judged(*before)
    with pytest.raises(UsageError, match=r"contradicts .* judgement \d"):
        judge_pair(vault, then[:2], then[2], WORD)
    assert len(judgements_in(vault)) == len(before)


def test_what_was_taken_back_counts_no_more_and_stays_to_be_seen():
    vault = judged(("a", "b", "same"))
    take_back(vault, 1, WORD)
    judge_pair(vault, ("a", "b"), "different", WORD)
    first, second = judgements_in(vault)
    assert first.withdrawn == WORD
    assert standing(judgements_in(vault)) == [second]
    with pytest.raises(UsageError, match="withdrawn already"):
        take_back(vault, 1, WORD)
    with pytest.raises(UsageError, match="no judgement 9"):
        take_back(vault, 9, WORD)


def test_who_is_unsure_contradicts_nobody_and_may_be_sure_later():
    vault = judged(("a", "b", "unsure"), ("a", "b", "same"), ("a", "b", "unsure"))
    assert [each.verdict for each in standing(judgements_in(vault))] == ["unsure"]


@pytest.mark.parametrize(
    ("pair", "verdict", "words"), [(("a", "a"), "same", "one and the same"), (("a", "b"), "maybe", "No such")]
)
def test_what_makes_no_sense_is_refused(pair, verdict, words):
    with pytest.raises(UsageError, match=words):
        judge_pair(Memory(), pair, verdict, WORD)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.sampled_from(["same", "different"])),
        max_size=12,
    )
)
def test_what_was_admitted_can_always_be_obeyed(told):
    vault = Memory()
    for one, other, verdict in told:
        try:
            judge_pair(vault, (one, other), verdict, WORD)
        except UsageError:
            continue
    group = {record: {record} for record in "abcde"}
    for each in standing(judgements_in(vault)):
        if each.verdict == "same":
            joined = group[each.record_id] | group[each.other_record_id]
            group |= dict.fromkeys(joined, joined)
    for each in standing(judgements_in(vault)):
        if each.verdict == "different":
            assert each.other_record_id not in group[each.record_id]
