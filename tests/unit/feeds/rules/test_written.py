"""Numbers are compared however they were written."""

import pyarrow as pa

from csps.domain import identifiers
from csps.feeds.rules.written import compact

WRITTEN = [" b8012 00005001 ", "943\t476 5919", "", "e8 1ea\n"]


def test_it_does_what_the_domain_does(rules_bench):
    table = rules_bench.lay("written", pa.table({"text": WRITTEN}))
    found = rules_bench.texts(table.select(compact=compact(table.text)))
    assert found == [identifiers.compact(text) for text in WRITTEN]
