"""Spells of membership follow from the dates on which families were formed, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.known_town import KnownTown, Member

from csps.families import memberships

DAYS = tuple(date(2026, 2, day) for day in (2, 9, 16, 23))
ANN, KIT = Member("ann", "carer", 400), Member("kit", "child", 90)


def spells(folder, lived, **choices):
    """Form one family on days, each with its members, and give the spells."""
    town = KnownTown(folder, DAYS[-1])
    for day, members in zip(DAYS, lived, strict=True):
        town.family(*members, name="oak", day=day)
    with town.edition().connect() as lake:
        found = memberships(lake, **choices).to_pyarrow().to_pylist()
    return [(row["person_id"], row["role"], row["from_day"], row["last_day"], row["to_day"]) for row in found]


def test_somebody_who_stays_has_one_open_spell(tmp_path):
    assert spells(tmp_path, [(ANN,)] * 4) == [("ann", "carer", DAYS[0], DAYS[3], None)]


def test_whoever_leaves_is_gone_on_the_next_date_and_comes_back_in_a_spell_of_their_own(tmp_path):
    found = spells(tmp_path, [(ANN, KIT), (ANN,), (ANN, KIT), (ANN, KIT)])
    assert found[1:] == [("kit", "child", DAYS[0], DAYS[0], DAYS[1]), ("kit", "child", DAYS[2], DAYS[3], None)]


def test_a_child_who_comes_of_age_begins_another_spell(tmp_path):
    grown = Member("kit", "adult", 216)
    found = spells(tmp_path, [(ANN, KIT), (ANN, KIT), (ANN, grown), (ANN, grown)])
    assert found[1:] == [("kit", "child", DAYS[0], DAYS[1], DAYS[2]), ("kit", "adult", DAYS[2], DAYS[3], None)]


def test_one_family_may_be_asked_for_and_an_empty_lake_holds_none(tmp_path):
    assert spells(tmp_path / "a", [(ANN,)] * 4, family_id="elm") == []
    with KnownTown(tmp_path / "b").edition().connect() as lake:
        assert memberships(lake).to_pyarrow().num_rows == 0


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return iter(lambda: tmp_path_factory.mktemp("town"), None)


@settings(max_examples=10, deadline=None)
@given(there=st.lists(st.booleans(), min_size=4, max_size=4))
def test_spells_hold_on_exactly_the_dates_on_which_somebody_was_a_member(there, folders):
    found = spells(next(folders), [(ANN, KIT) if is_there else (ANN,) for is_there in there])
    held = {
        day for person, _, begin, last, end in found for day in DAYS
        if person == "kit" and begin <= day <= last and (end is None or day < end)
    }  # fmt: skip
    assert held == {day for day, is_there in zip(DAYS, there, strict=True) if is_there}
