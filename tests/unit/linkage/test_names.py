"""Written names are read by the book of all names; what the book reads in another way than last week is told."""

from __future__ import annotations

import pyarrow as pa

from csps.linkage.names import NO_NAMES, find_names


def read(bench, *rows, book=NO_NAMES):
    """Read names; give the bench."""
    bench.make("name_was", book)
    columns = ("forename", "surname", "full_name")
    told = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    bench.lay("said", pa.table({name: pa.array(values, pa.string()) for name, values in told.items()}))
    bench.make("identity", "SELECT 'feeds.debt_case' AS table_name, * FROM said")
    find_names(bench)
    return {(row["forename"], row["surname"]) for row in bench.arrow("FROM name").to_pylist()}


def test_a_surname_of_two_words_is_known_by_those_who_bear_it(bench):
    assert read(bench, (None, None, "Hector Suarez Valencia")) == {("hector", "valencia")}
    assert ("hector", "suarezvalencia") in read(
        bench, (None, None, "Hector Suarez Valencia"), ("Eva", "Suarez Valencia", None)
    )


def test_a_book_that_grew_gives_what_all_names_at_once_give_and_tells_what_it_reads_anew(bench):
    rows = [(None, None, "Hector Suarez Valencia"), ("Ida", "Grey", None), ("Eva", "Suarez Valencia", None)]
    whole = read(bench, *rows)
    first = read(bench, *rows[:2])
    bench.make("book", "FROM name")
    assert read(bench, rows[2], book="FROM book") == whole != first
    named = bench.columns("SELECT called_as(NULL, NULL, 'Hector Suarez Valencia') AS key")["key"].tolist()
    assert bench.columns("FROM read_anew")["key"].tolist() == named


def test_a_name_that_is_missing_is_no_name_like_another(bench):
    keys = bench.columns(
        "SELECT called_as(NULL, 'x', NULL) AS one, called_as('x', NULL, NULL) AS two, called_as('', 'x', NULL) AS three"
    )
    assert len({int(value[0]) for value in keys.values()}) == 3
