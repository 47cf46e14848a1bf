"""Restrictions as every stage reads them: from when they were known and have begun until they end, for the whole family."""

from datetime import date, timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.contracts.code_lists.programme import RESTRICTION_KIND
from csps.store.people import people_on
from csps.store.restrictions import LEFT_OUT, SEALED, families_left_out, families_under, persons_under

TOWN = {"aa": ("ann", "kit"), "bb": ("ben",)}


def told(person, kind="OBJECTION", *, start=date(2026, 1, 1), end=None, known_on=date(2026, 1, 5), ref="R1"):
    return {
        "record_id": person, "restriction_ref": ref, "kind": kind, "start_date": start, "end_date": end,
        "known_on": known_on,
    }  # fmt: skip


def stated(person, kind="OBJECTION", *, start=date(2026, 1, 1), end=None, known_on=DAY, number=1):
    return {
        "statement": number, "record_id": person, "kind": kind, "started_on": start, "ended_on": end,
        "known_on": known_on,
    }  # fmt: skip


@pytest.fixture
def ask(tmp_path):
    """Ask a question of a town with some restrictions, told by agencies or stated here."""

    def answer(question, *rows, week=DAY):
        town = KnownTown(tmp_path, week)
        for name, people in TOWN.items():
            town.family(*(Member(person, "carer", 400) for person in people), name=name)
        for row in rows:
            town.add("privacy.stated_restriction" if "statement" in row else "feeds.restriction", row)
        with town.edition().connect() as lake:
            return sorted(tuple(row.values()) for row in question(lake).to_pyarrow().to_pylist())

    return answer


def under(lake):
    return families_under(lake, DAY, LEFT_OUT)


def left_out(lake):
    return families_left_out(lake, [DAY]).drop("as_of")


@pytest.mark.parametrize("say", [told, stated])
def test_one_member_is_enough_whoever_says_so(ask, say):
    assert ask(under, say("kit")) == [("aa",)]


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ({"start": DAY}, True),
        ({"start": DAY + timedelta(days=1)}, False),
        ({"end": DAY}, True),
        ({"end": DAY - timedelta(days=1)}, False),
        ({"known_on": DAY}, True),
        ({"known_on": DAY + timedelta(days=1)}, False),
    ],
)
@pytest.mark.parametrize("say", [told, stated])
def test_only_what_was_known_and_open_on_the_day_counts(ask, say, days, counts):
    assert ask(under, say("ann", **days)) == ([("aa",)] if counts else [])


def test_the_latest_version_known_counts(ask):
    lifted = told("ann", end=date(2026, 2, 1), known_on=date(2026, 2, 8))
    assert ask(under, told("ann"), lifted) == []
    assert ask(under, told("ann"), lifted | {"known_on": DAY + timedelta(days=1)}) == [("aa",)]


def test_two_restrictions_of_one_person_do_not_end_each_other(ask):
    assert ask(under, told("ann"), told("ann", end=date(2026, 2, 1), known_on=date(2026, 2, 8), ref="R2")) == [("aa",)]


def test_each_kind_of_the_contract_has_one_consequence(ask):
    assert not LEFT_OUT & SEALED
    assert set(RESTRICTION_KIND.values) == LEFT_OUT | SEALED
    rows = told("ann", "OWN_STAFF"), told("ben", "RESTRICTED", ref="R2")
    assert ask(lambda lake: families_under(lake, DAY, SEALED), *rows) == [("aa",)]
    assert ask(left_out, *rows) == [("bb", "RESTRICTED")]


def test_an_objection_is_overridden_while_the_override_lasts(ask):
    over = stated("ann", "OVERRIDE", number=2)
    assert ask(left_out, told("ann"), over) == []
    assert ask(left_out, told("ann"), over | {"ended_on": DAY - timedelta(days=1)}) == [("aa", "OBJECTION")]
    assert ask(left_out, told("kit"), over) == [("aa", "OBJECTION")]  # another member's


def test_nobody_overrides_what_is_no_objection(ask):
    assert ask(left_out, told("ann", "RESTRICTED"), stated("ann", "OVERRIDE")) == [("aa", "RESTRICTED")]


def test_an_objection_made_since_takes_the_family_out_of_the_past(ask):
    later = DAY + timedelta(weeks=8)
    made = told("ann", start=DAY + timedelta(weeks=6), known_on=DAY + timedelta(weeks=7))
    assert ask(left_out, made, week=later) == [("aa", "OBJECTION")]
    assert ask(left_out, made, week=DAY) == []


def test_what_was_in_force_on_the_day_counts_although_it_is_over(ask):
    over = told("ann", "RESTRICTED", end=DAY + timedelta(days=3), known_on=DAY + timedelta(days=9))
    assert ask(left_out, over, week=DAY + timedelta(weeks=8)) == [("aa", "RESTRICTED")]


def test_nothing_is_computed_about_families_left_out(ask):
    assert ask(lambda lake: people_on(lake, DAY).families.select("family_id"), told("ann")) == [("bb",)]
    assert ask(lambda lake: people_on(lake, DAY).records.select("record_id"), told("ann")) == [("ben",)]


def test_a_person_is_named_with_each_kind(ask):
    rows = told("ann"), told("ann", "REFUGE", ref="R2")
    found = ask(lambda lake: persons_under(lake, DAY, LEFT_OUT | SEALED), *rows)
    assert found == [("ann", "OBJECTION"), ("ann", "REFUGE")]
