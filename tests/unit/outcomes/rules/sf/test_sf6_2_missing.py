"""SF6.2: a child went missing from home in the last 12 months."""

from csps.outcomes.rules.sf.sf6_2_missing import LINE


def test_a_child_missing_in_the_last_year_counts(town, kit):
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(20)})
    assert kit.who_meets(town, LINE) == {"teenager"}


def test_a_year_ago_does_not(town, kit):
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(52)})
    assert kit.who_meets(town, LINE) == set()
