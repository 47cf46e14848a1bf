"""What a run took in, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.feeds.ledger import State

if TYPE_CHECKING:
    from datetime import date

    from csps.feeds.ledger import Load


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedIntake:
    """What a run found of one feed.

    Args:
        feed: its name.
        loads: the lines that were added to the ledger, by extraction date and path.
        waiting: files whose week has not come, or that are still being written.
        known: files that were in the ledger before, and still lie in the drop box.
        last_known_on: the latest extraction date that was ever taken in, None where there is none.
        is_late: whether the next delivery is overdue as of the week.
        held_back: deliveries that wait, sealed, until somebody lets them in: this run's and earlier ones.
    """

    feed: str
    loads: tuple[Load, ...]
    waiting: int
    known: int
    last_known_on: date | None
    is_late: bool
    held_back: int = 0

    @property
    def read(self) -> int:
        """Rows read; those accepted and those rejected add up to them."""
        return sum(load.rows_read for load in self.loads)

    @property
    def accepted(self) -> int:
        """Rows in the lake."""
        return sum(load.rows_accepted for load in self.loads)

    @property
    def rejected(self) -> int:
        """Rows sealed in the vault and listed in `feeds.rejected`."""
        return sum(load.rows_rejected for load in self.loads)

    def deliveries(self, state: State) -> int:
        """How many deliveries ended in a state; one that has rows for several tables counts once."""
        return len({load.delivery for load in self.loads if load.state is state})


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a run took in.

    Args:
        week: the week that is being made.
        feeds: what was found of each feed, in the order of programme.toml.
        unclaimed: files in the drop box that belong to no feed.
    """

    week: date
    feeds: tuple[FeedIntake, ...]
    unclaimed: int = 0

    @property
    def loads(self) -> tuple[Load, ...]:
        """Every line that was added to the ledger: one event of the journal each, where its state is "taken in"."""
        return tuple(load for feed in self.feeds for load in feed.loads)

    @property
    def read(self) -> int:
        """Rows read."""
        return sum(feed.read for feed in self.feeds)

    @property
    def accepted(self) -> int:
        """Rows in the lake."""
        return sum(feed.accepted for feed in self.feeds)

    @property
    def rejected(self) -> int:
        """Rows sealed in the vault."""
        return sum(feed.rejected for feed in self.feeds)

    @property
    def held_back(self) -> int:
        """Deliveries that wait, sealed, until somebody lets them in."""
        return sum(feed.held_back for feed in self.feeds)

    def deliveries(self, state: State) -> int:
        """How many deliveries ended in a state."""
        return sum(feed.deliveries(state) for feed in self.feeds)

    def __str__(self) -> str:
        """Say it in one line for the whole, and one for each feed that somebody should look at."""
        total = (
            f"{self.deliveries(State.TAKEN_IN):,} deliveries taken in: {self.read:,} rows read, "
            f"{self.accepted:,} accepted, {self.rejected:,} rejected; {self.held_back:,} held back, "
            f"{self.deliveries(State.REFUSED):,} refused, {self.deliveries(State.REPEATED):,} repeated."
        )
        lines = [total, *(said for feed in self.feeds if (said := _said(feed)))]
        if self.held_back:
            lines.append("Look at what is held back: `csps feeds held`.")
        if self.unclaimed:
            lines.append(f"{self.unclaimed:,} files in the drop box belong to no feed.")
        return "\n".join(lines)


def _said(feed: FeedIntake) -> str:
    """Say what somebody should look at; nothing where all went well."""
    counted = {
        "rows rejected": feed.rejected,
        "held back": feed.held_back,
        "refused": feed.deliveries(State.REFUSED),
        "repeated": feed.deliveries(State.REPEATED),
        "left for a later week": feed.waiting,
    }
    parts = [f"{count:,} {what}" for what, count in counted.items() if count]
    if feed.is_late:
        since = "never came" if feed.last_known_on is None else f"late, last of {feed.last_known_on.isoformat()}"
        parts.append(since)
    return f"{feed.feed}: {', '.join(parts)}." if parts else ""
