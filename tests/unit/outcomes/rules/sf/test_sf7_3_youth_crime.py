"""SF7.3: a young person was involved in crime or anti-social behaviour in the last 12 months."""

import pytest

from csps.outcomes.rules.sf.sf7_3_youth_crime import LINE


def test_a_child_s_behaviour_that_was_acted_against_counts(town, kit):
    town.add("feeds.police_asb", {"person": "teenager", "asb_date": kit.ago(10), "intervention": "ABC"})
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.police_asb", {"person": "uncle", "asb_date": kit.ago(10), "intervention": "ABC"})],
        lambda kit: [
            (
                "feeds.youth_justice_offence",
                {"person": "teenager", "offence_date": kit.ago(52), "proven": True, "disposal": "YOUTH_CAUTION"},
            )
        ],
    ],
)
def test_an_adult_s_or_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
