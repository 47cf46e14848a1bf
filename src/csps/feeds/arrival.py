"""What is to be done with each file of a feed before it is opened: take it, wait, hold it back, or know it already."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from csps.feeds.drop_box import Found
from csps.feeds.ledger import Load, State, second_name, still_held
from csps.feeds.rules.delivery import late, no_date, same_bytes, same_day
from csps.settings.feed_words import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

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
        restates: whether another file for its day was taken in before.
        corrects: the published deliveries that came under the same path for the same day, whose rows it replaces.
        later: published deliveries of a later extraction date, where it says anew what was published for its day.
        counts_from: since when its rows count; the extraction date, unless it says anew what was published for its day.
        was_held: whether the published ledger says that it was held.
        is_released: whether somebody has let it in.
    """

    file: Found
    delivery: str
    known_on: date
    state: State = State.TAKEN_IN
    rule: Rule | None = None
    notes: tuple[Rule, ...] = ()
    restates: bool = False
    corrects: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    counts_from: date | None = None
    was_held: bool = False
    is_released: bool = False

    @property
    def rows_known_on(self) -> date:
        """Since when its rows count."""
        return self.counts_from or self.known_on

    @property
    def is_to_be_kept(self) -> bool:
        """Whether its bytes belong into the archive: those of a file that came before, or is there already, do not."""
        return self.state is not State.REPEATED and not self.is_no_news

    @property
    def is_no_news(self) -> bool:
        """Whether the ledger says of it already what there is to say."""
        return self.was_held and self.is_held

    @property
    def is_held(self) -> bool:
        """Whether it waits in the archive for somebody to look, or for another rule."""
        return self.state is State.HELD

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
        waiting: those whose week has not come, and a second correction of what was corrected this week already.
        known: those whose bytes are in the ledger already.
    """

    new: list[Arrival] = field(default_factory=list)
    waiting: list[Found] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)


def arrivals_of(
    feed: Feed,
    found: Sequence[Found],
    published: Sequence[Load],
    week: date,
    released: Collection[tuple[str, str]] = (),
) -> Arrivals:
    """Sort the files of a feed, those that the archive holds back among them.

    Args:
        feed: its rules.
        found: its files in the drop box.
        published: its lines of the published ledger.
        week: the week that is being made.
        released: path and SHA-256 of files that somebody has let in.
    """
    sorted_out = Arrivals()
    judging = _Judging(feed, published, week, released)
    there = {(file.sha256, file.place) for file in found}
    waiting = [one for one in held_back(published) if (one.sha256, one.place) not in there]
    for file in sorted((*found, *waiting), key=lambda one: (one.known_on or date.min, one.place)):
        if (file.sha256, file.place) in judging.settled:
            sorted_out.known.append(file)
        elif file.known_on is not None and (file.known_on > week or judging.was_restated_this_week(file)):
            sorted_out.waiting.append(file)
        else:
            sorted_out.new.append(judging.judge(file))
    return sorted_out


def held_back(published: Iterable[Load]) -> list[Found]:
    """Give the deliveries that lie sealed in the archive until somebody lets them in, or until another rule does."""
    return [
        Found(None, load.place, load.sha256, load.file_bytes, load.known_on, archived_as=load.delivery)
        for load in still_held(published)
    ]


class _Judging:
    """Goes through the files of a feed in order and remembers what it needs of those before."""

    def __init__(
        self, feed: Feed, published: Iterable[Load], week: date, released: Collection[tuple[str, str]]
    ) -> None:
        self._feed, self._week, self._released = feed, week, released
        lines = list(published)
        # A file that was held is looked at again: somebody may have let it in, or changed the rule that held it.
        self._held = {(load.sha256, load.place) for load in lines if load.is_held}
        settled = [load for load in lines if not load.is_held]
        self.settled = {(load.sha256, load.place) for load in settled}
        self._contents: set[tuple[str, date | None]] = {(load.sha256, load.known_on) for load in settled}
        self._names = {load.delivery for load in lines}
        taken = [load for load in lines if load.state is State.TAKEN_IN]
        self._taken = taken
        self._days = {load.known_on for load in taken}
        self._published = frozenset(self._days)
        self._last = max(self._days, default=None)

    def was_restated_this_week(self, file: Found) -> bool:
        """Say whether an earlier run of this week took in a correction for the same day.

        Two corrections would then be known since the same Monday, and what is published is never contradicted.
        """
        same = {load.delivery: load.week for load in self._taken if load.known_on == file.known_on}
        is_new = all(load.sha256 != file.sha256 for load in self._taken if load.known_on == file.known_on)
        return is_new and len(same) > 1 and self._week in same.values()

    def judge(self, file: Found) -> Arrival:
        name = file.place if file.place not in self._names else second_name(file.place, file.sha256)
        self._names.add(name)
        # The same bytes for another day are news: nothing has changed since, or nothing has happened.
        if (file.sha256, file.known_on) in self._contents:
            return Arrival(file, name, file.known_on or self._week, State.REPEATED, same_bytes.RULE)
        self._contents.add((file.sha256, file.known_on))
        if file.known_on is None:
            return Arrival(file, name, self._week, State.REFUSED, no_date.RULE)
        key = (file.sha256, file.place)
        was_held, is_released = key in self._held, (file.place, file.sha256) in self._released
        odd = self._odd(file.known_on)
        holding = next((rule for rule, decision in odd.items() if decision is Decision.HOLD), None)
        if holding is not None and not is_released:
            return Arrival(file, name, file.known_on, State.HELD, holding, was_held=was_held)
        day = file.known_on
        self._days.add(day)
        self._last = max(self._last or day, day)
        is_published = day in self._published
        return Arrival(
            file,
            name,
            file.known_on,
            notes=tuple(odd),
            restates=same_day.RULE in odd,
            corrects=self._named(lambda load: (load.place, load.known_on) == (file.place, file.known_on)),
            later=self._named(lambda load: is_published and load.known_on > day),
            counts_from=self._week if is_published else None,
            was_held=was_held,
            is_released=is_released,
        )

    def _named(self, suits: Callable[[Load], bool]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(load.delivery for load in self._taken if suits(load)))

    def _odd(self, day: date) -> dict[Rule, Decision]:
        """Say what is odd about a delivery of a day, and what the council does about it."""
        odd = {}
        if day in self._days:
            odd[same_day.RULE] = self._feed.when_restated
        if self._last is not None and (day - self._last).days > self._feed.late_after_days:
            odd[late.RULE] = self._feed.when_late
        return odd
