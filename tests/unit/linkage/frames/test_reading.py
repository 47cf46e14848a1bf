"""Frames on the bench."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.linkage.frames.reading import lay_out, texts_of
from csps.linkage.frames.roles import columns_by_role
from csps.linkage.workbench import Workbench


def laid_out(records, columns):
    with Workbench() as bench:
        order = lay_out(bench, records, columns_by_role(records, columns), 2026)
        found = bench.arrow("FROM people ORDER BY unique_id").to_pylist()
    return order.tolist(), found


def test_records_are_numbered_in_the_order_of_their_ids_and_brought_to_one_form():
    records = pd.DataFrame(
        {
            "record_id": ["b", "a"],
            "name": ["Dr SMITH-JONES, José", "ann"],
            "line": ["Flat 2", None],
            "road": ["12 Mare St.", "  "],
            "code": ["e8 1ea", ""],
            "mail": ["J@X.org", None],
        }
    )
    order, (ann, jose) = laid_out(
        records,
        {"name": "full_name", "line": "address_line", "road": "address_line", "code": "postcode", "mail": "email"},
    )
    assert order == [1, 0]
    assert (jose["first"], jose["surnames"], jose["postcode"]) == ("jose", ["smith", "jones"], "E81EA")
    assert (jose["address"], jose["email_0"]) == ("flat 2 12 mare st", "j@x.org")
    assert (ann["address"], ann["postcode"], ann["email_0"]) == (None, None, None)


def test_a_short_form_stands_beside_the_full_name():
    records = pd.DataFrame({"record_id": ["a"], "name": ["Tony"], "last": ["Null"]})
    _, (tony,) = laid_out(records, {"name": "first_name", "last": "surname"})
    assert tony["firsts"] == ["anthony", "tony"]
    assert tony["surname"] == "null"


def test_what_is_missing_is_none_in_whatever_form_it_comes():
    column = pd.Series([None, float("nan"), pd.NA, pd.NaT, "", "nan", 12.0, 3], dtype=object)
    assert texts_of(column).tolist() == [None] * 6 + ["12", "3"]


@pytest.mark.parametrize("nothing", ["NA", "N/A", "NULL", "nan", "<NA>", "unknown", "Not known", "-", ""])
def test_words_for_nothing_are_missing(nothing):
    assert texts_of(pd.Series([nothing, "Null", "Na"])).tolist() == [None, "Null", "Na"]
