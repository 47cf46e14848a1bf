from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.nominations import MOST_NEEDS, watch_nominations


@pytest.fixture(scope="module")
def watch(busy_watch):
    return busy_watch


@pytest.fixture(scope="module")
def delivered(watch):
    return watch_nominations(watch)


@pytest.fixture(scope="module")
def rows(delivered, as_frames):
    return as_frames(delivered)["feeds.professional_nomination"]


def test_every_row_keeps_its_contract(delivered, contract_faults):
    assert [contract_faults(batch) for batch in delivered] == [[]]
    assert len(delivered[0])


def test_a_form_names_each_person_with_each_of_its_needs(rows):
    assert not rows.duplicated(["nomination_ref", "person_ref", "need"]).any()
    forms = rows.groupby("nomination_ref").agg(
        rows=("need", "size"), people=("person_ref", "nunique"), needs=("need", "nunique")
    )
    assert (forms["rows"] == forms["people"] * forms["needs"]).all()
    assert forms["needs"].between(1, MOST_NEEDS).all()


def test_a_form_is_filled_in_by_one_person_on_one_day(rows):
    forms = rows.groupby("nomination_ref")[["nominated_by", "nominated_on", "family_knows", "known"]].nunique()
    assert (forms == 1).all().all()


def test_people_are_numbered_within_their_form(rows):
    assert (rows["person_ref"].str.partition("-")[0] == rows["nomination_ref"]).all()


def test_one_seed_gives_one_delivery(watch, delivered):
    again = watch_nominations(watch)[0]
    assert np.array_equal(delivered[0].known, again.known)
    assert np.array_equal(delivered[0].columns["need"].indices, again.columns["need"].indices)
