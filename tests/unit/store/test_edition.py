"""An edition takes over what the last week held, shows what was written to whoever holds it, and to nobody else."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from csps.contracts import columns as c
from csps.contracts.model import Table
from csps.contracts.retention import DELIVERY_LEDGER
from csps.domain.errors import UsageError
from csps.store import Edition, Lake, Resources

KEPT = Table(
    name="feeds.kept",
    agency="csps",
    meaning="A table kept in parts.",
    row="one row per number",
    key=("number",),
    retention=DELIVERY_LEDGER,
    purposes=c.CASE_FACTS,
    columns=(c.count("number", "A number.", "things", required=True),),
)
MONDAY, NEXT = date(2026, 11, 9), date(2026, 11, 16)


def numbers(*values):
    return pd.DataFrame({"number": pd.array(values, dtype="Int64")})


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake", tables={KEPT.name: KEPT})


def seen(connection):
    with connection:
        return sorted(connection.table_or_empty(KEPT.name).to_pyarrow().column("number").to_pylist())


def test_parts_add_up_and_a_part_written_again_takes_the_place_of_the_first(lake):
    edition = Edition(lake, MONDAY)
    edition.write(KEPT.name, numbers(1, 2), part="a")
    edition.write(KEPT.name, numbers(3), part="b")
    edition.write(KEPT.name, numbers(9), part="a")
    assert seen(edition.connect()) == [3, 9]
    with edition.connect() as connection:
        assert connection.table(KEPT.name, part="b").count().to_pyarrow().as_py() == 1
        with pytest.raises(UsageError, match=r"no rows of feeds\.kept for c"):
            connection.table(KEPT.name, part="c")


def test_nobody_sees_an_edition_before_it_is_published(lake):
    edition = Edition(lake, MONDAY)
    edition.write(KEPT.name, numbers(1))
    assert lake.current() is None
    assert seen(lake.connect()) == []
    published = edition.publish()
    assert lake.current() == published
    assert seen(lake.connect()) == [1]


def test_the_next_week_takes_over_what_it_does_not_write(lake):
    first = Edition(lake, MONDAY)
    first.write(KEPT.name, numbers(1), part="a")
    first.rest_on("vault", 1)
    first.publish()
    second = Edition(lake, NEXT)
    second.write(KEPT.name, numbers(2), part="b")
    assert seen(second.connect()) == [1, 2]
    assert second.versions == {"vault": 1}
    assert [snapshot.part for snapshot in second.written] == ["b"]
    assert second.publish().rows(KEPT.name) == 2


def test_a_week_made_again_has_the_bytes_it_had(lake):
    def make():
        edition = Edition(lake, MONDAY)
        edition.write(KEPT.name, numbers(1), part="a")
        return edition.publish()

    assert make().name == make().name


def test_what_an_unfinished_run_wrote_can_be_restored(lake):
    broken = Edition(lake, MONDAY)
    broken.write(KEPT.name, numbers(4), part="a")
    resumed = Edition(lake, MONDAY)
    resumed.restore(broken.written)
    assert seen(resumed.connect()) == [4]
    assert resumed.manifest() == broken.manifest()


def test_a_table_or_a_part_can_be_left_out(lake):
    edition = Edition(lake, MONDAY)
    edition.write(KEPT.name, numbers(1), part="a")
    edition.write(KEPT.name, numbers(2), part="b")
    edition.remove(KEPT.name, "a")
    assert seen(edition.connect()) == [2]
    edition.remove(KEPT.name)
    assert seen(edition.connect()) == []


def test_a_week_before_the_published_one_is_refused(lake):
    Edition(lake, NEXT).publish()
    with pytest.raises(UsageError, match="2026-11-16 is published already"):
        Edition(lake, MONDAY)


def test_what_does_not_fit_is_spilled_before_anything_was_ever_written(lake):
    with Edition(lake, MONDAY).connect(resources=Resources(threads=1, memory="30MB")) as connection:
        connection.backend.con.execute("CREATE TEMP TABLE much AS SELECT range * 7919 AS n FROM range(6000000)")
        assert connection.backend.con.sql("SELECT count(DISTINCT n % 100) FROM much").fetchall() == [(100,)]
