"""What is to be done with each file of a feed before it is opened: take it, wait, hold it back, or know it already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.feeds.ledger import Load, State, second_name
from csps.feeds.rules.delivery import late, no_date, same_bytes, same_day
from csps.settings.feed_words import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from csps.feeds.drop_box import Found
    from csps.feeds.rules.rule import Rule
    from csps.settings import Feed


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file and what is to be done with it.

    Args:
        file: the file.
        delivery: the name it goes by: its path, and the beginning of its hash where another file had the path before.
        known_on: its extraction date; the week's for a file that has none.
        state: TAKEN_IN where it is to be read, otherwise what became of it.
        rule: why it is kept out.
        notes: what is odd about it and passed.
        is_second: whether another file for its day was taken in before.
        was_held: whether the published ledger says that it was held.
    """

    file: Found
    delivery: str
    known_on: date
    state: State = State.TAKEN_IN
    rule: Rule | None = None
    notes: tuple[Rule, ...] = ()
    is_second: bool = False
    was_held: bool = False

    @property
    def is_to_be_kept(self) -> bool:
        """Whether its bytes belong into the archive: those of a file that waits or came before do not."""
        return self.state in (State.TAKEN_IN, State.REFUSED)

    @property
    def is_no_news(self) -> bool:
        """Whether the ledger says of it already what there is to say."""
        return self.was_held and self.is_held

    @property
    def is_held(self) -> bool:
        """Whether it waits in the drop box for somebody to look, or for another rule."""
        return self.state is State.HELD or self.rule is same_day.RULE

    def load(self, feed: str, table: str, week: date) -> Load:
        """Give its line of the ledger as far as it is known."""
        return Load(
            delivery=self.delivery,
            feed=feed,
            table_name=table,
            known_on=self.known_on,
            sha256=self.file.sha256,
            file_bytes=self.file.size,
            state=self.state,
            rule=self.rule,
            week=week,
        )


@dataclass(slots=True)
class Arrivals:
    """The files of one feed, sorted into what is done with them.

    Args:
        new: those that are neither known nor too early, in order of extraction date and path.
        waiting: those whose week has not come.
        known: those whose bytes are in the ledger already.
    """

    new: list[Arrival] = field(default_factory=list)
    waiting: list[Found] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)


def arrivals_of(feed: Feed, found: Sequence[Found], published: Sequence[Load], week: date) -> Arrivals:
    """Sort the files of a feed.

    Args:
        feed: its rules.
        found: its files by extraction date and path.
        published: its lines of the published ledger.
        week: the week that is being made.
    """
    sorted_out = Arrivals()
    judging = _Judging(feed, published, week)
    for file in found:
        if (file.sha256, file.place) in judging.settled:
            sorted_out.known.append(file)
        elif file.known_on is not None and file.known_on > week:
            sorted_out.waiting.append(file)
        else:
            sorted_out.new.append(judging.judge(file))
    return sorted_out


class _Judging:
    """Goes through the files of a feed in order and remembers what it needs of those before."""

    def __init__(self, feed: Feed, published: Iterable[Load], week: date) -> None:
        self._feed, self._week = feed, week
        lines = list(published)
        # A file that was held is looked at again: somebody may have changed the rule that held it.
        held = [load for load in lines if load.is_held]
        self._held = {(load.sha256, load.place) for load in held}
        self.settled = {(load.sha256, load.place) for load in lines if not load.is_held}
        self._contents: set[tuple[str, date | None]] = {
            (load.sha256, load.known_on) for load in lines if not load.is_held
        }
        self._names = {load.delivery for load in lines}
        taken = [load.known_on for load in lines if load.state is State.TAKEN_IN]
        self._days = set(taken)
        self._last = max(taken, default=None)

    def judge(self, file: Found) -> Arrival:
        name = file.place if file.place not in self._names else second_name(file.place, file.sha256)
        self._names.add(name)
        # The same bytes for another day are news: nothing has changed since, or nothing has happened.
        if (file.sha256, file.known_on) in self._contents:
            return Arrival(file, name, file.known_on or self._week, State.REPEATED, same_bytes.RULE)
        self._contents.add((file.sha256, file.known_on))
        if file.known_on is None:
            return Arrival(file, name, self._week, State.REFUSED, no_date.RULE)
        was_held = (file.sha256, file.place) in self._held
        odd = self._odd(file.known_on)
        holding = next((rule for rule, decision in odd.items() if decision is Decision.HOLD), None)
        if holding is not None:
            state = State.REPEATED if holding is same_day.RULE else State.HELD
            return Arrival(file, name, file.known_on, state, holding, was_held=was_held)
        self._days.add(file.known_on)
        self._last = max(self._last or file.known_on, file.known_on)
        return Arrival(file, name, file.known_on, notes=tuple(odd), is_second=same_day.RULE in odd, was_held=was_held)

    def _odd(self, day: date) -> dict[Rule, Decision]:
        """Say what is odd about a delivery of a day, and what the council does about it."""
        odd = {}
        if day in self._days:
            odd[same_day.RULE] = self._feed.when_double
        if self._last is not None and (day - self._last).days > self._feed.late_after_days:
            odd[late.RULE] = self._feed.when_late
        return odd
