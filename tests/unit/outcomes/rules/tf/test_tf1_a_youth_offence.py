"""TF1.a: a child from 10 to 17 had a proven offence in the last 12 months."""

import pytest

from csps.outcomes.rules.tf.tf1_a_youth_offence import LINE


def test_a_proven_offence_in_the_last_year_counts(town, kit):
    town.add(
        "feeds.youth_justice_offence",
        {"person": "teenager", "offence_date": kit.ago(51), "proven": True, "disposal": "YOUTH_CAUTION"},
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.youth_justice_offence",
                {"person": "teenager", "offence_date": kit.ago(10), "proven": False, "disposal": "YOUTH_CAUTION"},
            )
        ],
        lambda kit: [
            (
                "feeds.youth_justice_offence",
                {"person": "teenager", "offence_date": kit.ago(52), "proven": True, "disposal": "YOUTH_CAUTION"},
            )
        ],
        lambda kit: [
            (
                "feeds.youth_justice_offence",
                {"person": "uncle", "offence_date": kit.ago(10), "proven": True, "disposal": "YOUTH_CAUTION"},
            )
        ],
    ],
)
def test_an_offence_that_is_not_proven_is_a_year_old_or_is_an_adult_s_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()


@pytest.mark.parametrize(
    ("born_months_ago", "weeks", "counts"), [(216, 0, False), (216, 5, True), (120, 0, True), (120, 5, False)]
)
def test_the_age_is_that_of_the_day_of_the_offence(empty_town, kit, born_months_ago, weeks, counts):
    town = empty_town.family(kit.Member("mother", "carer", 400), kit.Member("child", "child", born_months_ago))
    offence = {"person": "child", "offence_date": kit.ago(weeks), "proven": True, "disposal": "YOUTH_CAUTION"}
    town.add("feeds.youth_justice_offence", offence)
    assert bool(kit.who_meets(town, LINE)) is counts
