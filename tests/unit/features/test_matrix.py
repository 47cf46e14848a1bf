"""The matrix of features."""

from csps.features.listing import declarations
from csps.features.matrix import Matrix, by_source
from csps.features.source import HOUSES

POLICE = [
    each for each in declarations() if each.feature.name in ("police_incidents_13w", "police_incidents_weeks_since")
]


def test_one_matrix_gives_each_of_its_days_what_was_known_then(town, kit):
    town.family(day=kit.ago(13)).family(kit.Member("new", "carer", 300), name="later")
    town.add(
        "feeds.police_incident",
        {"person": "mother", "incident_date": kit.ago(15), "incident_id": "I1"},
        {"person": "mother", "incident_date": kit.ago(14), "incident_id": "I2", "known_on": kit.ago(2)},
        {"person": "new", "incident_date": kit.ago(1), "incident_id": "I3"},
    )
    with town.edition().connect() as lake:
        matrix = Matrix(lake, [kit.ago(13), kit.DAY], there=HOUSES | {"feeds.police_incident"}, declared=POLICE)
        found = {day: matrix.on(day).read_all().sort_by("family_id").to_pylist() for day in (kit.DAY, kit.ago(13))}
    assert [tuple(row.values()) for row in found[kit.ago(13)]] == [(kit.ago(13), "family", 1, 2)]
    assert [tuple(row.values()) for row in found[kit.DAY]] == [(kit.DAY, "family", 0, 14), (kit.DAY, "later", 1, 1)]


def test_some_families_alone_get_the_same_values(town, kit):
    town.family(kit.Member("other", "carer", 300), name="other")
    town.add(
        "feeds.police_incident",
        {"person": "mother", "incident_date": kit.ago(5), "incident_id": "I1"},
        {"person": "other", "incident_date": kit.ago(5), "incident_id": "I1"},
    )
    with town.edition().connect() as lake:
        there = HOUSES | {"feeds.police_incident"}
        alone = Matrix(lake, [kit.DAY], there=there, declared=POLICE, families=["other"]).on(kit.DAY).read_all()
        both = Matrix(lake, [kit.DAY], there=there, declared=POLICE).on(kit.DAY).read_all()
    assert alone.to_pylist() == [row for row in both.to_pylist() if row["family_id"] == "other"]


def test_measures_of_one_source_are_together_and_each_is_there_once():
    (measures,) = by_source([*POLICE, *POLICE]).values()
    assert [measure.name for measure in measures] == ["police_incidents.n.0.13", "police_incidents.last.0.1000000"]


def test_a_person_of_two_families_counts_in_both(town, kit):
    town.family(*kit.HOUSEHOLD[:1], name="elsewhere")
    town.add("feeds.police_incident", {"person": "mother", "incident_date": kit.ago(5), "incident_id": "I1"})
    found = kit.values(town, "police_incidents_13w")
    assert found == {"family": {"police_incidents_13w": 1}, "elsewhere": {"police_incidents_13w": 1}}
