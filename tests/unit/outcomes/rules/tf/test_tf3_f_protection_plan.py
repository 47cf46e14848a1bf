"""TF3.f: a child is under a child protection plan."""

from csps.outcomes.rules.tf.tf3_f_protection_plan import LINE


def test_a_plan_counts_while_it_lasts(town, kit):
    town.add(
        "feeds.ssd_cp_plans", {"person": "child", "cppl_cp_plan_start_date": kit.ago(20), "cppl_cp_plan_end_date": None}
    )
    assert kit.who_meets(town, LINE) == {"child"}


def test_a_plan_that_ended_does_not(town, kit):
    town.add(
        "feeds.ssd_cp_plans",
        {"person": "child", "cppl_cp_plan_start_date": kit.ago(20), "cppl_cp_plan_end_date": kit.ago(1)},
    )
    assert kit.who_meets(town, LINE) == set()
