"""Spells that lie over one another: which rows are found, whatever their order."""

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csps.feeds.rules.spells import overlapping

DAY = date(2026, 1, 1)
SPELLS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40), st.none() | st.integers(0, 40)), max_size=12)


@given(SPELLS, st.integers(0, 10))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_is_found_where_an_earlier_one_of_the_same_one_is_still_open(rules_bench, spells, days):
    rows = [
        {
            "delivery": "d",
            "line": line,
            "who": who,
            "began": DAY + timedelta(first),
            "ended": None if length is None else DAY + timedelta(first + length),
        }
        for line, (who, first, length) in enumerate(spells)
    ]
    schema = pa.schema([("delivery", pa.string()), ("line", pa.int64()), ("who", pa.string())])
    schema = schema.append(pa.field("began", pa.date32())).append(pa.field("ended", pa.date32()))
    laid = rules_bench.lay("spells", pa.Table.from_pylist(rows, schema=schema))
    found = overlapping(laid, ["who"], "began", "ended", days=days)
    end = date(9999, 12, 31)
    expected = {
        later["line"]
        for later in rows
        for earlier in rows
        if later["who"] == earlier["who"]
        and (earlier["began"], earlier["line"]) < (later["began"], later["line"])
        and (min(earlier["ended"] or end, later["ended"] or end) - later["began"]).days > days
    }
    assert {line for (line,) in rules_bench.rows(found.select("line"))} == expected
