"""What is about a sealed family goes from every table alike, so that nothing is told by what is missing."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member, frame_of

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


def test_what_is_shared_with_somebody_who_is_not_hidden_stays_and_what_only_hidden_people_stand_on_goes(town):
    """Else the open holder's own row with its reference would be left over, and tell with whom they share it."""
    for column, told, also_told in (
        ("account_ref", "feeds.council_tax_account", "feeds.council_tax_person"),
        ("tenancy_ref", "feeds.housing_tenancy_member", "feeds.housing_tenancy_member"),
        ("case_ref", "feeds.programme_member", "feeds.programme_member"),
    ):
        town.add(told, {"record_id": "ben", column: "shared"}, {"record_id": "kit", column: "theirs"})
        town.add(also_told, {"record_id": "kit", column: "shared"}, {"record_id": "ann", column: "theirs"})
    of_several = {
        "feeds.council_tax_arrears": "account_ref",
        "feeds.council_tax_occupation": "account_ref",
        "feeds.housing_rent_account": "tenancy_ref",
        "feeds.programme_case": "case_ref",
        "feeds.programme_need": "case_ref",
        "outcomes.need_progress": "case_ref",
        "outcomes.case_progress": "case_ref",
    }
    for name, column in of_several.items():
        day = {"as_of": DAY} if name.startswith("outcomes.") else {}
        family = {"family_id": "aa"} if name == "outcomes.case_progress" else {}
        town.add(name, *({column: value, **day, **family} for value in ("shared", "theirs")))
    town.add("feeds.restriction", refuge("kit"))
    with town.edition().connect() as lake:
        seals = Seals(lake, lake)
        left = {name: seals.without(name, lake.table(name)).to_pyarrow().to_pylist() for name in of_several}
        assert {name: [row[of_several[name]] for row in rows] for name, rows in left.items()} == {
            name: ["shared"] for name in of_several
        }
        assert [row["family_id"] for row in left["outcomes.case_progress"]] == [None], (
            "a case of others, not of whose family"
        )
        told = seals.untouched("outcomes.case_progress", lake.table("outcomes.case_progress"))
        assert told.to_pyarrow().num_rows == 0, "both tell a sealed family: whoever reads them is told to the journal"


def test_whoever_lives_with_a_sealed_person_now_is_in_no_other_family_of_an_older_day(town):
    town._families[EARLIER] = {"aa": _people("kit"), "bb": _people("ben", "bo", "ann")}
    rows = read(town, "families.membership", refuge("kit"))
    assert sorted((row["family_id"], row["person_id"]) for row in rows if row["as_of"] == EARLIER) == [
        ("bb", "ben"),
        ("bb", "bo"),
    ]


def test_no_table_of_the_house_names_a_sealed_family_or_anybody_in_it(town):
    """Every declared table with a column for a family, person, record or case: a row for each, others in its other ones."""
    about = {
        "family_id": ("aa", "bb"), "person_id": ("ann", "ben"), "other_person_id": ("kit", "bo"), "became_id": ("ann", "bo"),
        "record_id": ("ann", "ben"), "other_record_id": ("ann", "bo"), "child_record_id": ("kit", "bo"), "case_ref": ("C1", "C2"),
    }  # fmt: skip
    town._families[EARLIER] = {"aa": _people("kit"), "bb": _people("ben", "bo", "ann"), "cc": _people("cy", "di")}
    written = {"families.family", "families.membership", "linkage.record_link"}
    town.add("feeds.programme_member", {"record_id": "kit", "case_ref": "C1"}, {"record_id": "ben", "case_ref": "C2"})
    names = set()
    for name, contract in lake_tables().items():
        others_cases = {"case_ref"} if name.startswith("feeds.") and name != "feeds.programme_member" else set()
        keyed = [column for column in contract.column_names if column in about.keys() - others_cases]
        if not keyed or name in SAYING_SO or (name.startswith("feeds.") and contract.person is None):
            continue
        names.add(name)
        for hidden in keyed if name not in {*written, "feeds.programme_member"} else ():
            for day in (EARLIER, DAY) if "as_of" in contract else (None,):
                row = {column: about[column][column != hidden] for column in keyed}
                town.add(name, row | ({"as_of": day} if day else {}))
    town.add("feeds.restriction", refuge("kit"))
    with town.edition().connect() as lake:
        seals = Seals(lake, lake)
        told = [
            name for name in sorted(names) if _rows_of(seals, lake, name, {key: of for key, (of, _) in about.items()})
        ]
    assert len(names) > 60
    assert {name for name in lake_tables() if name.startswith("families.")} <= names
    assert told == []


def _people(*names):
    return tuple(Member(name, "carer", 400) for name in names)


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


LINKED_SINCE = "the refuge's own record"


def publish(town, week, links):
    """Publish a week in which records are of persons by their name, but for some."""
    town.week = week
    edition = town.edition()
    named = {each: each for people in TOWN.values() for each in people} | links
    rows = [(record, person, "feeds.ssd_person", "alone", None) for record, person in sorted(named.items())]
    edition.write("linkage.record_link", frame_of("linkage.record_link", rows))
    edition.publish()


def left_in_older_week(town, name, column):
    with ExitStack() as opened:
        now = opened.enter_context(town.lake.connect())
        then = opened.enter_context(town.lake.connect(manifest=town.lake.manifest(EARLIER)))
        return sorted(Seals(now, then).without(name, then.table(name))[column].to_pyarrow().to_pylist())


@pytest.fixture
def older(town):
    """A town of an older week; in the newest week a record seals that nobody had linked then."""
    today = town._families.pop(DAY)
    town.add("feeds.housing_tenancy_member", *({"record_id": name} for people in TOWN.values() for name in people))
    publish(town, EARLIER, {})
    town._families[DAY] = today
    return town.add("feeds.restriction", refuge(LINKED_SINCE, start=DAY, known_on=DAY))


def test_a_record_that_was_linked_since_seals_older_weeks(older):
    publish(older, DAY, {LINKED_SINCE: "kit"})
    assert left_in_older_week(older, "families.family", "family_id") == ["bb", "cc"]
    assert left_in_older_week(older, "linkage.record_link", "record_id") == ["ben", "bo", "cy", "di"]
    assert left_in_older_week(older, "feeds.housing_tenancy_member", "record_id") == ["ben", "bo", "cy", "di"]


@pytest.mark.parametrize(
    ("change", "families"), [("merged", ["bb", "cc"]), ("split", ["bb", "cc"]), ("moved", ["aa", "bb", "cc"])]
)
def test_an_id_that_came_of_another_since_seals_that_one_in_older_weeks(older, change, families):
    """Two changes after another; of a person some of whose records were moved to somebody known, these alone go."""
    for person, became, kind in (("kit", "between", change), ("between", "new", "merged")):
        older.add(
            "linkage.person_change", {"person_id": person, "became_id": became, "changed_on": DAY, "change": kind}
        )
    publish(older, DAY, {LINKED_SINCE: "new", "kit": "new"})
    assert left_in_older_week(older, "families.family", "family_id") == families
    assert "kit" not in left_in_older_week(older, "feeds.housing_tenancy_member", "record_id")


def test_a_change_of_before_the_older_week_is_in_its_links_already(older):
    older.add(
        "linkage.person_change", {"person_id": "ben", "became_id": "kit", "changed_on": EARLIER, "change": "split"}
    )
    publish(older, DAY, {LINKED_SINCE: "kit"})
    assert left_in_older_week(older, "families.family", "family_id") == ["bb", "cc"]


def test_whoever_lives_with_a_sealed_person_in_the_newest_week_is_hidden_in_older_ones(older):
    older._families[DAY] = {"aa": _people("kit", "ben"), "bb": _people("ann", "bo"), "cc": _people("cy", "di")}
    publish(older, DAY, {LINKED_SINCE: "kit"})
    assert left_in_older_week(older, "families.membership", "person_id") == ["bo", "cy", "di"], "Ben moved in since"
