"""Deliveries to checked tables, with identities split off at the door."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.domain.progress import SilentProgress
from csps.feeds import drop_box
from csps.feeds.arrival import arrivals_of
from csps.feeds.bench import MEMORY, Bench
from csps.feeds.intake import FeedIntake, Intake
from csps.feeds.lake_findings import note_lake_findings
from csps.feeds.ledger import PATTERN, Ledger, State, still_held
from csps.feeds.oddity import Earlier, wanted_days
from csps.feeds.one_feed import take_in_feed
from csps.feeds.patterns import patterns_of
from csps.feeds.references import note_references
from csps.feeds.releases import released_files
from csps.feeds.workplace import Workplace
from csps.store.engines import within_memory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from csps.domain.progress import Progress
    from csps.feeds.ledger import Load
    from csps.feeds.oddity import Before
    from csps.settings import Feed, Programme
    from csps.store import Connection, Edition, Snapshot
    from csps.vault import Vault

SILENT = SilentProgress()


def take_in(
    edition: Edition, vault: Vault, *, deliveries: Path, programme: Programme, progress: Progress = SILENT
) -> Intake:
    """Take in what lies in the drop box: check it, split identities off, and note what became of every file and row.

    What is written is seen by nobody before the edition is published. The drop box is left as it is; once the week is
    published, `clear_drop_box` removes what the archive holds.

    Args:
        edition: the week that is being made.
        vault: open at the generation that the published week names. Afterwards it is one further and committed, and the
            edition rests on that; where nothing came, both are as they were.
        deliveries: the drop box.
        programme: which feeds there are and how they are written.
        progress: who watches.

    Raises:
        DeliveryError: there is no drop box. Nothing was kept.
        BusyError, IntegrityError, StorageError: from the vault, the lake or the disk. Nothing was kept.
    """
    places = drop_box.places_in(deliveries)
    vault.begin()
    try:
        with Ledger(edition) as ledger, closing(_Taking(edition, vault, ledger, deliveries, places)) as taking:
            steps = progress.track(programme.feeds.items(), what="taking in deliveries", total=len(programme.feeds))
            feeds = tuple(taking.feed(name, feed) for name, feed in steps)
            taking.finish(feeds)
    except BaseException:  # an interrupt, too, must leave the vault as it was
        vault.roll_back()
        raise
    return Intake(week=edition.week, feeds=feeds, unclaimed=len(drop_box.unclaimed(programme.feeds, places)))


class _Taking:
    """One run over all feeds."""

    def __init__(self, edition: Edition, vault: Vault, ledger: Ledger, deliveries: Path, places: Sequence[str]) -> None:
        self._edition, self._vault, self._ledger = edition, vault, ledger
        self._deliveries, self._places, self._before = deliveries, places, _Before(edition)
        self._part = part_of(edition)
        self._written: list[Snapshot] = []
        self._released = released_files(vault)

    def feed(self, name: str, feed: Feed) -> FeedIntake:
        """Take in the files of one feed."""
        found = drop_box.found_for(feed, self._deliveries, self._places)
        before = [load for load in self._ledger.published if load.feed == name]
        arrivals = arrivals_of(feed, found, before, self._edition.week, self._released)
        parts = [self._part_for(name, table) for table in feed.delivers]
        with ExitStack() as benches:
            places = [
                Workplace(
                    name=name,
                    feed=feed,
                    table=delivered_tables()[table],
                    bench=benches.enter_context(Bench()),
                    ledger=self._ledger,
                    vault=self._vault,
                    edition=self._edition,
                )
                for table in feed.delivers
            ]
            patterns = self._before.patterns(feed, before, {one.known_on for one in arrivals.new})
            with within_memory(f"Taking in {name}", MEMORY):
                loads, written, left = take_in_feed(places, arrivals.new, parts, patterns)
        self._written += written
        self._ledger.loads += loads
        last = max((load.known_on for load in (*before, *loads) if load.state is State.TAKEN_IN), default=None)
        return FeedIntake(
            feed=name,
            loads=tuple(loads),
            waiting=len(arrivals.waiting) + left,
            known=len(arrivals.known),
            last_known_on=last,
            is_late=last is None or (self._edition.week - last).days > feed.late_after_days,
            held_back=len(still_held((*before, *loads))),
        )

    def finish(self, feeds: Sequence[FeedIntake]) -> None:
        """Write the ledger and commit the vault, if anything came; leave no declared table out."""
        if any(feed.loads for feed in feeds):
            note_references(self._edition, self._written, self._ledger)
            note_lake_findings(self._edition, self._written, self._ledger)
            self._ledger.write(self._part)
            self._vault.commit()
            self._edition.rest_on("vault", self._vault.generation)
        else:
            self._vault.roll_back()
        self._ledger.write_empty_tables(self._part)

    def close(self) -> None:
        """Let go of the published week."""
        self._before.close()

    def _part_for(self, name: str, table: str) -> str:
        """Name the part of a table that a feed writes; where several feeds fill one table, each has its own."""
        is_first = all(snapshot.table != table for snapshot in self._written)
        return self._part if is_first else f"{self._part}/{name}"


class _Before(ExitStack):
    """How the values of published deliveries lie, read through one opening of the published week for all feeds."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self._edition = edition
        self._lake: Connection | None = None

    def patterns(self, feed: Feed, published: Sequence[Load], new: set[date]) -> Before:
        """Give those that new deliveries of a feed are held against, by table.

        Args:
            feed: its rules.
            published: its lines of the published ledger.
            new: the extraction dates of its new deliveries.
        """
        taken = {load.delivery: load.known_on for load in published if load.state is State.TAKEN_IN}
        days = wanted_days(set(taken.values()), new)
        wanted = [delivery for delivery, day in taken.items() if day in days]
        if self._edition.base is None or not wanted or not new:
            return {}
        if self._lake is None:
            self._lake = self.enter_context(self._edition.connect())
        rows = self._lake.table_or_empty(PATTERN)
        found = patterns_of(rows.filter(rows["delivery"].isin(wanted)).to_pyarrow().to_pylist())
        return {
            table: [Earlier(taken[name], tables[table]) for name, tables in found.items() if table in tables]
            for table in feed.delivers
        }


def part_of(edition: Edition) -> str:
    """Name the parts that a run writes: the week, and a number from the second run in the same week.

    Args:
        edition: the week that is being made.
    """
    taken = {} if edition.base is None else edition.base.parts.get("feeds.load", {})
    week, number = edition.week.isoformat(), 1
    label = week
    while label in taken:
        number += 1
        label = f"{week}.{number}"
    return label
