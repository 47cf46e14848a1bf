"""What a file of a format becomes: rows of tables, looked at as text."""

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.bench import Bench
from csps.feeds.layouts.reading import reading_of
from csps.feeds.layouts.translation import named, together
from csps.vault import parse


@pytest.fixture
def made():
    """Give the rows of a table that are made of a file, without what is missing."""

    def rows(data, table, **how):
        reading = reading_of(data, **how)
        with Bench() as bench:
            texts = []
            for place, (each, one) in enumerate(reading.tables[table]):
                parsed = parse([each.sheet.delivered], each.sheet.delimiter, *named(each.resolved))
                text = bench.lay(f"sheet_{place}", parsed.rows)
                texts.append((text.mutate(_file=text["_file"].cast("int64")), one))
            found = bench.arrow(together(texts, delivered_tables()[table]).order_by("_line")).to_pylist()
        return [{name: value for name, value in row.items() if value is not None and name[0] != "_"} for row in found]

    return rows
