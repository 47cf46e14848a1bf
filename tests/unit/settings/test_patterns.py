"""Patterns name files below the drop box, nowhere else, and no file twice."""

from __future__ import annotations

import fnmatch
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from csps.settings.patterns import Pattern, could_share_a_file, fits

ADAPTER = TypeAdapter(Pattern)
SMALL = st.text("ab*", min_size=1, max_size=5).filter(lambda pattern: "**" not in pattern)


@pytest.mark.parametrize("pattern", ["a.csv", "police/asb_*.csv", "a/b/c_*_(final)*.xlsx", "Rent accounts *.csv"])
def test_paths_below_the_drop_box_pass(pattern):
    assert ADAPTER.validate_python(pattern) == pattern


@pytest.mark.parametrize(
    "pattern",
    ["", "/etc/*.csv", "../x.csv", "a/../x.csv", "a//b.csv", "a/", "a\\b.csv", "*/x.csv", "a/**", "x[12].csv", "x?.csv",
     " a.csv", "a/ b.csv", "x\n.csv", "./x.csv", "~root/\x00"],
)  # fmt: skip
def test_other_paths_are_refused(pattern):
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(pattern)


def test_a_star_stays_in_its_folder():
    assert fits("a/*.csv", "a/x.csv")
    assert not fits("a/*.csv", "a/b/x.csv")
    assert not fits("a/x.csv", "a/xxcsv")


def test_capital_letters_make_no_difference():
    assert fits("police/asb_*.csv", "Police/ASB_2026-11-15.CSV")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("a/x_*.csv", "a/x_*.csv", True),
        ("a/x_*.csv", "a/*_y.csv", True),
        ("a/x_*.csv", "a/x_*.txt", False),
        ("a/*.csv", "b/*.csv", False),
        ("a/*.csv", "a/x/y.csv", False),
        ("a/ssd_person_*.csv", "a/ssd_person_note_*.csv", True),
        ("a/*b*c", "a/*c*b", False),
        ("a/*", "a/*", True),
        ("a/X_1.csv", "A/x_*.CSV", True),
    ],
)
def test_sharing(one, other, shared):
    assert could_share_a_file(one, other) is shared
    assert could_share_a_file(other, one) is shared


@given(one=SMALL, other=SMALL)
@settings(max_examples=300, deadline=None)
def test_sharing_agrees_with_trying_every_name(one, other):
    letters = ["a", "b"]
    names = [""]
    for _ in range(8):  # the longest name that two patterns of five marks can need
        names += [name + letter for name in names[-(2**_) :] for letter in letters]
    both = any(fnmatch.fnmatchcase(name, one) and fnmatch.fnmatchcase(name, other) for name in set(names))
    assert could_share_a_file(one, other) is both


@given(pattern=SMALL, name=st.text("ab", max_size=6))
def test_fitting_is_what_a_shell_does(pattern, name):
    assert fits(pattern, name) is bool(re.fullmatch(pattern.replace("*", "[ab]*"), name))
