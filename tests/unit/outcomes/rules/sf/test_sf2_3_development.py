"""SF2.3: the developmental needs of a child up to five are not met."""

from csps.outcomes.rules.sf.sf2_3_development import LINE


def test_a_baby_below_the_expected_development_counts(town, kit):
    town.add("feeds.health_flag", {"person": "baby", "kind": "DEVELOPMENT", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"baby"}


def test_an_older_child_does_not(town, kit):
    town.add("feeds.health_flag", {"person": "child", "kind": "DEVELOPMENT", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == set()
