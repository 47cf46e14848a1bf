"""What is noted about deliveries: every file and what became of it, every finding, every rejected row. Never a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

import ibis

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.feeds.bench import Bench
from csps.feeds.rules.catalogue import named
from csps.feeds.rules.rule import WHOLE, Effect
from csps.store import Resources
from csps.store.engines import ibis_schema
from csps.store.shapes import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from types import TracebackType

    from csps.feeds.rules.rule import Rule
    from csps.store import Connection, Edition
    from csps.store.rows import Rows
    from csps.vault import Vault

LOAD, FINDING, REJECTED, FILLED = "feeds.load", "feeds.finding", "feeds.rejected", "feeds.filled"
PATTERN, WITHDRAWN = "feeds.pattern", "feeds.withdrawn"
RESOURCES = Resources(memory="200MB")
"""What may lie in memory of what was noted; the rest is spilled beside the lake: it holds no value of anybody."""


class State(StrEnum):
    """What became of a delivery, as `feeds.load` says it."""

    TAKEN_IN = "taken in"
    HELD = "held"
    REFUSED = "refused"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A line of `feeds.load`: a delivery and what became of it; accepted and rejected rows add up to those read."""

    delivery: str
    feed: str
    table_name: str
    known_on: date
    sha256: str
    file_bytes: int
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    state: State
    rule: Rule | None = None
    week: date

    @property
    def is_held(self) -> bool:
        """Whether the file waits in the archive for somebody to look, or for another rule."""
        return self.state is State.HELD

    @property
    def place(self) -> str:
        """The path that the file had in the drop box."""
        first, _, _ = self.delivery.rpartition("@")
        return first if first and self.delivery == second_name(first, self.sha256) else self.delivery


def second_name(place: str, sha256: str) -> str:
    """Name a delivery whose path another file had before.

    >>> second_name("police/asb_2026-11-08.csv", "0123456789abcdef")
    'police/asb_2026-11-08.csv@01234567'
    """
    return f"{place}@{sha256[:8]}"


class Ledger:
    """The lines that one run adds to the ledger. Use it in a `with` block, or close it.

    Args:
        edition: the week that is being made.

    Attributes:
        published: the lines that the published week has, by extraction date and name.
        loads: the lines that this run adds to `feeds.load`.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._lake = edition.connect(resources=RESOURCES)
        self._bench = Bench(connection=self._lake.backend.con)
        self.published = _published(edition)
        self.loads: list[Load] = []

    def note(
        self, delivery: str, table: str, rule: Rule, *, column: str = WHOLE, line: int = 0, passes: bool = False
    ) -> None:
        """Note one thing about a whole delivery.

        Args:
            delivery: its name.
            table: its table's.
            rule: what is broken.
            column: which column, if it is about one.
            line: where it shows.
            passes: whether it is taken in all the same.
        """
        where = self._bench.lay_columns(
            "where", {"delivery": [delivery], "line": [line]}, {"delivery": "string", "line": "int64"}
        )
        effect = Effect.NOTE if passes else rule.effect
        found = finding_rows((where["delivery"], where["line"]), table, column, rule, effect)
        self._bench.add("finding", where.select(**found, week=self._week()))

    def note_rows(self, rows: Any) -> None:
        """Note findings about rows.

        Args:
            rows: an Arrow table in the columns of `feeds.finding`, but for the week.
        """
        if rows.num_rows:
            self._add("finding", FINDING, rows, week=self._week())

    def note_stream(self, rows: Any) -> None:
        """Note findings about rows, of which there may be many.

        Args:
            rows: an Arrow stream in the columns of `feeds.finding`, but for the week, which does not come from here.
        """
        self._add("finding", FINDING, rows, week=self._week())

    def reject_rows(self, rows: Any) -> None:
        """Note rejected rows.

        Args:
            rows: an Arrow table with the columns of `feeds.rejected`, and others that are left out.
        """
        if rows.num_rows:
            self._add("rejected", REJECTED, rows)

    def count_filled(self, rows: Any) -> None:
        """Note how many values deliveries brought.

        Args:
            rows: an Arrow table in the columns of `feeds.filled`.
        """
        if rows.num_rows:
            self._add("filled", FILLED, rows)

    def note_pattern(self, rows: Sequence[tuple[str, str, str, str, int]]) -> None:
        """Note how the values of a delivery lie: rows of `feeds.pattern`."""
        if rows:
            names = tuple(lake_tables()[PATTERN].column_names)
            kinds = {name: str(kind) for name, kind in ibis_schema(lake_tables()[PATTERN]).items()}
            columns = dict(zip(names, zip(*rows, strict=True), strict=True))
            self._bench.add("pattern", self._bench.lay_columns("more", columns, kinds))

    def withdraw(self, rows: Any) -> None:
        """Note rows that their agency took back.

        Args:
            rows: an Arrow table with the columns of `feeds.withdrawn`, but for the day, which is the week's.
        """
        if rows.num_rows:
            self._add("withdrawn", WITHDRAWN, rows, known_on=self._week())

    def write(self, part: str) -> None:
        """Write what was noted into the edition; a table about which nothing was noted gets no part."""
        for table in (FINDING, REJECTED, FILLED, PATTERN, WITHDRAWN):
            name = table.rpartition(".")[2]
            if self._bench.has(name):
                self._edition.write(table, self._bench.stream(self._bench.table(name).distinct()), part=part)
        self._edition.write(LOAD, self._lines(), part=part)

    def write_empty_tables(self, part: str) -> None:
        """Write a part without a row for every table of the stage of which the edition holds nothing at all."""
        held = {snapshot.table for snapshot in self._edition.manifest().snapshots}
        for name in sorted({LOAD, FINDING, REJECTED, FILLED, PATTERN, WITHDRAWN, *delivered_tables()} - held):
            self._edition.write(name, arrow_schema(lake_tables()[name]).empty_table(), part=part, in_order=True)

    def close(self) -> None:
        """Let go of what was noted."""
        self._lake.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _add(self, name: str, table: str, rows: Any, **more: ibis.Value) -> None:
        kinds = ibis_schema(lake_tables()[table])
        self._bench.add(name, self._bench.lay("more", rows).mutate(**more).select(*kinds).cast(kinds))

    def _week(self) -> ibis.Value:
        return ibis.literal(self._edition.week)

    def _lines(self) -> Rows:
        kinds = {name: str(kind) for name, kind in ibis_schema(lake_tables()[LOAD]).items()}
        columns = {name: [_plain(getattr(load, name)) for load in self.loads] for name in kinds}
        laid = self._bench.lay_columns("load", columns, kinds)
        return self._bench.stream(laid.mutate(rule=laid["rule"].nullif("")))


def finding_rows(
    where: tuple[ibis.Value, ibis.Value], table: str, column: str, rule: Rule, effect: Effect | None = None
) -> Mapping[str, ibis.Value]:
    """Give the columns of `feeds.finding` for rows that break one rule.

    Args:
        where: delivery and line of each row.
        table: whose rows they are.
        column: which column is meant.
        rule: what is broken.
        effect: what follows, where it is not what the rule says.
    """
    return MappingProxyType(
        {
            "delivery": where[0],
            "line": where[1].cast("int64"),
            "table_name": ibis.literal(table),
            "column_name": ibis.literal(column),
            "rule": ibis.literal(rule.name),
            "effect": ibis.literal((effect or rule.effect).value),
        }
    )


def _plain(value: object) -> object:
    """Give a value as the bench takes it: days as ISO text, a missing text as an empty one."""
    return "" if value is None else value if isinstance(value, int) else str(value)


def settled_files(lake: Connection, vault: Vault) -> frozenset[tuple[str, str]]:
    """Give path and SHA-256 of the files that may leave the drop box: in the published ledger, and archived.

    Args:
        lake: open at the published week.
        vault: open at the generation that it names.
    """
    archived = vault.archived_hashes()
    return frozenset((load.place, load.sha256) for load in _loads(lake) if load.sha256 in archived)


def still_held(lines: Iterable[Load]) -> tuple[Load, ...]:
    """Give the lines of deliveries that wait in the archive until somebody lets them in, in order.

    Args:
        lines: of the ledger.
    """
    every = list(lines)
    settled = {(load.sha256, load.place) for load in every if not load.is_held}
    held = {(load.sha256, load.place): load for load in every if load.is_held}
    return tuple(load for key, load in held.items() if key not in settled)


def held_loads(lake: Connection) -> tuple[Load, ...]:
    """Give the lines of the deliveries that are held as of a published week, by extraction date and name."""
    return still_held(_loads(lake) if lake.holds(LOAD) else ())


def _published(edition: Edition) -> Sequence[Load]:
    """Read the ledger of the published week."""
    if edition.base is None or LOAD not in edition.base:
        return ()
    with edition.connect() as lake:
        return _loads(lake)


def _loads(lake: Connection) -> Sequence[Load]:
    lines = lake.table(LOAD).order_by("known_on", "delivery").to_pyarrow().to_pylist()
    return tuple(
        Load(**{**line, "state": State(line["state"]), "rule": line["rule"] and named(line["rule"])}) for line in lines
    )
