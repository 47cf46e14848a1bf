"""Codes one by one and in lists, and when they are in use."""

from datetime import date

import pyarrow as pa
import pytest

from csps.feeds.rules.codes import any_code, in_use


def test_a_list_is_wrong_where_one_of_its_codes_is(tiny, rules_bench):
    table = rules_bench.lay("codes", pa.table({"colours": [["RED"], ["RED", "BLUE"], [None], []]}))
    wrong = any_code(tiny.TABLE["colours"], table.colours, lambda code: code == "BLUE")
    assert rules_bench.rows(table.select(wrong=wrong)) == [(False,), (True,), (True,), (False,)]


@pytest.mark.parametrize(
    ("code", "day", "is_used"),
    [
        ("OLD", date(2024, 7, 31), True),
        ("OLD", date(2024, 8, 1), False),
        ("TWICE", date(2020, 12, 31), True),
        ("TWICE", date(2022, 1, 1), False),
        ("TWICE", date(2025, 1, 1), True),
    ],
)
def test_both_ends_of_a_code_s_time_belong_to_it(tiny, rules_bench, code, day, is_used):
    codes = [entry for entry in tiny.TABLE["colour"].codes.codes if entry.value == code]
    table = rules_bench.lay("codes", pa.table({"code": [code], "day": [day]}))
    assert rules_bench.rows(table.select(used=in_use(codes, table.code, table.day))) == [(is_used,)]
