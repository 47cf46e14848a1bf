"""TF6.d: a professional nominated the family over a health problem of equal concern."""

import pytest

from csps.outcomes.rules.tf.tf6_d_equal_concern import LINE


def test_a_nomination_in_the_last_year_counts(town, kit):
    town.add("feeds.professional_nomination", {"person": "mother", "need": "TF6", "nominated_on": kit.ago(51)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            ("feeds.professional_nomination", {"person": "mother", "need": "TF6", "nominated_on": kit.ago(52)})
        ],
        lambda kit: [
            ("feeds.professional_nomination", {"person": "mother", "need": "SF1.1", "nominated_on": kit.ago(10)})
        ],
    ],
)
def test_a_nomination_of_a_year_ago_or_for_something_else_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
