"""What it costs to check attendance: the intake itself on one long file, beside DuckDB's plain copy of it to Parquet.

    python benchmarks/checks.py make rows.csv 30000000
    python benchmarks/checks.py copy rows.csv
    python benchmarks/checks.py intake rows.csv
    python benchmarks/checks.py rules rows.csv

`make` writes a CSV in which five in a hundred thousand rows break a rule each and as many repeat a key. `copy` is the kernel:
DuckDB reads the typed columns and writes Parquet, with the same two threads. `intake` puts the file into the drop box of an
empty workspace and takes it in with `csps.feeds.take_in`, and says how long each of its parts took: what one part waits for
another, as the lake does for the join of pseudonyms, is told apart where a part is handed over whole. `rules` asks each rule
alone. One process each, because a peak of memory can be measured once. Processor time is the sum over threads; wall time is
worth reading where nothing else ran.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, timedelta
from inspect import isgenerator
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING

import duckdb
import ibis

from csps.contracts.catalogue import all_tables, delivered_tables
from csps.feeds import drop_box, long_files, run, take_in
from csps.feeds.bench import Bench
from csps.feeds.coded_questions import CodedQuestions
from csps.feeds.coded_rows import CodedRows
from csps.feeds.rules.questions import questions
from csps.feeds.rules.values import typed
from csps.feeds.settling import Settling
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.settings import read_programme
from csps.settings.feed_words import Encoding
from csps.store import Edition, Lake, NumberedRows, Resources
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Counted
from csps.synthetic.workspace_files import write_workspace_files
from csps.vault import CodedStretch, Vault, VaultKeys, parse, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csps.settings import Programme

STRETCH = 1 << 26
TABLE = delivered_tables()["feeds.school_attendance"]
FEED = SimpleNamespace(date_format="%Y-%m-%d", codes={})
DAY = date(2026, 11, 15)
END = object()
PARTS = (
    (long_files, "coded_stretches_of", "rows found"),
    (CodedStretch, "read", "rows cut into numbers"),
    (CodedQuestions, "ask", "questions asked of different values"),
    (CodedRows, "_keep_apart", "rows that break a rule noted"),
    (CodedRows, "_count_bands", "bands counted"),
    (NumberedRows, "add", "rows put aside as numbers"),
    (NumberedRows, "sort", "rows sorted, keys compared"),
    (CodedRows, "_add", "a stretch in all, from numbers to rows put aside"),
    (CodedRows, "_lay_found", "texts of rejected rows found"),
    (Settling, "_reject", "rejected rows sealed"),
    (Vault, "archive_pieces", "file sealed"),
    (Vault, "pseudonyms", "pseudonyms made"),
    (Edition, "write", "written and held to the contract, with the empty tables"),
    (run, "note_references", "references looked up"),
    (run, "note_lake_findings", "rules between tables asked"),
    (drop_box, "found_for", "drop box looked through, file hashed"),
)
"""Where the intake's parts are, and what they are called here."""


def make(path: Path, rows: int) -> None:
    """Write the file."""
    duckdb.execute("SET threads = 1")
    duckdb.execute(
        rf"""
        COPY (
            SELECT 'P' || lpad((i // 300)::VARCHAR, 7, '0') AS pupil_id,
                (2000 + (hash(i // 300) % 80)::INT)::VARCHAR AS estab,
                strftime(DATE '2023-09-04' + 7 * ((j % 300) // 3)::INT, '%Y-%m-%d') AS week_start,
                CASE WHEN i % 100000 < 5 THEN '?' ELSE ['/', '\', 'I'][1 + (j % 3)::INT] END AS register_code,
                (CASE WHEN i % 100000 BETWEEN 10 AND 14 THEN 12 WHEN j % 3 = 2 THEN 2 ELSE 4 END)::VARCHAR AS sessions
            FROM (SELECT i, i - (i % 100000 BETWEEN 20 AND 24)::INT * 3 AS j FROM range({int(rows)}) t(i))
        ) TO '{path}' (HEADER)
        """
    )


def copy(path: Path) -> dict[str, object]:
    """Let DuckDB copy the file."""
    columns = "{'pupil_id': 'VARCHAR', 'estab': 'VARCHAR', 'week_start': 'DATE', 'register_code': 'VARCHAR', 'sessions': 'BIGINT'}"
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "2GB"})
    source = f"read_csv('{path}', header = true, columns = {columns}, ignore_errors = true)"
    with timed() as took:
        connection.execute(f"COPY (SELECT * FROM {source}) TO '{path.with_suffix('.copy.parquet')}' (FORMAT parquet)")
    return {"copy": took}


def intake(path: Path) -> dict[str, object]:
    """Take the file in, and time the parts."""
    told: dict[str, list[float]] = {}
    for place, name, what in PARTS:
        setattr(place, name, watched(getattr(place, name), told.setdefault(what, [0.0, 0.0])))
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        workspace = Path(folder) / "workspace"
        deliveries = workspace / "deliveries" / TABLE.agency
        deliveries.mkdir(parents=True)
        (deliveries / f"school_attendance_{DAY}.csv").hardlink_to(path)
        counted = {TABLE.name: Counted(1, path.stat().st_size, 1)}
        write_workspace_files(workspace, Calendar(DAY + timedelta(1), 20, 10), counted)
        programme = as_written(read_programme(workspace, all_tables()))
        lake, keys = Lake(Path(folder) / "lake"), VaultKeys(LocalKeyWrapper(DataKey.new()), PseudonymKey.new())
        with lake.lock(), Vault.open(Path(folder) / "vault", keys=keys, generation=0) as vault:
            edition = Edition(lake, DAY + timedelta(1))
            with timed() as took:
                done = take_in(edition, vault, deliveries=workspace / "deliveries", programme=programme)
            with edition.connect() as connection:
                findings = connection.table("feeds.finding").count().to_pyarrow().as_py()
    assert done.accepted, [load.rule for load in done.loads]
    return {"rows": done.read, "rejected": done.rejected, "findings": findings, "all": took, **told}


def as_written(programme: Programme) -> Programme:
    """Let the feed be written as `make` writes it."""
    name = TABLE.name.partition(".")[2]
    plain = {"delimiter": ",", "encoding": Encoding.UTF_8, "date_format": "%Y-%m-%d", "columns": {}, "codes": {}}
    feed = dataclasses.replace(programme.feeds[name], absent=(), **plain)
    return dataclasses.replace(programme, feeds=MappingProxyType({name: feed}))


def watched(function: Callable[..., object], total: list[float]) -> Callable[..., object]:
    """Time every call of a function, and every step of what it yields."""

    def timing(*arguments: object, **named: object) -> object:
        with timed(total):
            result = function(*arguments, **named)
        return steps_of(result, total) if isgenerator(result) else result

    return timing


def steps_of(steps: Iterator[object], total: list[float]) -> Iterator[object]:
    """Time every step of an iteration."""
    while True:
        with timed(total):
            step = next(steps, END)
        if step is END:
            return
        yield step


def rules(path: Path) -> dict[str, object]:
    """Ask each rule alone of the first stretches."""
    told: dict[str, object] = {}
    stretch = next(stretches(path, STRETCH * 2))
    names = list(TABLE.column_names)
    parsed = parse([rows_of(stretch, "utf-8", ",")], ",", names, names)
    with Bench(Resources(threads=2, memory="3GB")) as bench:
        text = bench.lay("text", parsed.rows).mutate(_known_on=ibis.literal(DAY))
        values = typed(TABLE, FEED, text)
        ready = bench.add("ready", text.select("_known_on", **values))
        words = bench.add("words", text.select(*names, "_known_on"))
        for name in names:
            with timed() as took:
                bench.rows(words.aggregate(n=typed(TABLE, FEED, words)[name].count()))
            told[f"{name}: cast"] = [*took, parsed.rows.num_rows]
        asked = questions(TABLE, words, {name: ready[name] for name in names})
        both = text.select(*names, "_known_on", **{f"typed {name}": values[name] for name in names})
        kept = bench.add("both", both)
        asked = questions(TABLE, kept, {name: kept[f"typed {name}"] for name in names})
        for one in asked:
            with timed() as took:
                bench.rows(kept.aggregate(n=ibis.ifelse(one.broken, 1, 0).sum()))
            told[f"{one.column}: {one.rule.name}"] = [*took, parsed.rows.num_rows]
    return told


def stretches(path: Path, size: int = STRETCH) -> Iterator[bytes]:
    """Yield the file in stretches that end with a line, each with the first line in front. It has no quotes."""
    with path.open("rb") as source:
        head = source.readline()
        rest = b""
        while block := source.read(size):
            whole, _, tail = (rest + block).rpartition(b"\n")
            yield head + whole + b"\n"
            rest = tail
        if rest:
            yield head + rest


@contextmanager
def timed(total: list[float] | None = None) -> Iterator[list[float]]:
    """Add seconds of wall and of processor time."""
    took = [0.0, 0.0] if total is None else total
    begun, used = time.perf_counter(), time.process_time()
    yield took
    took[0] += time.perf_counter() - begun
    took[1] += time.process_time() - used


def main(arguments: list[str]) -> None:
    """Make the file, or run one kernel and print what it took."""
    if arguments[0] == "make":
        make(Path(arguments[1]), int(arguments[2]))
        return
    told = {"copy": copy, "intake": intake, "rules": rules}[arguments[0]](Path(arguments[1]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rounded = {
        name: [round(part, 2) for part in value] if isinstance(value, list) else value for name, value in told.items()
    }
    print(json.dumps({**rounded, "peak_mb": peak}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
