from __future__ import annotations


def test_a_need_may_change_but_only_once_more_is_known(frames):
    told = frames["ssd_cin_episodes"].sort_values(["cine_referral_id", "known"])
    needs = told.groupby("cine_referral_id")["cine_cin_primary_need_code"]
    assert (needs.nunique() > 1).any()
    assert (needs.nunique() <= 2).all()
    assert (needs.size() <= 3).all()


def test_whatever_is_closed_has_a_reason(settled):
    rows = settled["ssd_cin_episodes"]
    nothing = rows["cine_referral_nfa"].astype(bool)
    assert (rows.loc[nothing, "cine_close_reason"] == "RC7").all()
    assert rows.loc[nothing, "cine_close_date"].notna().all()
    assert (rows["cine_close_reason"].notna() == rows["cine_close_date"].notna()).all()


def test_plans_lie_within_their_referral_and_do_not_overlap(settled):
    plans = settled["ssd_cin_plans"].sort_values(["cinp_referral_id", "cinp_cin_plan_start_date"])
    case = settled["ssd_cin_episodes"].loc[plans["cinp_referral_id"]]
    assert (plans["cinp_cin_plan_start_date"].to_numpy() >= case["cine_referral_date"].to_numpy()).all()
    later = plans.groupby("cinp_referral_id")["cinp_cin_plan_start_date"].shift(-1)
    followed = later.notna()
    assert (plans["cinp_cin_plan_end_date"] <= later)[followed].all()


def test_a_protected_child_has_no_plan_in_need_that_began_meanwhile(settled):
    plans, protected = settled["ssd_cin_plans"], settled["ssd_cp_plans"]
    both = plans.reset_index().merge(protected.reset_index(), left_on="cinp_referral_id", right_on="cppl_referral_id")
    began = both["cinp_cin_plan_start_date"]
    under = (began > both["cppl_cp_plan_start_date"]) & (began < both["cppl_cp_plan_end_date"].fillna(began.max()))
    assert not under.any()
