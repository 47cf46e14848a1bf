"""What is behind a value."""

from tests.factories.known_town import DAY

from csps.features.listing import declarations
from csps.features.source import HOUSES
from csps.features.trace import trace

INCIDENT = "feeds.police_incident"


def traced(town, *names, origins=False, families=("family",)):
    wanted = [each for each in declarations() if each.feature.name in names]
    there = HOUSES | {table for each in wanted for table in each.feature.sources}
    with town.edition().connect() as lake:
        return trace(lake, DAY, families, wanted, there=there, origins=origins)


def test_an_incident_told_by_two_rows_is_one_thing_and_both_rows_are_behind_it(town, kit):
    town.add(
        INCIDENT,
        {"person": "mother", "incident_date": kit.ago(5), "incident_id": "I1"},
        {"person": "child", "incident_date": kit.ago(5), "incident_id": "I1"},
        {"person": "child", "incident_date": kit.ago(60), "incident_id": "I2"},
        {"person": "stranger", "incident_date": kit.ago(5), "incident_id": "I3"},
    )
    found = traced(town, "police_incidents_52w", origins=True)
    assert found.values == {"family": {"police_incidents_52w": 1}}
    (rows,) = found.origins["family"].values()
    assert sorted((row["person_id"], row["incident_id"], row["incident_date"]) for row in rows) == [
        ("child", "I1", kit.ago(5)),
        ("mother", "I1", kit.ago(5)),
    ]
    assert all({"known_on", "record_id"} <= set(row) for row in rows)


def test_the_arithmetic_is_from_whole_numbers(town, kit):
    town.add(
        INCIDENT,
        *(
            {"person": "mother", "incident_date": kit.ago(weeks), "incident_id": f"I{weeks}"}
            for weeks in (1, 14, 15, 30)
        ),
    )
    found = traced(town, "police_incidents_change")
    assert found.values["family"] == {"police_incidents_change": -1}
    assert found.measures["family"] == {"police_incidents.n.0.13": 1, "police_incidents.n.13.26": 2}


def test_what_is_added_up_is_shown_row_by_row_as_well(town, kit):
    town.add(
        "feeds.school_attendance",
        {"person": "child", "week_start": kit.ago(2), "register_code": "/", "sessions": 6},
        {"person": "child", "week_start": kit.ago(2), "register_code": "O", "sessions": 4},
    )
    found = traced(town, "absence_13w", origins=True)
    assert found.values["family"] == {"absence_13w": 40.0}
    (source,) = found.rows["family"]
    assert [row["amount.sessions_absent"] for row in found.rows["family"][source]] == [4]
    assert sorted((row["register_code"], row["sessions"]) for row in found.origins["family"][source]) == [
        ("/", 6),
        ("O", 4),
    ]


def test_families_are_kept_apart_and_one_without_rows_has_values_too(town, kit):
    town.family(kit.Member("other", "carer", 300), name="other")
    town.add(INCIDENT, {"person": "other", "incident_date": kit.ago(5), "incident_id": "I1"})
    found = traced(town, "police_incidents_52w", "police_incidents_weeks_since", families=("family", "other"))
    assert found.values == {
        "family": {"police_incidents_52w": 0, "police_incidents_weeks_since": None},
        "other": {"police_incidents_52w": 1, "police_incidents_weeks_since": 5},
    }
