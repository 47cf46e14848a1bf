"""Conferences about high-risk domestic abuse."""


def test_a_conference_about_three_people_is_one(town, kit):
    meeting = {"case_ref": "M1", "meeting_date": kit.ago(60), "dash_score": 17, "is_repeat": True}
    town.add(
        "feeds.marac_case",
        {**meeting, "person": "mother", "role": "VICTIM"},
        {**meeting, "person": "child", "role": "CHILD"},
        {**meeting, "person": "baby", "role": "CHILD"},
    )
    names = (
        "marac_meetings_52w",
        "marac_meetings_104w",
        "marac_children_104w",
        "marac_victims_104w",
        "marac_repeats_104w",
    )
    assert list(kit.values(town, *names, "marac_highest_dash").values()) == [0, 1, 1, 1, 2, 17]


def test_without_a_checklist_the_score_is_empty_and_not_nought(town, kit):
    town.add("feeds.marac_case", {"person": "mother", "role": "VICTIM", "meeting_date": kit.ago(5)})
    assert kit.values(town, "marac_highest_dash") == {"marac_highest_dash": None}
