"""Which services say that they know somebody of the family."""


def test_a_service_that_knows_two_members_is_one(town, kit):
    row = {"service": "HOUSING", "first_on": kit.ago(9), "known_on": kit.ago(1)}
    town.add(
        "feeds.service_involvement", *({**row, "person": who, "involvement_ref": who} for who in ("mother", "uncle"))
    )
    assert kit.values(town, "services_involved_now") == {"services_involved_now": 1}


def test_an_involvement_without_a_first_day_is_in_no_window(town, kit):
    town.add("feeds.service_involvement", {"person": "mother", "service": "POLICE", "known_on": kit.ago(1)})
    assert kit.values(town, "services_begun_52w") == {"services_begun_52w": 0}
