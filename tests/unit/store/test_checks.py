"""Rows keep their contract, or each breach is counted by column and rule."""

from __future__ import annotations

import dataclasses
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.contracts.model import Code, CodeList
from csps.domain.errors import ContractError
from csps.store.checks import CodeCheck, ContractCheck


def check(table, *groups):
    """Check rows, group by group."""
    one = ContractCheck(table)
    for group in groups:
        one.add(group.combine_chunks())
    one.finish()


def refusal_of(table, *groups):
    with pytest.raises(ContractError) as refusal:
        check(table, *groups)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"thing": None}, r"thing: required, but empty \(1 row\)"),
        ({"colour": "BLUE"}, r"colour: not in the code list colour \(1 row\)"),
        ({"colour": "OLD", "happened_on": "2024-08-01"}, r"colour: code of colour not valid on happened_on \(1 row\)"),
        ({"colour": "NEW", "happened_on": "2024-07-31"}, "colour: code of colour not valid on happened_on"),
        ({"colour": "TWICE", "happened_on": "2022-01-01"}, "colour: code of colour not valid on happened_on"),
        ({"colours": ["RED", "BLUE"]}, r"colours: not in the code list colour \(1 row\)"),
        ({"colours": ["RED", None]}, r"colours: an empty code in the array \(1 row\)"),
        ({"colours": ["OLD"], "happened_on": "2025-01-01"}, "colours: code of colour not valid on happened_on"),
        ({"size": -6}, r"size: below -5 \(1 row\)"),
        ({"size": 1001}, r"size: above 1000 \(1 row\)"),
        ({"share": float("nan")}, r"share: not a finite number \(1 row\)"),
        ({"share": float("inf")}, r"share: not a finite number \(1 row\)"),
        ({"thing": "t", "part": 1}, r"thing, part: key given more than once \(1 row\)"),
    ],
)
def test_a_breach_names_its_place(kit, changes, told):
    if "happened_on" in changes:
        changes = changes | {"happened_on": date.fromisoformat(changes["happened_on"])}
    # the key of the changed row stands beside its twin, as it does after sorting
    with pytest.raises(ContractError, match=told) as refusal:
        check(kit.TINY, kit.rows({}, {}, changes))
    assert "feeds.tiny" in str(refusal.value)


def test_rows_at_the_edges_of_what_is_legal_are_kept(kit):
    check(kit.TINY, kit.rows({"size": -5}, {"size": 1000}, {"size": None}, {"colours": []}, {"colours": None}))
    check(kit.TINY, kit.rows({"colour": "OLD", "happened_on": date(2024, 7, 31)}))
    check(kit.TINY, kit.rows({"colour": "NEW", "happened_on": date(2024, 8, 1)}))


@pytest.mark.parametrize("colour", ["RED", "OLD", "NEW", "TWICE"])
def test_a_code_without_a_day_is_not_judged_by_the_day(kit, colour):
    check(kit.TINY, kit.rows({"colour": colour}))


@pytest.mark.parametrize(
    ("day", "valid"),
    [(date(2020, 12, 31), True), (date(2021, 1, 1), False), (date(2024, 12, 31), False), (date(2025, 1, 1), True)],
)
def test_a_code_may_be_valid_in_two_stretches(kit, day, valid):
    rows = kit.rows({"colour": "TWICE", "happened_on": day})
    if valid:
        check(kit.TINY, rows)
    else:
        assert "colour: code of colour not valid on happened_on (1 row)" in refusal_of(kit.TINY, rows)


def test_a_key_given_twice_is_found_across_groups_even_with_an_empty_one_between(kit):
    parts = [kit.rows(*({"part": part} for part in group)) for group in ((1, 2), (2,), (), (2, 3), (3,))]
    assert "thing, part: key given more than once (3 rows)" in refusal_of(kit.TINY, *parts)


def test_half_of_a_key_may_be_given_twice(kit):
    check(kit.TINY, kit.rows({"thing": "a", "part": 1}, {"thing": "a", "part": 2}, {"thing": "b", "part": 2}))


def test_all_breaches_are_counted_at_once(kit):
    told = refusal_of(kit.TINY, kit.rows({"size": 2000, "colour": "X"}, {"size": 2000}, {"thing": None}))
    for breach in ("size: above 1000 (2 rows)", "colour: not in the code list", "thing: required"):
        assert breach in told


def test_breaches_add_up_over_groups(kit):
    one, two = kit.rows({"part": 1, "size": 2000}), kit.rows({"part": 2, "size": 2000}, {"part": 3, "size": 2000})
    assert "size: above 1000 (3 rows)" in refusal_of(kit.TINY, one, two)


def test_a_breach_tells_no_value(kit):
    told = refusal_of(kit.TINY, kit.rows({"thing": None, "note": "Jane Canary", "colour": "Jane Canary"}))
    assert "Canary" not in told


def test_no_rows_break_nothing(kit):
    check(kit.TINY)
    check(kit.TINY, kit.rows())


def test_codes_that_are_always_valid_and_rows_without_a_day(kit):
    always = CodeList("letter", "invented", (Code("A", "a"), Code("B", "b")))
    columns = tuple(c if c.codes is None else dataclasses.replace(c, codes=always) for c in kit.TINY.columns)
    rows = kit.rows({"colour": "A", "colours": ["B"], "happened_on": date(1900, 1, 1)}, {"colours": []})
    check(dataclasses.replace(kit.TINY, columns=columns), rows)
    check(dataclasses.replace(kit.TINY, columns=columns, happened_on=None), rows)
    undated = dataclasses.replace(kit.TINY, happened_on=None)
    check(undated, kit.rows({"colour": "OLD", "happened_on": date(2026, 1, 1)}))


def test_in_an_array_each_code_is_judged_by_the_day_of_its_row(kit):
    rows = kit.rows(
        {"colours": ["RED", "OLD"], "happened_on": date(2024, 7, 31)},
        {"colours": []},
        {"colours": ["NEW", "OLD", "BLUE"], "happened_on": date(2024, 8, 1)},
    )
    told = refusal_of(kit.TINY, rows)
    assert "colours: code of colour not valid on happened_on (1 row)" in told
    assert "colours: not in the code list colour (1 row)" in told


some_day = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
a_code = st.builds(Code, st.sampled_from("ABC"), st.just("m"), st.none() | some_day, st.none() | some_day)


@given(st.lists(a_code, min_size=1, max_size=6), st.lists(st.tuples(st.sampled_from("ABCD"), some_day), max_size=8))
def test_codes_by_date_are_judged_as_the_contract_words_them(codes, rows):
    listed = CodeList("letter", "invented", tuple(codes))
    looked_up = CodeCheck(listed)
    values, days = pa.array([row[0] for row in rows], pa.string()), pa.array([row[1] for row in rows], pa.date32())
    positions = looked_up.positions(values)
    known = [value in listed.values for value, _ in rows]
    assert (positions >= 0).tolist() == known
    timely = [value in listed.valid_on(day) for value, day in rows]
    assert looked_up.untimely(positions, days) == sum(known) - sum(timely)
