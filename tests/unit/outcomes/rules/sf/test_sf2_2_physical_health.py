"""SF2.2: the physical health needs of a child up to five are not met."""

import pytest

from csps.outcomes.rules.sf.sf2_2_physical_health import LINE


def test_a_baby_who_missed_a_review_counts(town, kit):
    town.add("feeds.health_flag", {"person": "baby", "kind": "MISSED_REVIEW", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"baby"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.health_flag", {"person": "child", "kind": "MISSED_REVIEW", "start_date": kit.ago(10)})],
        lambda kit: [("feeds.health_flag", {"person": "baby", "kind": "MISSED_REVIEW", "start_date": kit.ago(52)})],
    ],
)
def test_an_older_child_or_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
