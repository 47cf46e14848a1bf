"""Words of refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.settings.faults import (
    LONGEST_SHOWN,
    Fault,
    FaultyFileError,
    FaultyValueError,
    key_path,
    nearest,
    refuse,
    shown,
)


def test_a_fault_of_the_whole_file_says_so():
    assert str(Fault((), "is empty")) == "the file is empty"


def test_places_in_lists_are_counted_from_one_and_that_is_said():
    refused = FaultyFileError("f.toml", [Fault(("a", 0), "is odd")])
    assert (
        refused.refused
        == "f.toml cannot be used: it has one fault.\n  a[1] is odd.\nEntries of a list are counted from 1."
    )
    assert "counted" not in str(FaultyFileError("f.toml", [Fault(("a",), "is odd")]))


def test_it_says_that_nothing_was_changed_and_what_to_do():
    refused = FaultyFileError("f.toml", [Fault(("a",), "is odd")])
    assert str(refused).endswith("Nothing was changed. Correct the file, then run the same command again.")


def test_a_fault_moves_below_its_key():
    assert Fault(("b",), "is odd").below(("a", 2)).path == ("a", 2, "b")


def test_no_fault_is_no_refusal():
    refuse([])
    with pytest.raises(FaultyValueError, match="a is odd; b is even"):
        refuse([Fault(("a",), "is odd"), Fault(("b",), "is even")])


@given(value=st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text())))
def test_any_value_fits_on_a_line_in_any_terminal(value):
    said = shown(value)
    assert "\n" not in said
    assert said.replace("…", "").isascii()
    assert len(said) <= max(12 * LONGEST_SHOWN, len(str(value)))


def test_keys_that_are_no_bare_words_are_quoted():
    assert key_path(("a b", "c")) == '"a b".c'


def test_nothing_near_says_something_else():
    assert nearest("zebra", ["owner"], otherwise="no") == "no"
