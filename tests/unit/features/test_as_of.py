"""The door of time."""

from datetime import timedelta

import pytest

from csps.features.as_of import AsOf
from csps.features.kind import WHOLE_PAST
from csps.features.source import Source

INCIDENT = "feeds.police_incident"
SOURCE = Source(table=INCIDENT, reads=("role",), thing=("incident_id",))


def rows(town, source, kit, weeks=WHOLE_PAST):
    return kit.through_the_door(town, {source: weeks}, lambda door: door.rows(source, weeks=weeks))


def incident(day, **more):
    return {"person": "mother", "incident_date": day, **more}


def test_a_row_comes_with_its_family_its_person_and_how_long_ago_it_was(town, kit):
    town.add(INCIDENT, incident(kit.ago(2, 3), role="WITNESS", incident_id="I1"))
    assert rows(town, SOURCE, kit) == [
        {
            "family_id": 0,
            "person_id": 2,  # in the order of their pseudonyms
            "member_role": "carer",
            "age_months": 360,
            "role": "WITNESS",
            "incident_id": "I1",
            "days_ago": 17,
        }
    ]


def test_nothing_outside_the_window_comes_through(town, kit):
    town.add(INCIDENT, *(incident(kit.ago(0, days), incident_id=f"I{days}") for days in (0, 27, 28)))
    assert {row["days_ago"] for row in rows(town, SOURCE, kit, weeks=4)} == {0, 27}


def test_what_is_known_later_is_not_there_though_it_happened_before(town, kit):
    town.add(INCIDENT, incident(kit.ago(5), known_on=kit.DAY + timedelta(days=1)))
    assert rows(town, SOURCE, kit) == []


def test_a_window_must_be_named():
    with pytest.raises(TypeError, match="weeks"):
        AsOf(None, None, None).rows(SOURCE)


def test_only_what_a_source_reads_comes_through(town, kit):
    town.add(INCIDENT, incident(kit.ago(1)))
    assert "incident_type" not in rows(town, SOURCE, kit)[0]


def test_the_last_of_each_thing_is_kept(town, kit):
    source = Source(table="feeds.debt_case", reads=("balance_pence",), thing=("debt_ref",), last_of_each=True)
    town.add(
        "feeds.debt_case",
        *(
            {"person": "mother", "debt_ref": "D", "balance_date": kit.ago(weeks), "balance_pence": weeks}
            for weeks in (9, 2, 5)
        ),
    )
    assert [row["balance_pence"] for row in rows(town, source, kit)] == [2]


def test_people_of_families_outside_the_cohort_are_not_there(empty_town, kit):
    town = empty_town.family(in_cohort=False).add(INCIDENT, incident(kit.ago(1)))
    assert rows(town, SOURCE, kit) == []
