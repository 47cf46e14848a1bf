"""What it costs to check attendance: the intake's own steps on one long file, beside DuckDB's plain copy of it to Parquet.

    python benchmarks/checks.py make rows.csv 30000000
    python benchmarks/checks.py copy rows.csv
    python benchmarks/checks.py steps rows.csv
    python benchmarks/checks.py rules rows.csv

`make` writes a CSV in which five in a hundred thousand rows break a rule each and as many repeat a key. `copy` is the kernel:
DuckDB reads the typed columns and writes Parquet, with the same two threads. `steps` goes through the file in stretches of
64 MB, as the intake goes through deliveries: rows found and cut into values, every rule asked, findings written by line and
rule, keys compared over the whole file, and accepted rows written as Parquet; then pseudonyms and sealing, timed apart. A row
of a stretch that was rejected is listed. `rules` asks each rule alone. One process each, because a peak of memory can be
measured once. Processor time is the sum over threads; wall time is worth reading where nothing else ran.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zlib
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from csps.contracts.catalogue import delivered_tables
from csps.feeds.bench import Bench
from csps.feeds.rules.questions import answers, questions, rejects
from csps.feeds.rules.values import typed
from csps.keys import DataKey, KeyPurpose, PseudonymKey, PseudonymKind, pseudonyms_of, seal
from csps.store import Resources
from csps.vault import parse, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

STRETCH = 1 << 26
TABLE = delivered_tables()["feeds.school_attendance"]
FEED = SimpleNamespace(date_format="%Y-%m-%d", codes={})
DAY = date(2026, 11, 15)


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


def steps(path: Path) -> dict[str, object]:
    """Go through the file as the intake does, step by step."""
    told = {
        name: [0.0, 0.0] for name in ("rows found and cut", "rules asked", "findings written", "keys", "rows written")
    }
    hashes, sources, count, found, rejected = [], [], 0, 0, 0
    target = path.with_suffix(".checked.parquet")
    writer: pq.ParquetWriter | None = None
    findings: list[pa.Table] = []
    for stretch in stretches(path):
        with timed(told["rows found and cut"]):
            delivered = rows_of(stretch, "utf-8", ",")
            names = list(TABLE.column_names)
            parsed = parse([delivered], ",", names, names)
        with Bench(Resources(threads=2, memory="1500MB")) as bench:
            with timed(told["rules asked"]):
                text = bench.lay("text", parsed.rows).mutate(_known_on=ibis.literal(DAY))
                asked = questions(TABLE, text, typed(TABLE, FEED, text))
                values = typed(TABLE, FEED, text)
                rows = bench.add("rows", text.select("_line", **answers(asked), **values))
            with timed(told["findings written"]):
                numbers = list(answers(asked))
                (seen,) = bench.rows(rows.aggregate([rows[name].bit_or().name(name) for name in numbers]))
                broken = [one for one in asked if dict(zip(numbers, seen, strict=True))[one.answers] & one.bit]
                for one in broken:
                    marks = rows.filter(one.is_broken(rows)).select("_line", rule=ibis.literal(one.rule.name))
                    findings.append(bench.arrow(marks))
                accepted = rows.filter(~rejects(asked, rows))
            with timed(told["keys"]):
                key = ibis.literal("|").join([rows[name].cast("string") for name in TABLE.key])
                halves = bench.arrow(accepted.select(one=key.hash(), other=key.reverse().hash()))
                one, other = (halves.column(place).to_numpy().astype(np.uint64) for place in range(2))
                hashes.append((one << np.uint64(32)) ^ other)  # DuckDB's hash of a text tells 32 bits apart, not 64
            with timed(told["rows written"]):
                out = bench.arrow(accepted.select(*values))
                writer = writer or pq.ParquetWriter(target, out.schema, compression="zstd", compression_level=1)
                writer.write_table(out)
            count += parsed.rows.num_rows
            rejected += parsed.rows.num_rows - out.num_rows
        sources.append(len(stretch))
    with timed(told["keys"]):
        every = np.concatenate(hashes)
        every.sort()
        twice = int((every[1:] == every[:-1]).sum())
    with timed(told["rows written"]):
        if writer is not None:
            writer.close()
    found = sum(each.num_rows for each in findings)
    return {"rows": count, "rejected": rejected, "findings": found, "keys given twice": twice, **told, **apart(path)}


def apart(path: Path) -> dict[str, list[float]]:
    """Make the pseudonym of every pupil and seal the file."""
    told = {"pseudonyms": [0.0, 0.0], "sealing": [0.0, 0.0]}
    pupils = duckdb.execute(
        f"SELECT DISTINCT pupil_id FROM read_csv('{path}', header = true, all_varchar = true)"
    ).fetchall()
    key, sealed_under = PseudonymKey.new(), DataKey.new()
    with timed(told["pseudonyms"]):
        pseudonyms_of(key, PseudonymKind.RECORD, "feeds.school_enrolment", [pupil for (pupil,) in pupils])
    for stretch in stretches(path):
        with timed(told["sealing"]):
            seal(sealed_under, KeyPurpose.DELIVERY, "a delivery", zlib.compress(stretch, 1))
    return told


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
    told = {"copy": copy, "steps": steps, "rules": rules}[arguments[0]](Path(arguments[1]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rounded = {
        name: [round(part, 2) for part in value] if isinstance(value, list) else value for name, value in told.items()
    }
    print(json.dumps({**rounded, "peak_mb": peak}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
