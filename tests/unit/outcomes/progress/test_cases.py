"""The cases of the programme as they were known on a day, and who is on each."""

from datetime import timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.outcomes.progress.cases import cases_on, sealed_cases


@pytest.fixture
def cases(programme_town):
    """Give what is known of the cases on a day."""

    def ask(day=DAY):
        with programme_town.edition().connect() as lake:
            found = cases_on(lake, day)
            members = found.people.members.order_by("family_id", "person_id").to_pyarrow().to_pylist()
            return found.cases, [
                (row["family_id"], row["person_id"], row["role"], row["age_months"]) for row in members
            ]

    return ask


def test_a_case_is_there_once_the_family_was_attached(programme_town, cases, told):
    programme_town.case("F1").case("F2", attached_on=None).case("F3", attached_on=told.weeks(105), known_on=DAY)
    found, members = cases()
    assert list(found) == ["F1"]
    case = found["F1"]
    assert (case.attached_on, case.rule_set, case.family_id, case.closed_on) == (
        told.ATTACHED,
        "SF2022",
        "family",
        None,
    )
    assert {person for _, person, _, _ in members} == {"mother", "uncle", "teenager", "child", "baby"}


def test_people_are_as_old_as_when_the_family_was_attached(programme_town, cases, born):
    programme_town.case("F1")
    born(mother="1996-02", teenager="2009-12", baby="2025-08")
    _, members = cases()
    assert [row[1:] for row in members] == [
        ("baby", "expected", None),
        ("child", "child", None),
        ("mother", "carer", 12 * 28),
        ("teenager", "child", 12 * 14 + 2),
        ("uncle", "adult", None),
    ]


def test_who_left_the_case_is_no_longer_asked_about(programme_town, cases, told):
    programme_town.case("F1", left={"uncle": told.weeks(50), "teenager": told.weeks(105)})
    assert {person for _, person, _, _ in cases()[1]} == {"mother", "teenager", "child", "baby"}


def test_what_is_known_later_changes_nothing(programme_town, cases, told):
    programme_town.week = told.weeks(120)
    programme_town.case("F1").case("F1", (), closed_on=told.weeks(90), stage="CLOSED", known_on=told.weeks(110))
    assert cases()[0]["F1"].closed_on is None


def test_nothing_is_said_about_a_family_of_which_somebody_objected(programme_town, cases, told):
    programme_town.case("F1").case("F2", members=("uncle",))
    programme_town.add(
        "feeds.restriction",
        {
            "person": "child",
            "restriction_ref": "R1",
            "kind": "OBJECTION",
            "start_date": told.weeks(50),
            "end_date": None,
        },
    )
    assert list(cases()[0]) == ["F2"]


def test_a_town_without_a_programme_has_no_cases(cases):
    assert cases() == ({}, [])


def test_no_family_is_named_where_none_were_formed_on_the_day(programme_town, cases, told):
    programme_town.case("F1")
    assert cases(told.weeks(60))[0]["F1"].family_id is None


SINCE = DAY - timedelta(weeks=30)


@pytest.fixture
def two_homes(tmp_path):
    """A town whose case FP1 has a father, a child and a mother who lives elsewhere by now; FP2 is somebody else's."""
    town = KnownTown(tmp_path / "two").family(Member("father", "carer", 400), Member("child", "child", 90))
    town.family(Member("mother", "carer", 400), name="alone")
    town.family(Member("other", "carer", 400), Member("lodger", "adult", 300), name="other")
    members = {"FP1": ("father", "child", "mother"), "FP2": ("other",)}
    for case, people in members.items():
        row = {"record_id": case, "case_ref": case, "rule_set": "SF2022", "stage": "PLAN"}
        town.add("feeds.programme_case", row | {"attached_on": SINCE, "identified_on": SINCE})
        rows = ({"person": one, "case_ref": case, "joined_on": SINCE} for one in people)
        town.add("feeds.programme_member", *rows)
    return town


@pytest.mark.parametrize(
    ("person", "kind", "sealed"),
    [
        ("mother", "REFUGE", {"FP1"}),
        ("child", "ADOPTION", {"FP1"}),
        ("lodger", "OWN_STAFF", {"FP2"}),  # lives with whoever is on it
        ("mother", "OBJECTION", set()),
    ],
)
def test_a_case_is_sealed_by_who_is_on_it_and_whom_they_live_with(two_homes, person, kind, sealed):
    row = {"record_id": person, "restriction_ref": "R1", "kind": kind, "start_date": DAY - timedelta(weeks=2)}
    two_homes.add("feeds.restriction", row | {"known_on": DAY - timedelta(weeks=2)})
    two_homes.edition().publish()
    with two_homes.lake.connect() as lake:
        for days_ago in (0, 1, 7, 21):  # families were formed on the first only; on the last nobody was sealed yet
            assert sealed_cases(lake, DAY - timedelta(days=days_ago)) == sealed
