"""What the programme itself did."""


def test_a_case_is_found_through_its_people(town, kit):
    town.add(
        "feeds.programme_member",
        *({"person": who, "case_ref": "C1", "joined_on": kit.ago(20)} for who in ("mother", "child")),
    )
    town.add(
        "feeds.programme_case",
        {"case_ref": "C1", "identified_on": kit.ago(20), "stage": "PLAN"},
        {"case_ref": "C2", "identified_on": kit.ago(20), "stage": "PLAN"},
    )
    names = ("programme_cases_now", "programme_cases_weeks_open", "programme_cases_begun_ever")
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 20, 1]
