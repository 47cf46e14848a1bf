"""What is about a sealed family goes from every table alike, so that nothing is told by what is missing."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.contracts.lake import lake_tables
from csps.store.seals import SAYING_SO, Seals

EARLIER = DAY - timedelta(weeks=13)
TOWN = {"aa": ("ann", "kit"), "bb": ("ben", "bo"), "cc": ("cy", "di")}


def refuge(person, kind="REFUGE", *, start=date(2025, 1, 1), end=None, known_on=date(2025, 1, 5)):
    return {
        "record_id": person, "restriction_ref": f"R-{person}", "kind": kind, "start_date": start, "end_date": end,
        "known_on": known_on,
    }  # fmt: skip


@pytest.fixture
def town(tmp_path):
    """Three families on two days; Kit of the second of them, by score, is in a refuge."""
    made = KnownTown(tmp_path)
    for day in (EARLIER, DAY):
        for name, people in TOWN.items():
            made.family(*(Member(person, "carer", 400) for person in people), name=name, day=day)
    for day in (EARLIER, DAY):
        for place, name in enumerate(("bb", "aa", "cc"), start=1):
            made.add("scoring.score", {"as_of": day, "model": "maltreatment", "family_id": name, "place": place})
    return made


def read(town, name, *restrictions):
    """Give the rows of a table that are left once restrictions are known."""
    if restrictions:
        town.add("feeds.restriction", *restrictions)
    with town.edition().connect() as lake:
        return Seals(lake, lake).without(name, lake.table(name)).to_pyarrow().to_pylist()


def test_places_are_closed_up_so_that_no_gap_tells_a_sealed_family(town):
    rows = read(town, "scoring.score", refuge("kit"))
    found = sorted((row["as_of"], row["place"], row["family_id"]) for row in rows)
    assert found == [(EARLIER, 1, "bb"), (EARLIER, 2, "cc"), (DAY, 1, "bb"), (DAY, 2, "cc")]


def test_places_close_up_within_their_model_only(town):
    town.add("scoring.score", {"as_of": DAY, "model": "eligibility", "family_id": "cc", "place": 1})
    rows = read(town, "scoring.score", refuge("kit"))
    assert [row["place"] for row in rows if row["model"] == "eligibility"] == [1]


@pytest.mark.parametrize(
    ("kind", "seals"), [("REFUGE", True), ("ADOPTION", True), ("OWN_STAFF", True), ("OBJECTION", False), ("RESTRICTED", False)]
)  # fmt: skip
def test_refuge_adoption_and_own_staff_seal(town, kind, seals):
    families = {row["family_id"] for row in read(town, "families.family", refuge("kit", kind))}
    assert ("aa" not in families) is seals


@pytest.mark.parametrize(
    ("days", "left"),
    [
        ({}, set()),
        ({"known_on": DAY}, set()),  # set since: it holds for what is older
        ({"known_on": DAY + timedelta(days=1)}, {EARLIER, DAY}),
        ({"start": DAY + timedelta(days=1)}, {EARLIER, DAY}),
        ({"end": EARLIER}, {DAY}),  # lifted since: it holds for its own days
        ({"end": EARLIER - timedelta(days=1)}, {EARLIER, DAY}),
    ],
)
def test_a_seal_counts_from_the_rows_own_day_and_from_today(town, days, left):
    rows = read(town, "scoring.score", refuge("kit", **days))
    assert {row["as_of"] for row in rows if row["family_id"] == "aa"} == left


def test_persons_records_and_what_stands_for_the_household_go_with_the_family(town):
    for person in ("ann", "ben", "kit"):
        town.add("feeds.housing_tenancy_member", {"record_id": person, "tenancy_ref": f"T-{person}"})
        town.add("feeds.council_tax_person", {"record_id": person, "account_ref": f"A-{person}"})
        town.add("feeds.council_tax_account", {"record_id": person, "account_ref": f"A-{person}"})
        town.add("feeds.council_tax_arrears", {"account_ref": f"A-{person}"})
        town.add("feeds.programme_member", {"record_id": person, "case_ref": f"C-{person}"})
        town.add("feeds.programme_case", {"case_ref": f"C-{person}"})
        town.add("outcomes.need_progress", {"as_of": DAY, "case_ref": f"C-{person}", "rule": "x"})
        town.add("feeds.housing_rent_account", {"tenancy_ref": f"T-{person}"})
    town.add(
        "feeds.school_admission_contact",
        {"record_id": "ben", "child_record_id": "kit"},
        {"record_id": "ben", "child_record_id": "bo"},
    )
    town.add(
        "linkage.possible_link",
        {"person_id": "cy", "other_person_id": "ann"},
        {"person_id": "cy", "other_person_id": "di"},
    )
    town.add("linkage.person_change", {"person_id": "x", "became_id": "kit"}, {"person_id": "x", "became_id": "bo"})
    town.add("feeds.restriction", refuge("kit"))
    with town.edition().connect() as lake:
        seals = Seals(lake, lake)

        def left(name, column):
            return sorted(row[column] for row in seals.without(name, lake.table(name)).to_pyarrow().to_pylist())

        assert left("linkage.record_link", "record_id") == ["ben", "bo", "cy", "di"]
        assert left("families.membership", "person_id") == sorted(2 * ["ben", "bo", "cy", "di"])
        assert left("feeds.housing_tenancy_member", "record_id") == ["ben"]
        assert left("feeds.housing_rent_account", "tenancy_ref") == ["T-ben"]
        for name in ("account", "arrears", "person"):
            assert left(f"feeds.council_tax_{name}", "account_ref") == ["A-ben"]
        for name in ("feeds.programme_member", "feeds.programme_case", "outcomes.need_progress"):
            assert left(name, "case_ref") == ["C-ben"]
        assert left("feeds.school_admission_contact", "child_record_id") == ["bo"]
        assert left("linkage.possible_link", "other_person_id") == ["di"]
        assert left("linkage.person_change", "became_id") == ["bo"]
        assert left("feeds.restriction", "record_id") == ["kit"], "whoever sets seals reads them"


def test_no_table_of_the_house_names_a_sealed_family_or_anybody_in_it(town):
    """Every declared table with a column for a family, person, record or case loses the rows of Ann and Kit."""
    about = {"family_id": "aa", "person_id": "kit", "record_id": "ann", "other_person_id": "kit", "case_ref": "C1"}
    names = []
    town.add("feeds.programme_member", {"record_id": "kit", "case_ref": "C1"})
    for name, contract in lake_tables().items():
        keyed = {column: about[column] for column in contract.column_names if column in about}
        apart = (
            name in SAYING_SO
            or name.startswith("families.")
            or name in ("linkage.record_link", "feeds.programme_member")
        )
        if keyed and not apart and not (name.startswith("feeds.") and contract.person is None):
            names.append(name)
            town.add(name, keyed | ({"as_of": DAY} if "as_of" in contract else {}))
    town.add("feeds.restriction", refuge("kit"))
    with town.edition().connect() as lake:
        seals = Seals(lake, lake)
        told = [name for name in names if _rows_of(seals, lake, name, about)]
    assert len(names) > 60
    assert told == []


def _rows_of(seals, lake, name, about):
    rows = seals.without(name, lake.table(name)).to_pyarrow().to_pylist()
    return [row for row in rows if any(row.get(column) == value for column, value in about.items())]


def test_a_day_without_families_is_read_as_the_week_is(town):
    town.add("outcomes.fold", *({"as_of": date(2025, 6, 2), "family_id": name} for name in TOWN))
    assert {row["family_id"] for row in read(town, "outcomes.fold", refuge("kit"))} == {"bb", "cc"}


def test_an_older_week_is_read_with_the_seals_of_the_newest(tmp_path, town):
    town.week = EARLIER
    town._families.pop(DAY)
    town.edition().publish()
    town.week = DAY
    town.family(Member("ann", "carer", 400), name="moved", day=DAY)
    town.add("feeds.restriction", refuge("kit", start=DAY, known_on=DAY))
    town._families[EARLIER]["aa"] = (Member("kit", "carer", 400),)
    town.edition().publish()
    with ExitStack() as opened:
        now = opened.enter_context(town.lake.connect())
        then = opened.enter_context(town.lake.connect(manifest=town.lake.manifest(EARLIER)))
        old = Seals(now, then).without("linkage.record_link", then.table("linkage.record_link"))
        assert sorted(old.record_id.to_pyarrow().to_pylist()) == ["ben", "bo", "cy", "di"], "Ann lived with Kit then"
        alone = Seals(then, then).without("linkage.record_link", then.table("linkage.record_link"))
        assert len(alone.to_pyarrow()) == 6
