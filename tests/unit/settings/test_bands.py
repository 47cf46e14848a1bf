"""A higher score never has a lower band."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.errors import UsageError
from csps.settings.bands import Band, Bands

SHARES = st.floats(0, 1)
LEVELS = st.lists(st.floats(0.001, 1), min_size=1, max_size=6, unique=True).map(lambda starts: [0.0, *sorted(starts)])


def bands_from(starts):
    levels = tuple(Band(name=f"band {place}", from_score=start) for place, start in enumerate(starts))
    return Bands(owner="nobody", review_on=date(2027, 1, 1), levels=levels)


@given(starts=LEVELS, one=SHARES, other=SHARES)
def test_bands_rise_with_scores(starts, one, other):
    bands = bands_from(starts)
    low, high = sorted((one, other))
    assert bands.place_of(low) <= bands.place_of(high)
    assert bands.levels[bands.place_of(low)].from_score <= low


def test_a_band_begins_with_its_own_score(programme):
    assert [programme.bands.name_of(score) for score in (0, 0.0499, 0.05, 0.15, 1)] == [
        "few signs",
        "few signs",
        "some signs",
        "many signs",
        "very many signs",
    ]


@pytest.mark.parametrize("score", [-0.01, 1.01, float("nan")])
def test_what_is_no_score_has_no_band(programme, score):
    with pytest.raises(UsageError, match="has no band"):
        programme.bands.place_of(score)


@pytest.mark.parametrize(
    ("place", "key", "value", "words"),
    [
        (0, "from_score", 0.01, "is 0.01; the first band begins at 0, or scores would be in none"),
        (
            2,
            "from_score",
            0.05,
            "is 0.05, and the band before it begins at 0.05; a higher score never has a lower band",
        ),
        (2, "name", "few signs", 'is "few signs", as an earlier band is called; each band has a name of its own'),
        (3, "from_score", 1.5, "is 1.5; it takes a number from 0 to 1"),
        (3, "from_score", float("nan"), "is nan; it takes a number from 0 to 1"),
        (3, "name", "", 'is ""; it takes a line of text'),
        (3, "colour", "red", "is no key that csps knows; the keys there are name, from_score"),
    ],
)
def test_a_band_declared_wrongly_is_refused(values, faults_in, *, place, key, value, words):
    values["bands"]["levels"][place][key] = value
    faults = faults_in(values)
    assert list(faults) == [("bands", "levels", place, key)]
    assert words in faults["bands", "levels", place, key][0]


@pytest.mark.parametrize("count", [0, 1, 8])
def test_two_to_seven_bands(values, faults_in, count):
    values["bands"]["levels"] = [{"name": f"b{n}", "from_score": n / 10} for n in range(count)]
    assert list(faults_in(values)) == [("bands", "levels")]
