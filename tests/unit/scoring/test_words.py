"""Bands, numbers of a hundred and places rise with the score, and never promise certainty."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from csps.scoring.words import bands_of, of_100, places_of
from csps.settings.bands import Band, Bands

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=50)
STARTS = st.lists(st.floats(0.001, 0.999), min_size=1, max_size=6, unique=True)


def bands_from(starts):
    levels = [Band(name=f"band {place}", from_score=start) for place, start in enumerate([0.0, *sorted(starts)])]
    return Bands(levels=tuple(levels), owner="board", review_on=None)


@given(SCORES, STARTS)
def test_a_higher_score_never_has_a_lower_band(scores, starts):
    bands = bands_from(starts)
    found = bands_of(np.sort(np.array(scores)), bands)
    places = [int(name.removeprefix("band ")) for name in found]
    assert places == sorted(places)


@given(SCORES, STARTS)
def test_a_band_is_the_one_that_settings_give(scores, starts):
    """Also at the very score at which a band begins."""
    bands, every = bands_from(starts), np.array([*scores, *starts])
    assert bands_of(every, bands).tolist() == [bands.name_of(score) for score in every]


@given(SCORES)
def test_of_a_hundred_rises_with_the_score_and_is_never_a_hundred(scores):
    found = of_100(np.sort(np.array(scores))).tolist()
    assert found == sorted(found)
    assert 0 <= found[0] <= found[-1] <= 99


@given(SCORES)
def test_every_place_is_given_once_and_a_higher_score_comes_first(scores):
    values = np.array(scores)
    places = places_of(values)
    assert sorted(places) == list(range(1, len(values) + 1))
    in_order = values[np.argsort(places)]
    assert (np.diff(in_order) <= 0).all()


def test_of_equal_scores_the_first_given_comes_first():
    assert places_of(np.array([0.2, 0.5, 0.2, 0.5])).tolist() == [3, 1, 4, 2]
