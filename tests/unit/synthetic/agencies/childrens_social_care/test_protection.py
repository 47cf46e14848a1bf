from __future__ import annotations

import pandas as pd

from csps.synthetic.agencies.schedule import HISTORY_DAYS
from csps.synthetic.lives.safeguarding import SUBSTANTIATED_CONFERENCE


def test_every_plan_has_a_conference_and_every_conference_an_enquiry(settled):
    plans, conferences, enquiries = (
        settled[name] for name in ("ssd_cp_plans", "ssd_initial_cp_conference", "ssd_s47_enquiry")
    )
    plans = plans[plans["cppl_icpc_id"].notna()]
    assert len(plans)
    held = conferences.loc[plans["cppl_icpc_id"]]
    assert held["icpc_icpc_outcome_cp_flag"].all()
    assert (held["icpc_person_id"].to_numpy() == plans["cppl_person_id"].to_numpy()).all()
    asked = enquiries.loc[conferences["icpc_s47_enquiry_id"]]
    assert (asked["s47e_person_id"].to_numpy() == conferences["icpc_person_id"].to_numpy()).all()
    assert (asked["s47e_referral_id"].to_numpy() == conferences["icpc_referral_id"].to_numpy()).all()


def test_a_plan_names_only_a_conference_young_enough_for_the_first_delivery(settled, watch):
    plans = settled["ssd_cp_plans"]
    earliest = pd.to_datetime(watch.calendar.start_day - HISTORY_DAYS, unit="D")
    assert (plans["cppl_icpc_id"].notna() == (plans["cppl_cp_plan_start_date"] >= earliest)).all()


def test_conferences_follow_enquiries_that_asked_for_one(frames, settled):
    asked = frames["ssd_s47_enquiry"].dropna(subset="s47e_s47_outcome_code").set_index("s47e_s47_enquiry_id")
    led_to = asked.loc[asked.index.intersection(settled["ssd_initial_cp_conference"]["icpc_s47_enquiry_id"])]
    assert set(led_to["s47e_s47_outcome_code"]) == {"SUBSTANTIATED_ICPC"}
    assert SUBSTANTIATED_CONFERENCE == 2


def test_a_plan_begins_on_the_day_of_its_conference(settled):
    plans, conferences = settled["ssd_cp_plans"], settled["ssd_initial_cp_conference"]
    plans = plans[plans["cppl_icpc_id"].notna()]
    held = conferences.loc[plans["cppl_icpc_id"], "icpc_icpc_date"]
    assert (held.to_numpy() == plans["cppl_cp_plan_start_date"].to_numpy()).all()


def test_an_enquiry_that_runs_has_no_outcome(frames):
    running = frames["ssd_s47_enquiry"]["s47e_s47_end_date"].isna()
    assert frames["ssd_s47_enquiry"].loc[running, "s47e_s47_outcome_code"].isna().all()
    assert frames["ssd_s47_enquiry"].loc[running, "s47e_s47_completed_by_team"].isna().all()
