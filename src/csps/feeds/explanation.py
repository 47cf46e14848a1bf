"""What became of a delivery, and of each row that was refused: by rule, with lines, and without a value."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.domain.errors import UsageError
from csps.feeds.ledger import FINDING, LOAD, REJECTED
from csps.feeds.rules.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csps.store import Connection

LINES_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """One rule that a delivery broke in one column.

    Args:
        rule: its name.
        effect: what followed.
        sentence: what is wrong.
        column: which column; `*` for the row or file.
        count: how often.
        lines: the first lines of the file where it was broken; none where the whole file was.
        weeks: the weeks whose runs found it.
    """

    rule: str
    effect: str
    sentence: str
    column: str
    count: int
    lines: tuple[int, ...]
    weeks: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRows:
    """The rows that were rejected under one rule, which is the first that each of them broke.

    Args:
        rule: its name.
        sentence: what is wrong.
        count: how many rows.
        lines: their first lines in the file.
    """

    rule: str
    sentence: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of a delivery in one of its tables.

    Args:
        delivery: its name.
        feed: the feed it belongs to.
        table: the table.
        known_on: its extraction date.
        week: the week whose run found it.
        state: what became of it.
        rule: the rule that kept it out.
        sentence: what was wrong then.
        read: rows read; those accepted and those rejected add up to them.
        accepted: rows in the lake.
        rejected: rows sealed in the vault.
        refused: the rejected rows by rule.
        broken: every rule it broke, by column.
    """

    delivery: str
    feed: str
    table: str
    known_on: date
    week: date
    state: str
    rule: str | None
    sentence: str | None
    read: int
    accepted: int
    rejected: int
    refused: tuple[RefusedRows, ...]
    broken: tuple[BrokenRule, ...]


def explain_delivery(lake: Connection, name: str) -> tuple[Account, ...]:
    """Say what became of a delivery, once for each table it filled.

    Args:
        lake: a published week.
        name: the delivery's path in the drop box, or the end of it where only one delivery ends so.

    Raises:
        UsageError: no such delivery, or several.
    """
    loads = lake.table_or_empty(LOAD)
    found = _named(loads.select("delivery").distinct().to_pyarrow()["delivery"].to_pylist(), name)
    lines = loads.filter(loads["delivery"] == found).order_by("table_name").to_pyarrow().to_pylist()
    findings, rejected = _of(lake, FINDING, found), _of(lake, REJECTED, found)
    return tuple(_explained(line, findings, rejected) for line in lines)


def _explained(line: dict[str, Any], findings: list[dict[str, Any]], rejected: list[dict[str, Any]]) -> Account:
    table = line["table_name"]
    return Account(
        delivery=line["delivery"],
        feed=line["feed"],
        table=table,
        known_on=line["known_on"],
        week=line["week"],
        state=line["state"],
        rule=line["rule"],
        sentence=line["rule"] and RULES[line["rule"]].sentence,
        read=line["rows_read"],
        accepted=line["rows_accepted"],
        rejected=line["rows_rejected"],
        refused=tuple(_refused(row for row in rejected if row["table_name"] == table)),
        broken=tuple(_broken(row for row in findings if row["table_name"] == table)),
    )


def _broken(findings: Iterable[dict[str, Any]]) -> list[BrokenRule]:
    grouped: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in findings:
        grouped.setdefault((row["rule"], row["column_name"], row["effect"]), []).append(row)
    broken = [
        BrokenRule(
            rule=rule,
            effect=effect,
            sentence=RULES[rule].sentence,
            column=column,
            count=len(rows),
            lines=tuple(row["line"] for row in rows if row["line"])[:LINES_SHOWN],
            weeks=tuple(sorted({row["week"] for row in rows})),
        )
        for (rule, column, effect), rows in grouped.items()
    ]
    return sorted(broken, key=lambda one: (-one.count, one.rule, one.column))


def _refused(rejected: Iterable[dict[str, Any]]) -> list[RefusedRows]:
    grouped: dict[str, list[int]] = {}
    for row in rejected:
        grouped.setdefault(row["rule"], []).append(row["line"])
    refused = [
        RefusedRows(rule=rule, sentence=RULES[rule].sentence, count=len(lines), lines=tuple(lines[:LINES_SHOWN]))
        for rule, lines in grouped.items()
    ]
    return sorted(refused, key=lambda one: (-one.count, one.rule))


def _of(lake: Connection, table: str, delivery: str) -> list[dict[str, Any]]:
    rows = lake.table_or_empty(table)
    found = rows.filter(rows["delivery"] == delivery).order_by("line")
    return list(found.to_pyarrow().to_pylist())


def _named(deliveries: list[str], name: str) -> str:
    """Find the delivery that is meant."""
    ending = [each for each in deliveries if each == name] or [each for each in deliveries if each.endswith(name)]
    if len(ending) == 1:
        return ending[0]
    if ending:
        raise UsageError(
            f"{len(ending):,} deliveries end with {name!r}.",
            next_step="Give more of the path, for example " + min(ending) + ".",
        )
    near = difflib.get_close_matches(name, deliveries, n=3, cutoff=0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "`csps feeds quality` lists this week's."
    raise UsageError(f"There is no delivery {name!r}.", next_step=hint)
