"""What is compared follows from the columns that hold anything."""

from __future__ import annotations

import pytest

from csps.linkage.frames.comparisons import comparisons_for


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        ({"first": 9, "surname": 9, "born": 0}, ["first", "surname"]),
        ({"address": 3, "postcode": 3, "uprn_0": 3}, ["home"]),
        ({"postcode": 3}, ["home"]),
        ({"identifier_0": 1, "identifier_1": 1, "sex": 1}, ["identifier_0", "identifier_1", "sex"]),
        ({"other_0": 0}, []),
    ],
)
def test_what_is_compared_follows_from_the_columns(columns, names):
    assert [one.name for one in comparisons_for(columns)] == names


def test_shares_make_a_whole_and_the_last_level_takes_the_rest():
    filled = dict.fromkeys(
        ("first", "surname", "born", "sex", "address", "postcode", "uprn_0", "email_0", "phone_0", "identifier_0",
         "town_0", "other_0", "source_0"), 1
    )  # fmt: skip
    for one in comparisons_for(filled):
        assert sum(level.share for level in one.levels) == pytest.approx(1, abs=0.05), one.name
        assert one.levels[-1].condition == "ELSE"
        assert one.levels[-1].share <= one.most_different
