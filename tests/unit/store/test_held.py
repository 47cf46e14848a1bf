"""Tables made on the way."""

from datetime import date

import ibis
import pytest
from tests.factories.known_town import DAY, KnownTown

from csps.store.held import a_few_rows, held

TABLE = "feeds.police_incident"


@pytest.fixture
def lake(tmp_path):
    with KnownTown(tmp_path).family().add(TABLE, {"person": "a", "incident_date": DAY}).edition().connect() as lake:
        yield lake


def test_what_is_held_has_the_same_rows_and_is_a_table_of_the_connection(lake):
    expression = lake.table(TABLE).mutate(twice=ibis._.line * 2)
    kept = held(lake, expression)
    assert kept.to_pyarrow().equals(expression.to_pyarrow())
    assert isinstance(kept.op(), ibis.expr.operations.DatabaseTable)


def test_two_tables_are_held_side_by_side(lake):
    rows = lake.table(TABLE)
    assert held(lake, rows).op().name != held(lake, rows).op().name


def test_a_few_rows_have_the_types_that_were_asked_for():
    rows = a_few_rows({"day": [date(2026, 1, 1)], "n": [3]}, {"day": "date", "n": "int64"})
    assert rows.schema() == ibis.schema({"day": "date", "n": "int64"})
    assert rows.to_pyarrow().to_pylist() == [{"day": date(2026, 1, 1), "n": 3}]


def test_none_at_all_is_a_table_without_rows():
    assert a_few_rows({}, {"family_id": "string"}).to_pyarrow().num_rows == 0
