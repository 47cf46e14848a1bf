"""TF1.b: an adult or child had an intervention against anti-social behaviour in the last 12 months."""

import pytest

from csps.outcomes.rules.tf.tf1_b_anti_social_behaviour import LINE


def test_an_intervention_in_the_last_year_counts(town, kit):
    town.add("feeds.police_asb", {"person": "uncle", "asb_date": kit.ago(51), "intervention": "ABC"})
    assert kit.who_meets(town, LINE) == {"uncle"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.police_asb", {"person": "uncle", "asb_date": kit.ago(10), "intervention": "NONE"})],
        lambda kit: [("feeds.police_asb", {"person": "uncle", "asb_date": kit.ago(52), "intervention": "ABC"})],
    ],
)
def test_an_incident_without_an_intervention_or_of_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
