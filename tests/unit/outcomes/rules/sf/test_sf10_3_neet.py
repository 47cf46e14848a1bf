"""SF10.3: a young person is not in education, employment or training."""

from csps.outcomes.rules.sf.sf10_3_neet import LINE


def test_a_young_person_out_of_everything_counts(town, kit):
    town.add(
        "feeds.neet_activity",
        {
            "person": "teenager",
            "activity_code": "NEET_UNAVAILABLE",
            "intended_destination_yr11": None,
            "start_date": kit.ago(20),
            "end_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


def test_one_of_whom_nothing_is_known_does_not(town, kit):
    town.add(
        "feeds.neet_activity",
        {
            "person": "teenager",
            "activity_code": "UNKNOWN",
            "intended_destination_yr11": None,
            "start_date": kit.ago(20),
            "end_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == set()
