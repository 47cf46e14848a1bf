from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.agencies.childrens_social_care.office import watch_childrens_social_care
from csps.synthetic.agencies.restrictions import watch_restrictions
from csps.synthetic.identities.addresses import Kind


@pytest.fixture(scope="module")
def watch(busy_watch):
    return busy_watch


@pytest.fixture(scope="module")
def delivered(adopting_watch):
    return watch_restrictions(adopting_watch)


@pytest.fixture(scope="module")
def rows(delivered, as_frames):
    return as_frames(delivered)["feeds.restriction"].assign(true=delivered[0].persons["person_ref"])


def test_every_row_keeps_its_contract(delivered, contract_faults):
    assert [contract_faults(batch) for batch in delivered] == [[]]


def test_people_are_numbered_within_their_restriction(rows):
    first = rows.drop_duplicates(["restriction_ref", "person_ref"])
    assert (first["person_ref"].str.partition("-")[0] == first["restriction_ref"]).all()
    assert first["person_ref"].is_unique


def test_every_adopted_child_is_named_as_before_and_as_after(rows, adopting_watch):
    adoptions = rows[rows["kind"] == "ADOPTION"]
    adopted = np.flatnonzero(adopting_watch.history.people["adopted_on"] <= adopting_watch.calendar.end_day)
    assert len(adopted)
    assert (adoptions.groupby("true").size() == 2).all()
    assert set(adoptions["true"]) == set(adopted)
    assert adoptions["end_date"].isna().all()


def test_references_are_those_of_childrens_social_care(rows, adopting_watch):
    persons = next(batch for batch in watch_childrens_social_care(adopting_watch) if batch.table == "feeds.ssd_person")
    reference = persons.columns["pers_person_id"]
    whose = dict(zip(reference.vocabulary[reference.indices], persons.persons["pers_person_id"], strict=True))
    for column in ("about_ref", "former_ref"):
        known = rows[rows[column].notna()]
        assert len(known)
        assert (known[column].map(whose) == known["true"]).all()
    both = rows.dropna(subset=["about_ref", "former_ref"])
    assert (both["about_ref"] != both["former_ref"]).all()


def test_everybody_who_lived_in_a_refuge_is_protected_for_as_long(rows, watch):
    history, refuge = watch.history, watch.town.kind[watch.history.occupation["dwelling"]] == Kind.REFUGE
    stays = {name: values[refuge] for name, values in history.occupation.items()}
    recent = stays["end"] > watch.calendar.start_day
    _, living_there = history.members(stays["household"][recent], stays["start"][recent])
    protected = rows[rows["kind"] == "REFUGE"]
    assert set(living_there) <= set(protected["true"])
    assert protected["postcode"].isin(watch.town.postcode_texts[watch.town.postcode[stays["dwelling"]]]).all()


def test_restrictions_end_after_they_began(rows):
    ended = rows["end_date"].notna()
    assert (rows["start_date"] <= rows["end_date"])[ended].all()
    assert (rows["start_date"] <= pd.to_datetime(rows["known"], unit="D")).all()


def test_one_seed_gives_one_delivery(adopting_watch, delivered):
    again = watch_restrictions(adopting_watch)[0]
    assert np.array_equal(delivered[0].known, again.known)
    assert list(delivered[0].columns["about_ref"].vocabulary) == list(again.columns["about_ref"].vocabulary)
