"""Young people out of education, employment and training."""


def test_one_who_is_and_one_who_was(town, kit):
    town.add(
        "feeds.neet_activity",
        {"person": "teenager", "activity_code": "NEET_SEEKING", "start_date": kit.ago(12)},
        {"person": "child", "activity_code": "NEET_SEEKING", "start_date": kit.ago(40), "end_date": kit.ago(20)},
        {"person": "uncle", "activity_code": "UNKNOWN", "intended_destination_yr11": "NONE", "start_date": kit.ago(3)},
    )
    names = ("neet_now", "neet_weeks_open", "neet_begun_52w", "activity_unknown_now", "no_destination_now")
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 12, 2, 1, 1]
