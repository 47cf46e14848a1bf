"""The same expression gives the same values and types on DuckDB and on Spark."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import duckdb
import ibis
import pyarrow as pa
import pytest

from csps.contracts.model import Type
from csps.domain.errors import ContractError, StorageError, UsageError
from csps.store import Lake, private_connection
from csps.store.engines import IBIS_TYPES, ibis_schema, within_memory
from csps.store.sorting import Resources

# Ibis 12 still calls a method that DuckDB 2 has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

DECLARED = {
    "thing": "string",
    "part": "int64",
    "note": "string",
    "colour": "string",
    "colours": "array<string>",
    "happened_on": "date",
    "size": "int64",
    "flag": "boolean",
    "share": "float64",
}


def test_every_declared_type_has_its_ibis_type(kit):
    assert set(IBIS_TYPES) == set(Type)
    assert {name: str(kind) for name, kind in ibis_schema(kit.TINY).items()} == DECLARED


def test_duckdb_gives_the_declared_types_and_values(rich, kit):
    with rich.connect() as connection:
        table = connection.table("feeds.tiny")
        assert {name: str(kind) for name, kind in table.schema().items()} == DECLARED
        want = kit.RICH.sort_by([("thing", "ascending"), ("part", "ascending")]).to_pylist()
        assert table.order_by("thing", "part").to_pyarrow().to_pylist() == want
        assert connection.table("feeds.tiny", kit.EARLIER).count().to_pyarrow().as_py() == 0
        assert kit.answers(connection)["codes"][1] == [{k: want[2][k] for k in ("thing", "note", "colours")}]


def test_what_was_read_can_be_written_again(rich, kit):
    with rich.connect() as connection:
        table = connection.table("feeds.tiny")
        assert rich.write(kit.TINY, table) == rich.current().parts["feeds.tiny"]["whole"]
        assert rich.write(kit.TINY, table.filter(table.part < 0)).rows == 0


def test_a_connection_stays_with_its_week(published, kit):
    with published.connect() as connection:
        published.publish(published.prepare(kit.WEEK, [published.write(kit.TINY, kit.RICH)]))
        assert connection.table("feeds.tiny").count().to_pyarrow().as_py() == 1
        assert connection.table("feeds.tiny", kit.WEEK).count().to_pyarrow().as_py() == 4


def test_a_run_reads_its_own_week_before_it_is_published(published, kit):
    draft = published.prepare(kit.WEEK, [published.write(kit.TINY, kit.RICH)])
    with published.connect(manifest=draft) as connection:
        assert connection.table("feeds.tiny").count().to_pyarrow().as_py() == 4
    assert published.current().week == kit.EARLIER


def test_what_is_not_there_is_refused(lake, published, kit):
    with kit.make_lake(lake.path.parent / "none").connect() as connection:
        with pytest.raises(UsageError, match="nothing is published yet"):
            connection.table("feeds.tiny")
        with pytest.raises(ContractError, match=r"no table 'feeds\.other'"):
            connection.table("feeds.other")
    empty = published.prepare(kit.WEEK, [])
    with (
        published.connect(manifest=empty) as connection,
        pytest.raises(UsageError, match="2026-11-16 does not hold it"),
    ):
        connection.table("feeds.tiny")
    with pytest.raises(UsageError, match="no engine 'abacus'; there are duckdb, spark"):
        published.connect("abacus")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY (SELECT 1) TO '{outside}/leak.csv'",
        "ATTACH '{outside}/other.db'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "LOAD httpfs",
    ],
)
def test_the_connection_reaches_the_lake_and_nothing_else(rich, tmp_path, statement):
    with rich.connect() as connection:
        connection.table("feeds.tiny").count().to_pyarrow()
        with pytest.raises(duckdb.Error):
            connection.backend.con.execute(statement.format(outside=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lake"]


def test_spilling_happens_inside_the_lake_and_is_cleaned_up(rich, kit):
    with rich.connect(resources=Resources(threads=1, memory="40MB")) as connection:
        numbers = ibis.range(3_000_000).unnest().name("n").as_table()
        wide = numbers.mutate(k=(numbers.n * 7919) % 1_000_003, text=numbers.n.cast("string"))
        reader = connection.backend.con.sql(ibis.to_sql(wide.order_by("k", "n"), dialect="duckdb")).to_arrow_reader()
        first = reader.read_next_batch()
        assert list((rich.path / ".writing").glob("*.aside/*")), "the sort was meant not to fit"
        assert first.column("k")[0].as_py() == 0
        del reader
    assert list((rich.path / ".writing").iterdir()) == []


def test_the_private_connection_spills_nothing_and_reaches_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with private_connection(Resources(threads=1, memory="30MB")) as connection:
        rows = pa.table({"name": [f"Canary {i}" for i in range(400_000)]})
        connection.register("people", rows)
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (400_000,)
        with pytest.raises(duckdb.OutOfMemoryException):
            connection.execute(
                "CREATE TABLE kept AS SELECT p.name || q.range AS n FROM people p, range(100) q"
            ).fetchall()
        for refused in ("SET temp_directory = 'x'", "COPY people TO 'x.csv'", "SELECT * FROM read_csv('x')", "LOAD x"):
            with pytest.raises(duckdb.Error):
                connection.execute(refused)
    assert list(tmp_path.iterdir()) == []


def test_importing_the_store_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys, csps, csps.store\n"
        "heavy = {'duckdb', 'pyarrow', 'ibis', 'pandas', 'numpy', 'pyspark'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "for name in csps.store.__all__:\n"
        "    assert getattr(csps.store, name)\n"
        "assert 'pyspark' not in sys.modules\n"
        "try:\n    csps.store.nothing\nexcept AttributeError:\n    pass\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_dates_before_1900_are_the_same_day_everywhere(rich):
    with rich.connect() as connection:
        table = connection.table("feeds.tiny")
        assert table.happened_on.min().to_pyarrow().as_py() == date(1890, 1, 1)


def test_a_table_that_an_earlier_csps_wrote_with_fewer_columns_is_refused_with_the_stage_to_do_again(
    lake, kit, tmp_path
):
    lake.publish(lake.prepare(kit.WEEK, [lake.write(kit.TINY, kit.rows())]))
    now = replace(kit.TINY, columns=(*kit.TINY.columns, replace(kit.TINY.columns[-1], name="since_then")))
    with (
        Lake(tmp_path / "lake", tables={now.name: now}).connect() as connection,
        pytest.raises(ContractError) as refused,
    ):
        connection.table(now.name)
    assert "it lacks since_then of the columns that it has now" in str(refused.value)
    assert refused.value.next_step == f"Do the stage again for these dates: `csps {now.stage} --as-of DATE`."


def test_rows_that_do_not_fit_are_refused_in_words():
    with (
        pytest.raises(StorageError, match="Taking in a feed takes more than the 20MB") as refusal,
        within_memory("Taking in a feed", "20MB"),
        private_connection(Resources(threads=1, memory="20MB")) as connection,
    ):
        connection.execute("CREATE TABLE t AS SELECT i, hash(i)::VARCHAR AS h FROM range(5000000) r(i)")
    assert "in parts" in str(refusal.value)
