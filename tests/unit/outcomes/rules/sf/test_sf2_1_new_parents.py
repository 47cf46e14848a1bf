"""SF2.1: expectant or new parents need additional support: they are young, or have a learning need."""

import pytest

from csps.outcomes.rules.sf.sf2_1_new_parents import LINE


def test_a_carer_of_a_baby_with_a_learning_disability_counts(town, kit):
    town.add("feeds.health_flag", {"person": "mother", "kind": "LEARNING_DISABILITY", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            ("feeds.health_flag", {"person": "uncle", "kind": "LEARNING_DISABILITY", "start_date": kit.ago(10)})
        ],
        lambda kit: [("feeds.health_flag", {"person": "mother", "kind": "PREGNANCY", "start_date": kit.ago(10)})],
    ],
)
def test_another_adult_or_expecting_alone_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
