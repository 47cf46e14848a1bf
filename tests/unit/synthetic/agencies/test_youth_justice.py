"""Offences of the young and what followed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.agencies.police import offences
from csps.synthetic.agencies.youth_justice import DISPOSALS, PROVEN_SHARES, watch_youth_justice


def busy(watch):
    """Let every other suspension be an offence: a small borough has too few of its own."""
    history = watch.history
    kind = history.happenings["kind"].copy()
    names = history.happening_names
    kind[(kind == names.index("suspension")) | (kind == names.index("missing_episode"))] = names.index("youth_offence")
    return dataclasses.replace(
        watch, history=dataclasses.replace(history, happenings={**history.happenings, "kind": kind})
    )


@pytest.fixture(scope="module")
def lively(watch):
    return busy(watch)


@pytest.fixture(scope="module")
def batches(lively):
    return watch_youth_justice(lively)


@pytest.fixture(scope="module")
def rows(batches, as_frames):
    frame = as_frames(batches)["feeds.youth_justice_offence"]
    return frame.assign(person=batches[0].persons["yjs_person_ref"]).sort_values(["offence_id", "known"])


def test_every_column_is_as_the_contract_says(watch, batches, contract_faults):
    assert len(batches[0]) > 20
    assert contract_faults(batches[0]) == []
    assert contract_faults(watch_youth_justice(watch)[0]) == []


def test_an_offence_keeps_its_person_and_its_day(rows):
    assert (
        rows.groupby("offence_id")[["person", "yjs_person_ref", "offence_date", "offence_kind"]].nunique() == 1
    ).all(axis=None)


def test_days_stand_in_order(rows):
    settled = rows.dropna(subset=["disposal_date"])
    assert (settled.disposal_date > settled.offence_date).all()
    over = rows.dropna(subset=["disposal_end_date"])
    assert (over.disposal_end_date > over.disposal_date).all()
    assert (rows.known >= rows.offence_date.to_numpy().astype("datetime64[D]").astype(np.int64)).all()


def test_an_offence_is_told_at_most_three_times_and_never_takes_anything_back(rows):
    assert (rows.groupby("offence_id").size() <= 3).all()
    for name in ("proven", "disposal", "disposal_date", "disposal_end_date"):
        known = rows[name].notna()
        assert not (known.groupby(rows.offence_id).shift(fill_value=False) & ~known).any()


def test_nothing_is_proven_before_the_disposal(rows):
    waiting = rows[rows.proven.isna()]
    assert waiting[["disposal", "disposal_date", "disposal_end_date"]].isna().all(axis=None)
    formal = ["COMMUNITY_RESOLUTION", "DIVERSION"]
    proven = rows[rows.proven.fillna(0) == 1]
    assert proven.disposal.notna().all()
    assert not proven.disposal.isin(formal).any()


def test_what_lasts_nothing_has_no_end(rows):
    brief = rows.disposal.isin([word for word, (_, longest) in DISPOSALS.items() if longest == 0])
    assert rows.disposal_end_date[brief].isna().all()


def test_the_young_people_are_those_whom_the_police_suspect(lively, rows):
    assert set(rows.person) <= set(offences(lively, "youth_offence").person)


def test_what_ended_before_the_delivered_weeks_is_not_told(watch, rows):
    assert (rows.disposal_end_date.dropna() >= np.datetime64(watch.calendar.monday(0))).all()


def test_shares_of_disposals_add_up():
    for shares in PROVEN_SHARES:
        assert len(shares) == len(DISPOSALS)
        assert sum(shares) == pytest.approx(1)
