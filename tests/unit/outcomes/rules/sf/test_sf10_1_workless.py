"""SF10.1: an adult is out of work."""

from csps.outcomes.rules.sf.sf10_1_workless import LINE


def test_an_adult_on_an_out_of_work_benefit_counts(town, kit):
    town.add(
        "feeds.benefit_spell",
        {"person": "mother", "benefit": "ESA", "conditionality": None, "start_date": kit.ago(20), "end_date": None},
    )
    assert kit.who_meets(town, LINE) == {"mother"}


def test_a_claim_that_ended_does_not(town, kit):
    town.add(
        "feeds.benefit_spell",
        {
            "person": "mother",
            "benefit": "ESA",
            "conditionality": None,
            "start_date": kit.ago(20),
            "end_date": kit.ago(1),
        },
    )
    assert kit.who_meets(town, LINE) == set()
