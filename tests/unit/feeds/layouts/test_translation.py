"""Rows of a layout become rows of a contract."""

import pyarrow as pa
import pytest

from csps.contracts.catalogue import table
from csps.feeds.bench import Bench
from csps.feeds.layouts.layout import Made
from csps.feeds.layouts.takes import as_it_is, day
from csps.feeds.layouts.translation import named, once, together, translated

PERSON = table("feeds.ssd_person")
MADE = Made(
    table=PERSON.name, needs="ID", unlike="^X", columns={"pers_person_id": as_it_is("ID"), "pers_dob": day("BORN")}
)


@pytest.fixture
def bench():
    with Bench() as opened:
        yield opened


@pytest.fixture
def sheet(bench):
    rows = {
        "_file": [0, 0, 0, 0], "_line": [2, 3, 4, 5], "_text": ["a", "b", "c", "d"],
        "ID": [" 1\u00a0", None, "X2", "1"], "BORN": ["01/02/2010", "x", "y", "2010-02-01"],
    }  # fmt: skip
    return bench.lay("sheet", pa.table(rows))


def test_rows_are_translated_and_those_without_what_they_need_are_none(bench, sheet):
    rows = translated(sheet, MADE, PERSON).select("_line", "pers_person_id", "pers_dob", "pers_sex").order_by("_line")
    assert bench.rows(rows) == [(2, "1", "2010-02-01", None), (5, "1", "2010-02-01", None)]


def test_rows_that_say_the_same_are_one(bench, sheet):
    rows = once(translated(sheet, MADE, PERSON), PERSON)
    assert bench.rows(rows.select("_line", "pers_person_id")) == [(2, "1")]


def test_sheets_are_put_together(bench, sheet):
    assert len(bench.rows(together([(sheet, MADE), (sheet, MADE)], PERSON))) == 4


def test_columns_are_named_as_the_layout_names_them():
    assert named({" id": "ID"}) == (["ID"], [" id"])
