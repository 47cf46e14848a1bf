from __future__ import annotations

import numpy as np
import pytest

from csps.contracts.catalogue import table
from csps.synthetic.agencies.programme import STAGES, watch_programme


@pytest.fixture(scope="module")
def watch(busy_watch):
    return busy_watch


@pytest.fixture(scope="module")
def delivered(watch):
    return watch_programme(watch)


@pytest.fixture(scope="module")
def frames(delivered, as_frames):
    return {name.removeprefix("feeds."): frame for name, frame in as_frames(delivered).items()}


def test_every_row_keeps_its_contract(delivered, contract_faults):
    assert {batch.table: contract_faults(batch) for batch in delivered if contract_faults(batch)} == {}
    assert all(len(batch) for batch in delivered)


def test_members_and_needs_belong_to_a_case(frames):
    cases = set(frames["programme_case"]["case_ref"])
    assert set(frames["programme_member"]["case_ref"]) == cases
    assert set(frames["programme_need"]["case_ref"]) == cases


def test_a_case_moves_forward_through_its_stages(frames):
    rows = frames["programme_case"].sort_values(["case_ref", "known"])
    stage = rows["stage"].map(STAGES.index)
    assert (stage.groupby(rows["case_ref"]).diff().dropna() > 0).all()
    assert not rows.duplicated(["case_ref", "known"]).any()


def test_no_stage_tells_of_a_later_day(frames):
    rows = frames["programme_case"]
    for column in table("feeds.programme_case").columns:
        if column.name.endswith("_on"):
            day = rows[column.name].astype("datetime64[s]").astype("int64") // 86400
            assert (day <= rows["known"])[rows[column.name].notna()].all(), column.name


def test_days_are_in_order(frames):
    rows = frames["programme_case"]
    last = rows[rows["stage"].isin(["PLAN", "CLOSED"])]
    for earlier, later in (
        ("identified_on", "consent_on"),
        ("consent_on", "assessed_on"),
        ("assessed_on", "attached_on"),
        ("attached_on", "plan_on"),
        ("plan_on", "closed_on"),
    ):
        assert (last[earlier] <= last[later])[last[later].notna()].all(), later


def test_enough_needs_are_written_down_in_the_rule_set_of_the_day(frames):
    cases = frames["programme_case"].drop_duplicates("case_ref").set_index("case_ref")["rule_set"]
    needs = frames["programme_need"].drop_duplicates(["case_ref", "need"])
    rule_set = cases.loc[needs["case_ref"]].to_numpy()
    assert (needs["need"].str.startswith("SF").to_numpy() == (rule_set == "SF2022")).all()
    number = needs.groupby("case_ref").size()
    assert (number >= np.where(cases.loc[number.index] == "SF2022", 3, 2)).all()


def test_sustained_progress_means_that_every_need_was_met(frames):
    closed = frames["programme_case"].query("stage == 'CLOSED'").set_index("case_ref")
    judged = frames["programme_need"].sort_values("known").drop_duplicates(["case_ref", "need"], keep="last")
    all_met = judged.groupby("case_ref")["status"].agg(lambda status: (status == "MET").all())
    assert ((closed["outcome"] == "SUSTAINED") == all_met.loc[closed.index]).all()


def test_one_person_speaks_for_each_family(frames):
    rows = frames["programme_member"].drop_duplicates(["case_ref", "person_ref"])
    assert (rows.groupby("case_ref")["is_main_contact"].sum() == 1).all()
    assert (rows["is_main_contact"] == (rows["relationship"] == "SELF")).all()


def test_members_leave_after_they_joined(frames):
    rows = frames["programme_member"]
    left = rows["left_on"].notna()
    assert (rows["joined_on"] <= rows["left_on"])[left].all()


def test_one_seed_gives_one_delivery(watch, delivered):
    for first, again in zip(delivered, watch_programme(watch), strict=True):
        assert np.array_equal(first.known, again.known)
