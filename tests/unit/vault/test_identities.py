"""Versions of identities: every change is kept, every repetition is left out."""

from datetime import date

import pyarrow as pa
import pytest

from csps.domain.errors import UsageError
from csps.vault.identities import IDENTITIES, check_identities, in_order, what_is_new

JANUARY, FEBRUARY, MARCH = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def names(rows):
    return rows["forename"].to_pylist()


def test_a_repetition_is_left_out(kit):
    rows = kit.identities({"forename": "Amina"}, {"forename": "Amina", "known_on": FEBRUARY})
    new, _ = what_is_new(rows, [])
    assert new["line"].to_pylist() == [2]


def test_a_change_back_is_a_change(kit):
    rows = kit.identities(
        {"forename": "Amina", "known_on": MARCH},
        {"forename": "Amina", "known_on": JANUARY},
        {"forename": "Amena", "known_on": FEBRUARY},
    )
    assert names(what_is_new(rows, [])[0]) == ["Amina", "Amena", "Amina"]


def test_what_is_kept_counts_too(kit):
    kept = kit.identities({"forename": "Amena", "known_on": JANUARY}, {"forename": "Amina", "known_on": FEBRUARY})
    same = kit.identities({"forename": "Amina", "known_on": MARCH})
    other = kit.identities({"forename": "Amena", "known_on": MARCH})
    assert names(what_is_new(same, [kept])[0]) == []
    assert names(what_is_new(other, [kept.slice(1), kept.slice(0, 1)])[0]) == ["Amena"]


def test_a_missing_value_is_a_value_of_its_own(kit):
    rows = kit.identities({"upn": None}, {"upn": "A1", "known_on": FEBRUARY}, {"upn": None, "known_on": MARCH})
    assert what_is_new(rows, [])[0]["upn"].to_pylist() == [None, "A1", None]


def test_rows_of_one_record_have_versions_of_their_own(kit):
    """A person's two addresses do not replace each other in every extract."""
    both = [{"row_key": key, "address_line": key, "known_on": day} for day in (JANUARY, FEBRUARY) for key in "ab"]
    assert what_is_new(kit.identities(*both), [])[0]["row_key"].to_pylist() == ["a", "b"]


def test_another_record_is_another_row(kit):
    rows = kit.identities({"forename": "Amina"}, {"forename": "Amina", "record_id": "r2"})
    assert what_is_new(rows, [])[0].num_rows == 2


def test_another_date_of_birth_is_named(kit):
    born, other = date(2010, 5, 1), date(2010, 1, 5)
    kept = kit.identities({"born_on": born})
    rows = kit.identities(
        {"born_on": other, "known_on": FEBRUARY, "row_key": "k2"},
        {"born_on": None, "known_on": MARCH},
        {"born_on": other, "record_id": "r2"},
    )
    new, told = what_is_new(rows, [kept])
    assert new.num_rows == 3
    assert told.to_pylist() == [{"delivery": "a.csv", "line": 2}]


def test_the_order_is_that_of_record_day_delivery_and_line(kit):
    rows = kit.identities(
        {"record_id": "b"},
        {"record_id": "a", "known_on": MARCH},
        {"record_id": "a", "known_on": JANUARY, "delivery": "b.csv"},
        {"record_id": "a", "known_on": JANUARY, "line": 9},
        {"record_id": "a", "known_on": JANUARY, "line": 10},
    )
    assert in_order(rows)["line"].to_pylist() == [9, 10, 4, 3, 2]


def test_the_order_in_which_rows_come_does_not_matter(kit):
    rows = kit.identities(*({"record_id": f"r{n % 3}", "forename": "AB"[n % 2], "line": n} for n in range(12)))
    turned = rows.take(pa.array(range(11, -1, -1)))
    assert what_is_new(rows, [])[0] == what_is_new(turned, [])[0]


def test_nothing_is_new_about_nothing():
    new, told = what_is_new(IDENTITIES.empty_table(), [])
    assert (new.num_rows, told.num_rows) == (0, 0)


def test_other_columns_are_refused(kit):
    with pytest.raises(UsageError, match="IDENTITY_COLUMNS"):
        check_identities(kit.identities({}).drop_columns("sex"))


def test_two_tables_at_once_are_refused(kit):
    with pytest.raises(UsageError, match="one table"):
        check_identities(kit.identities({}, {"table_name": "feeds.ssd_person"}))
