"""Special educational needs, support and plans."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.agencies.education.needs import NEEDS, _drawn_needs


@pytest.fixture(scope="module")
def rows(busy_by_table, as_frames):
    batch = busy_by_table["feeds.school_sen"]
    return as_frames([batch])["feeds.school_sen"].assign(person=batch.persons["pupil_id"])


def test_support_comes_before_a_plan(by_table, texts):
    needs = by_table["feeds.school_sen"]
    provision, start = texts(needs.columns["provision"]), needs.columns["start_date"]
    rank = needs.columns["need_rank"]
    first = {}
    for person, what, day, place in zip(needs.persons["pupil_id"], provision, start, rank, strict=True):
        if place == 1 and what in "KE":
            first.setdefault(what, {})
            first[what][person] = min(first[what].get(person, day), day)
    both = set(first["K"]) & set(first["E"])
    assert both
    assert all(first["K"][person] < first["E"][person] for person in both)


def test_support_and_plans_are_for_children_who_need_them(busy_watch, rows):
    send = busy_watch.history.people["send"][rows.person]
    assert (send[rows.provision == "E"] == 2).all()
    assert (send[rows.provision == "K"] >= 1).all()
    assert (send[rows.provision == "N"] == 0).all()


def test_a_need_is_recorded_once_on_a_roll_and_ends_after_it_began(busy_by_table, rows, texts):
    enrolment = busy_by_table["feeds.school_enrolment"]
    entry = pd.Series(enrolment.columns["entry_date"]).groupby(texts(enrolment.columns["pupil_id"])).min()
    assert (rows.start_date >= rows.pupil_id.map(entry)).all()
    assert (rows.end_date.dropna() >= rows.start_date[rows.end_date.notna()]).all()


def test_a_second_need_is_another_one_with_the_same_provision(rows):
    kept = rows[rows.request_status.isna() | rows.request_status.isin(["PLAN", "PLAN_NO_PROVISION"])]
    kept = kept.drop_duplicates(["person", "provision", "need_rank"]).set_index(["person", "provision"])
    first, second = (kept.need_type[kept.need_rank == rank] for rank in (1, 2))
    assert len(first) + len(second) == len(kept)
    assert len(second) > 20
    assert set(second.index) <= set(first.index)
    assert (first.loc[second.index] != second).all()


def test_a_request_is_open_until_it_is_decided(rows):
    asked = rows[rows.request_status.isin(["REQUESTED", "ASSESSING", "REFUSED", "NO_PLAN"])]
    over = asked.end_date.notna()
    assert set(asked.request_status[~over]) <= {"REQUESTED", "ASSESSING"}
    assert set(asked.request_status[over]) <= {"REFUSED", "NO_PLAN"}
    assert (asked.need_rank == 1).all()
    assert len(asked) > 5


def test_nobody_with_a_plan_was_refused(busy_watch, rows):
    refused = rows.person[rows.request_status.isin(["REFUSED", "NO_PLAN"])]
    assert (busy_watch.history.people["send"][refused] < 2).all()


def test_most_plans_have_their_provision(rows):
    plans = rows[rows.provision == "E"]
    assert 0.8 < (plans.request_status == "PLAN").mean() < 1


@pytest.mark.parametrize("level", [1, 2])
def test_needs_are_drawn_by_level_and_the_second_differs(level):
    needs = _drawn_needs(np.full(4_000, level), np.random.default_rng(3))
    second = needs[:, 1] >= 0
    assert (needs[second, 0] != needs[second, 1]).all()
    assert second.mean() == pytest.approx(0.3 * 0.83, abs=0.06)
    autism = (needs[:, 0] == NEEDS.index("ASD")).mean()
    assert autism == pytest.approx({1: 0.10, 2: 0.34}[level], abs=0.03)
    profound = (needs[:, 0] == NEEDS.index("PMLD")).any()
    assert profound == (level == 2)
