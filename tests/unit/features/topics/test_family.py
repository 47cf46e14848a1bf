"""Who the family is, and how it has changed."""


def test_the_household_is_counted_by_age(town, kit):
    names = ("infants_now", "children_1_to_4_now", "children_5_to_10_now", "children_11_to_17_now", "lone_adult")
    assert kit.values(town, *names) == {
        "infants_now": 1,
        "children_1_to_4_now": 0,
        "children_5_to_10_now": 1,
        "children_11_to_17_now": 1,
        "lone_adult": 0,
    }


def test_a_lone_adult_and_a_young_one(empty_town, kit):
    town = empty_town.family(kit.Member("mother", "carer", 12 * 21), kit.Member("baby", "child", 3))
    found = kit.values(town, "lone_adult", "carers_under_22_now", "youngest_child_months", "family_members")
    assert found == {"lone_adult": 1, "carers_under_22_now": 1, "youngest_child_months": 3, "family_members": 2}


def test_a_home_is_new_when_the_first_register_has_it(town, kit):
    home = {"person": "child", "place_id": "P1", "place_occupancy": 5}
    town.add(
        "linkage.residence",
        {**home, "register": "feeds.school_enrolment", "started_on": kit.ago(60)},
        {**home, "register": "feeds.council_tax_person", "started_on": kit.ago(10)},
        {**home, "register": "feeds.school_enrolment", "place_id": "P2", "started_on": kit.ago(20)},
    )
    found = kit.values(town, "homes_of_children_52w", "homes_of_children_104w", "people_at_home")
    assert found == {"homes_of_children_52w": 1, "homes_of_children_104w": 2, "people_at_home": 5}


def test_agencies_are_counted_once_and_an_absent_feed_is_an_agency_that_knows_nothing(town, kit):
    town.add("feeds.marac_case", {"person": "mother", "role": "VICTIM", "meeting_date": kit.ago(5)})
    town.add(
        "feeds.health_flag",
        *({"person": who, "kind": "DRUGS", "start_date": kit.ago(60)} for who in ("uncle", "mother")),
    )
    found = kit.values(town, "agencies_52w", "agencies_ever", there={"feeds.marac_case", "feeds.health_flag"})
    assert found == {"agencies_52w": 1, "agencies_ever": 2}
