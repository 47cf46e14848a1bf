"""A restriction counts from when it was known and has begun until it ends, for every member's family."""

from datetime import date, timedelta

import pytest

from csps.worklist.restricted import LEFT_OUT, SEALED, families_under


def under(edition, kit, kinds=LEFT_OUT):
    with edition.connect() as lake:
        rows = families_under(lake, kit.WEEK, kinds).to_pyarrow().to_pylist()
    return {row["family_id"].rstrip("0") for row in rows}


@pytest.mark.parametrize("member", [0, 2, 4])
def test_one_member_is_enough(make, kit, member):
    edition = make({"aa": 9, "bb": 9}, restrictions=[kit.restriction("aa", "OBJECTION", member=member)])
    assert under(edition, kit) == {"aa"}


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ({"start": date(2026, 11, 16)}, True),
        ({"start": date(2026, 11, 17)}, False),
        ({"end": date(2026, 11, 16)}, True),
        ({"end": date(2026, 11, 15)}, False),
        ({"known_on": date(2026, 11, 16)}, True),
        ({"known_on": date(2026, 11, 17)}, False),
    ],
)
def test_only_what_was_known_and_open_on_the_day_counts(make, kit, days, counts):
    edition = make({"aa": 9}, restrictions=[kit.restriction("aa", "OBJECTION", **days)])
    assert under(edition, kit) == ({"aa"} if counts else set())


def test_the_latest_version_known_counts(make, kit):
    begun = kit.restriction("aa", "OBJECTION")
    lifted = kit.restriction("aa", "OBJECTION", end=date(2026, 6, 1), known_on=date(2026, 6, 8))
    assert under(make({"aa": 9}, restrictions=[begun, lifted]), kit) == set()
    not_yet_known = kit.restriction("bb", "OBJECTION", end=date(2026, 6, 1), known_on=kit.WEEK + timedelta(days=1))
    assert under(make({"bb": 9}, restrictions=[kit.restriction("bb", "OBJECTION"), not_yet_known]), kit) == {"bb"}


def test_two_restrictions_of_one_person_do_not_end_each_other(make, kit):
    over = kit.restriction("aa", "OBJECTION", end=date(2026, 6, 1), known_on=date(2026, 6, 8), ref="R2")
    assert under(make({"aa": 9}, restrictions=[kit.restriction("aa", "OBJECTION"), over]), kit) == {"aa"}


def test_each_kind_has_one_consequence(make, kit):
    assert not LEFT_OUT & SEALED
    edition = make({"aa": 9, "bb": 9}, restrictions=[
        kit.restriction("aa", "OWN_STAFF"), kit.restriction("bb", "OBJECTION", ref="R2")])  # fmt: skip
    assert under(edition, kit, SEALED) == {"aa"}
    assert under(edition, kit, LEFT_OUT) == {"bb"}


def test_every_kind_of_the_contract_has_a_consequence():
    from csps.contracts.code_lists.programme import RESTRICTION_KIND

    assert set(RESTRICTION_KIND.values) == LEFT_OUT | SEALED
