"""TF4.a: an adult is on an out-of-work benefit, or on Universal Credit with work conditions."""

import pytest

from csps.outcomes.rules.tf.tf4_a_out_of_work import LINE


def test_universal_credit_with_work_to_look_for_counts(town, kit):
    town.add(
        "feeds.benefit_spell",
        {
            "person": "mother",
            "benefit": "UC",
            "conditionality": "SEARCHING",
            "start_date": kit.ago(20),
            "end_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.benefit_spell",
                {
                    "person": "mother",
                    "benefit": "UC",
                    "conditionality": "WORKING_ENOUGH",
                    "start_date": kit.ago(20),
                    "end_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.benefit_spell",
                {
                    "person": "mother",
                    "benefit": "PIP",
                    "conditionality": None,
                    "start_date": kit.ago(20),
                    "end_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.benefit_spell",
                {
                    "person": "mother",
                    "benefit": "JSA",
                    "conditionality": None,
                    "start_date": kit.ago(20),
                    "end_date": kit.ago(1),
                },
            )
        ],
        lambda kit: [
            (
                "feeds.benefit_spell",
                {
                    "person": "teenager",
                    "benefit": "JSA",
                    "conditionality": None,
                    "start_date": kit.ago(20),
                    "end_date": None,
                },
            )
        ],
    ],
)
def test_one_who_works_enough_another_benefit_a_claim_that_ended_or_a_child_s_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
