"""The data quality of a published week put together from its ledger, and from who is in its families."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from csps.contracts.catalogue import delivered_tables
from csps.domain.errors import UsageError
from csps.feeds.oddity import ENOUGH, IS_EMPTY, WAS_FILLED
from csps.feeds.rules.catalogue import RULES
from csps.pipeline.quality.doubted import doubted_in
from csps.pipeline.quality.figures import FeedQuality, Filled, KeptOut, Quality, RuleCount
from csps.pipeline.quality.groups import group_of
from csps.pipeline.quality.reach import Reach, reach_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csps.settings import Feed, Programme
    from csps.store import Connection

    Rows = Sequence[Mapping[str, Any]]

WEEKS_BEFORE = 8
"""Earlier runs, and earlier deliveries of a feed, that this week is compared with."""


def quality_of(lake: Connection, programme: Programme) -> Quality:
    """Put the data quality of the published week together.

    Args:
        lake: the published week.
        programme: what the council expects of each feed.

    Raises:
        UsageError: nothing is published.
    """
    if lake.manifest is None:
        raise UsageError("Nothing is published yet.", next_step="Run `csps weekly` first.")
    week = lake.manifest.week
    loads = _by(lake.table_or_empty("feeds.load").order_by("known_on", "delivery").to_pyarrow().to_pylist(), "feed")
    runs = sorted({load["week"] for mine in loads.values() for load in mine if load["week"] < week})
    runs = runs[1:][-WEEKS_BEFORE:]  # the first run took in the whole history and is no measure for a week
    findings = _findings(lake, [*runs, week])
    reach = reach_of(lake, programme, week)
    shown = [
        _Feed(name, feed, _Ledger(week, runs, loads[name], [row for table in feed.delivers for row in findings[table]]))
        for name, feed in programme.feeds.items()
    ]
    filled = _filled(lake, shown)
    feeds = tuple(one.quality(filled, reach) for one in shown)
    late = [table for feed in feeds if feed.is_late for table in feed.tables]
    return Quality(
        council=programme.workspace.council,
        synthetic=programme.workspace.synthetic,
        week=week,
        manifest=lake.manifest.name,
        feeds=feeds,
        families=reach.families,
        resting_on_late=reach.with_any_of(late),
        weeks_before=len(runs),
        doubted=doubted_in(lake, week),
    )


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What the ledger says of a feed.

    Args:
        week: the Monday.
        runs: the weeks of the runs before, but for the first of all.
        loads: its deliveries by extraction date.
        findings: counted by delivery, week, rule and column, of its table.
    """

    week: date
    runs: Sequence[date]
    loads: Rows
    findings: Rows


class _Feed:
    """One feed's lines of the ledger, and what is said from them."""

    def __init__(self, name: str, feed: Feed, ledger: _Ledger) -> None:
        self._name, self._feed, self._week, self._runs = name, feed, ledger.week, ledger.runs
        loads, week = ledger.loads, ledger.week
        self._now = [load for load in loads if load["week"] == week]
        taken = [load for load in loads if load["state"] == "taken in"]
        self._taken_now = _rows_by_delivery(load for load in taken if load["week"] == week)
        before = _rows_by_delivery(load for load in taken if load["week"] < week)
        self._before = dict(list(before.items())[-WEEKS_BEFORE:])
        settled = {load["sha256"] for load in loads if load["state"] != "held"}
        held = [load for load in loads if load["state"] == "held" and load["week"] < week]
        self._still_held = [load for load in held if load["sha256"] not in settled]
        self._last = max((load["known_on"] for load in taken), default=None)
        mine = {load["delivery"] for load in loads}
        self._findings = [row for row in ledger.findings if row["delivery"] in mine]

    @property
    def deliveries(self) -> tuple[list[str], list[str]]:
        """This week's deliveries that were taken in, and those before with which they are compared."""
        return list(self._taken_now), list(self._before)

    def quality(self, filled: Mapping[str, Rows], reach: Reach) -> FeedQuality:
        """Say what the feed is worth."""
        feed, rows = self._feed, list(self._before.values())
        return FeedQuality(
            feed=self._name,
            agency=feed.agency,
            tables=feed.delivers,
            rhythm=feed.rhythm.value,
            last_known_on=self._last,
            days=None if self._last is None else (self._week - self._last).days,
            late_after_days=feed.late_after_days,
            deliveries=len(self._taken_now),
            read=sum(load["rows_read"] for load in self._now),
            accepted=sum(load["rows_accepted"] for load in self._now),
            rejected=sum(load["rows_rejected"] for load in self._now),
            usual_rows=round(median(rows)) if rows else None,
            range_rows=(min(rows), max(rows)) if rows else None,
            kept_out=tuple(_kept_out([*self._still_held, *self._now])),
            findings=tuple(self._counts()),
            filled=tuple(self._groups(filled)),
            families=reach.with_any_of(feed.delivers),
            only_here=reach.with_none_but(feed.delivers),
        )

    def _counts(self) -> list[RuleCount]:
        counted: dict[tuple[str, str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
        for row in self._findings:
            counted[row["rule"], row["column_name"], row["effect"]][row["week"]] += row["count"]
        found = [
            RuleCount(
                rule=rule,
                effect=effect,
                sentence=RULES[rule].sentence,
                column=column,
                count=weeks[self._week],
                usual=round(median(weeks[run] for run in self._runs)) if self._runs else None,
            )
            for (rule, column, effect), weeks in counted.items()
            if self._week in weeks
        ]
        return sorted(found, key=lambda one: (-one.count, one.rule, one.column))

    def _groups(self, filled: Mapping[str, Rows]) -> list[Filled]:
        now, before = (_shares(filled, deliveries) for deliveries in self.deliveries)
        groups: dict[str, list[Key]] = defaultdict(list)
        for table, name in now:
            groups[group_of(delivered_tables()[table][name])].append((table, name))
        return [
            Filled(
                group=group,
                share=_share(now, keys) or 0.0,
                usual=_share(before, keys),
                values=(_values(now, keys), _values(before, keys)),
                emptied=tuple(key[1] for key in keys if _is_emptied(now, before, key)),
            )
            for group, keys in sorted(groups.items())
        ]


Key = tuple[str, str]  # table and column
Counts = dict[Key, tuple[int, int]]  # values given, and rows


def _rows_by_delivery(loads: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Add up the accepted rows of each delivery over the tables it filled, in the order of the ledger."""
    counted: dict[str, int] = {}
    for load in loads:
        counted[load["delivery"]] = counted.get(load["delivery"], 0) + load["rows_accepted"]
    return counted


def _shares(filled: Mapping[str, Rows], deliveries: Iterable[str]) -> Counts:
    counts: Counts = {}
    for delivery in deliveries:
        for row in filled.get(delivery, ()):
            key = (row["table_name"], row["column_name"])
            given, rows = counts.get(key, (0, 0))
            counts[key] = given + row["filled"], rows + row["rows"]
    return {key: count for key, count in counts.items() if count[1]}


def _share(counts: Counts, keys: Iterable[Key]) -> float | None:
    found = [counts[key] for key in keys if key in counts]
    return sum(given for given, _ in found) / sum(rows for _, rows in found) if found else None


def _values(counts: Counts, keys: Iterable[Key]) -> int:
    return sum(counts[key][1] for key in keys if key in counts)


def _is_emptied(now: Counts, before: Counts, key: Key) -> bool:
    usual, share = _share(before, [key]), _share(now, [key])
    if usual is None or share is None or now[key][1] < ENOUGH:
        return False
    return usual >= WAS_FILLED and share < IS_EMPTY


def _kept_out(loads: Rows) -> Iterable[KeptOut]:
    for load in loads:
        if load["rule"] is not None:
            yield KeptOut(
                delivery=load["delivery"],
                state=load["state"],
                rule=load["rule"],
                sentence=RULES[load["rule"]].sentence,
                since=load["week"],
            )


def _findings(lake: Connection, weeks: Sequence[date]) -> Mapping[str, Rows]:
    """Count findings by table, delivery, week, rule and column."""
    found = lake.table_or_empty("feeds.finding")
    found = found.filter(found["week"].isin(weeks))
    by = ["table_name", "delivery", "week", "rule", "column_name", "effect"]
    return _by(found.group_by(by).agg(count=found.count()).to_pyarrow().to_pylist(), "table_name")


def _filled(lake: Connection, feeds: Iterable[_Feed]) -> Mapping[str, Rows]:
    wanted = sorted({name for feed in feeds for deliveries in feed.deliveries for name in deliveries})
    rows = lake.table_or_empty("feeds.filled")
    return _by(rows.filter(rows["delivery"].isin(wanted)).to_pyarrow().to_pylist(), "delivery")


def _by(rows: Rows, column: str) -> defaultdict[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
