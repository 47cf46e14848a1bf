"""Applications as homeless."""


def test_an_application_of_two_people_is_one(town, kit):
    town.add(
        "feeds.homelessness_person",
        *({"person": who, "case_ref": "H1", "joined_date": kit.ago(9)} for who in ("mother", "child")),
    )
    town.add(
        "feeds.homelessness_case",
        {
            "case_ref": "H1",
            "application_date": kit.ago(9),
            "reason": "DOMESTIC_ABUSE",
            "stage": "RELIEF",
            "ta_from_date": kit.ago(8),
            "ta_notice": True,
        },
        {"case_ref": "H2", "application_date": kit.ago(9)},
    )
    names = (
        "homeless_applications_52w",
        "homeless_applications_weeks_since",
        "homeless_cases_now",
        "temporary_homes_now",
        "temporary_home_notices_now",
        "homeless_from_abuse_156w",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 9, 1, 1, 1, 1]
