"""The same rules on the same rows, by the intake's own questions and by two libraries for table checks.

Each kernel runs in a process of its own, because a peak of memory can be measured once. The libraries are no part of csps:
install `pandera[polars,ibis]` and `pointblank` into another environment and name its interpreter.

    python benchmarks/table_checks.py make rows.parquet 2000000
    python benchmarks/table_checks.py csps rows.parquet
    python benchmarks/table_checks.py csps-same rows.parquet
    OTHER/bin/python benchmarks/table_checks.py pandera-polars rows.parquet
    OTHER/bin/python benchmarks/table_checks.py pandera-ibis rows.parquet
    OTHER/bin/python benchmarks/table_checks.py pointblank-duckdb rows.parquet

Rules: four columns required, a code list, a range, a first and a last day, and a key that is given once. Five faults in a
thousand rows each. What is asked of each: how long, how much memory, and whether every broken row is named by its line
together with its rule.
"""

# ruff: noqa: PLC0415 - each kernel brings what it needs: two of the libraries are no part of csps
from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = ["pupil_id", "estab", "week_start", "register_code"]
CODES = ["/", "\\", "I", "O", "L", "C"]
FIRST, LAST = date(1900, 1, 1), date(2026, 11, 15)
Found = tuple[int, bool, str]  # broken pairs of row and rule, whether each row is named, a remark


def make(path: Path, rows: int) -> None:
    """Write attendance rows, five in a thousand of them with one fault each."""
    import duckdb

    duckdb.execute(
        """
        COPY (
            SELECT i + 2 AS line,
                CASE WHEN i % 1000 = 1 THEN NULL ELSE 'P' || lpad((i // 300)::VARCHAR, 7, '0') END AS pupil_id,
                (2000 + (hash(i // 300) % 80)::INT)::VARCHAR AS estab,
                CASE WHEN i % 1000 = 2 THEN DATE '1850-01-01'
                     ELSE DATE '2023-09-04' + 7 * (((i - (i % 1000 = 3)::INT) % 300) // 3)::INT END AS week_start,
                CASE WHEN i % 1000 = 4 THEN '?'
                     ELSE ['/', '\\', 'I'][1 + ((i - 3 * (i % 1000 = 3)::INT) % 3)::INT] END AS register_code,
                CASE WHEN i % 1000 = 5 THEN 12 ELSE 1 + i % 4 END AS sessions
            FROM range($rows) t(i)
        ) TO $path (FORMAT parquet)
        """.replace("$rows", str(int(rows))).replace("$path", f"'{path}'")
    )


def csps_intake(path: Path) -> Found:
    """Ask everything that the intake asks of attendance, beginning with text as it was delivered."""
    return _csps(path, only=None)


def csps_same(path: Path) -> Found:
    """Ask what the libraries are asked, of columns that have their types already."""
    same = ("required", "unknown code", "below the least", "above the most", "before 1900", "in the future")
    return _csps(path, only=same)


def _csps(path: Path, only: tuple[str, ...] | None) -> Found:
    import ibis
    import pyarrow.parquet as pq

    from csps.feeds.bench import Bench
    from csps.feeds.repeated_keys import repeated_in_a_file
    from csps.feeds.rules.questions import answers, questions
    from csps.feeds.rules.values import typed

    table, feed = _attendance()
    with Bench() as bench:
        laid = bench.lay("rows", pq.read_table(path))
        marks = {"_line": laid["line"], "_file": ibis.literal(0)}
        ready = {name: laid[name] for name in table.column_names}
        text = laid.select(**marks, _known_on=ibis.literal(LAST), **ready)
        if only is None:
            text = text.cast(dict.fromkeys(table.column_names, "string"))
        values = typed(table, feed, text) if only is None else {name: text[name] for name in table.column_names}
        asked = [one for one in questions(table, text, values) if only is None or one.rule.name in only]
        rows = bench.add("checked", text.select("_line", "_file", **answers(asked), **values))
        found = [rows.filter(one.is_broken(rows)).select("_line", rule=ibis.literal(one.rule.name)) for one in asked]
        twice = repeated_in_a_file(table, rows, bench)
        found += [] if twice is None else [twice.select("_line", rule=ibis.literal("key given twice"))]
        findings = bench.arrow(ibis.union(*found))
    return findings.num_rows, True, f"{len(asked) + 1} questions"


def _attendance():  # type: ignore[no-untyped-def]
    from types import SimpleNamespace

    from csps.contracts.catalogue import delivered_tables

    return delivered_tables()["feeds.school_attendance"], SimpleNamespace(date_format="%Y-%m-%d", codes={})


def pandera_polars(path: Path) -> Found:
    """Ask Pandera with Polars, all errors at once."""
    import pandera.polars as pa
    import polars as pl

    schema = pa.DataFrameSchema(
        {
            "pupil_id": pa.Column(str, nullable=False),
            "estab": pa.Column(str, nullable=False),
            "week_start": pa.Column(pl.Date, [pa.Check.ge(FIRST), pa.Check.le(LAST)], nullable=False),
            "register_code": pa.Column(str, pa.Check.isin(CODES), nullable=False),
            "sessions": pa.Column(pl.Int64, pa.Check.in_range(1, 10), nullable=False),
        },
        unique=KEY,
    )
    frame = pl.read_parquet(path).with_columns(pl.col("sessions").cast(pl.Int64))
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        named = "index" in cases.columns and cases["index"].null_count() == 0
        return cases.height, bool(named), f"columns of a failure: {', '.join(cases.columns)}"
    return 0, False, "found nothing"


def pandera_ibis(path: Path) -> Found:
    """Ask Pandera with Ibis on DuckDB, all errors at once. It has no rule for keys of several columns."""
    import ibis
    import ibis.expr.datatypes as dt
    import pandera.ibis as pa

    schema = pa.DataFrameSchema(
        {
            "pupil_id": pa.Column(dt.string, nullable=False),
            "estab": pa.Column(dt.string, nullable=False),
            "week_start": pa.Column(dt.date, [pa.Check.ge(FIRST), pa.Check.le(LAST)], nullable=False),
            "register_code": pa.Column(dt.string, pa.Check.isin(CODES), nullable=False),
            "sessions": pa.Column(dt.int64, pa.Check.in_range(1, 10), nullable=False),
        }
    )
    rows = ibis.duckdb.connect().read_parquet(path)
    rows = rows.mutate(sessions=rows["sessions"].cast("int64"))
    try:
        schema.validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        return (
            len(cases),
            "index" in cases.columns and bool(cases["index"].notna().all()),
            (f"columns of a failure: {', '.join(cases.columns)}"),
        )
    return 0, False, "found nothing"


def pointblank_duckdb(path: Path) -> Found:
    """Ask Pointblank with DuckDB through Ibis, every broken row extracted."""
    import ibis
    import pointblank as pb

    rows = ibis.duckdb.connect().read_parquet(path)
    validation = pb.Validate(data=rows)
    for column in ("pupil_id", "estab", "week_start", "register_code", "sessions"):
        validation = validation.col_vals_not_null(columns=column)
    validation = (
        validation.col_vals_in_set(columns="register_code", set=CODES)
        .col_vals_between(columns="sessions", left=1, right=10)
        .col_vals_ge(columns="week_start", value=FIRST)
        .col_vals_le(columns="week_start", value=LAST)
        .rows_distinct(columns_subset=KEY)
        .interrogate(collect_extracts=True, extract_limit=10_000_000)
    )
    extracts = [one for one in validation.get_data_extracts().values() if one is not None]
    count = sum(_length(one) for one in extracts)
    columns = list(extracts[0].columns) if extracts else []
    return count, "line" in columns, f"columns of an extract: {', '.join(columns)}"


def _length(extract: object) -> int:
    return int(extract.count().execute()) if hasattr(extract, "execute") else len(extract)  # type: ignore[arg-type, attr-defined]


KERNELS: dict[str, Callable[[Path], Found]] = {
    "csps": csps_intake,
    "csps-same": csps_same,
    "pandera-polars": pandera_polars,
    "pandera-ibis": pandera_ibis,
    "pointblank-duckdb": pointblank_duckdb,
}


def main(arguments: list[str]) -> None:
    """Make rows, or run one kernel and print what it took."""
    if arguments[0] == "make":
        make(Path(arguments[1]), int(arguments[2]))
        return
    begun, cpu = time.perf_counter(), time.process_time()
    count, is_named, remark = KERNELS[arguments[0]](Path(arguments[1]))
    took = {
        "kernel": arguments[0],
        "seconds": round(time.perf_counter() - begun, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "findings": count,
        "each_row_named": is_named,
        "remark": remark,
    }
    print(json.dumps(took))


if __name__ == "__main__":
    main(sys.argv[1:])
