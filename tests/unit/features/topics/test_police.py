"""What the police recorded."""

TABLE = "feeds.police_incident"


def incident(day, **more):
    return {"person": "mother", "incident_date": day, "incident_type": "DOMESTIC", "role": "VICTIM", **more}


def test_an_incident_with_three_members_is_one(town, kit):
    day = kit.ago(5)
    town.add(TABLE, *(incident(day, person=who, incident_id="I1") for who in ("mother", "child", "uncle")))
    found = kit.values(town, "police_incidents_13w", "domestic_incidents_52w", "police_incidents_weeks_since")
    assert found == {"police_incidents_13w": 1, "domestic_incidents_52w": 1, "police_incidents_weeks_since": 5}


def test_a_window_ends_after_its_last_day(town, kit):
    town.add(TABLE, incident(kit.ago(13, -1), incident_id="I1"), incident(kit.ago(13), incident_id="I2"))
    assert kit.values(town, "police_incidents_13w", "police_incidents_52w") == {
        "police_incidents_13w": 1,
        "police_incidents_52w": 2,
    }


def test_the_change_compares_this_quarter_with_the_last(town, kit):
    days = (kit.ago(2), kit.ago(14), kit.ago(20), kit.ago(30))
    town.add(TABLE, *(incident(day, incident_id=f"I{n}") for n, day in enumerate(days)))
    assert kit.values(town, "police_incidents_change") == {"police_incidents_change": 1 - 2}


def test_roles_and_ages_are_told_apart(town, kit):
    town.add(
        TABLE,
        incident(kit.ago(3), incident_id="I1", person="child", role="VICTIM"),
        incident(kit.ago(3), incident_id="I2", person="uncle", role="SUSPECT"),
        incident(kit.ago(3), incident_id="I3", person="teenager", role="SUSPECT", incident_type="DRUGS"),
    )
    assert kit.values(
        town, "children_victims_104w", "adults_suspected_52w", "children_suspected_52w", "drug_incidents_52w"
    ) == {"children_victims_104w": 1, "adults_suspected_52w": 1, "children_suspected_52w": 1, "drug_incidents_52w": 1}


def test_nothing_happened_is_nought_and_never_is_empty(town, kit):
    town.add(TABLE, incident(kit.ago(3), person="stranger"))
    assert kit.values(town, "police_incidents_52w", "police_incidents_weeks_since") == {
        "police_incidents_52w": 0,
        "police_incidents_weeks_since": None,
    }


def test_behaviour_that_nobody_acted_against_is_no_intervention(town, kit):
    town.add(
        "feeds.police_asb",
        {"person": "uncle", "asb_date": kit.ago(3), "intervention": "NONE"},
        {"person": "uncle", "asb_date": kit.ago(4), "intervention": "ABC", "asb_id": "B2"},
    )
    found = kit.values(town, "antisocial_behaviour_52w", "behaviour_interventions_104w")
    assert found == {"antisocial_behaviour_52w": 2, "behaviour_interventions_104w": 1}
