"""Signs of the same trouble from different agencies."""

from csps.features.topics.concerns import CONCERNS, PAIRS


def test_an_agency_that_sends_nothing_counts_as_one_that_saw_nothing(town, kit):
    town.add("feeds.health_flag", {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(3)})
    found = kit.values(
        town, "signs_of_mind_13w", "concerns_52w", "signs_of_mind_weeks_since", there={"feeds.health_flag"}
    )
    assert found == {"signs_of_mind_13w": 1, "concerns_52w": 1, "signs_of_mind_weeks_since": 3}


def test_every_trouble_is_told_by_more_than_one_kind_of_row_and_every_two_troubles_are_a_pair():
    assert all(len(concern.signs) > 1 for concern in CONCERNS)
    assert len(PAIRS) == len(CONCERNS) * (len(CONCERNS) - 1) // 2


def test_without_an_infant_troubles_do_not_count_as_troubles_with_one(empty_town, kit):
    town = empty_town.family(kit.Member("mother", "carer", 300), kit.Member("child", "child", 12))
    town.add("feeds.health_flag", {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(3)})
    assert kit.values(town, "concerns_with_infant_52w") == {"concerns_with_infant_52w": 0}
