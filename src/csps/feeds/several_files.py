"""Some files of a feed opened together: each read, held, refused or taken in, and sealed as it came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.domain.errors import UsageError
from csps.feeds import drop_box
from csps.feeds.delivery_rows import DeliveryRows
from csps.feeds.ledger import State
from csps.feeds.long_files import LongFile, is_long
from csps.feeds.noticed import Noticed, decided
from csps.feeds.oddity import compared, odd
from csps.feeds.opening import kept_out_by, opened
from csps.feeds.readers.contents import MOST_BYTES
from csps.feeds.rules.delivery import emptied, new_codes, odd_values, too_large
from csps.feeds.taking_out import without_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.coded_rows import CodedRows
    from csps.feeds.oddity import Before
    from csps.feeds.opening import Opened
    from csps.feeds.workplace import Workplace
    from csps.vault.archive import Content


class SeveralFiles:
    """Some files, opened together.

    Args:
        places: the feed and what is at hand, once for each table.
        rows: the rows of each table.
        before: table -> how the values of published deliveries lie.

    Attributes:
        settled: what became of each file.
        left: how many of them are still being written, or are gone from the archive.
    """

    def __init__(self, places: Sequence[Workplace], rows: Sequence[DeliveryRows | CodedRows], before: Before) -> None:
        self._places, self._rows, self._before = places, rows, before
        self._place, self._feed = places[0], places[0].feed
        self._noticed: dict[str, list[Noticed]] = {}
        self._content: dict[str, Content] = {}
        self._read: list[Arrival] = []
        self.settled: list[Arrival] = []
        self.left = 0

    def take_in(self, batch: Sequence[Arrival]) -> None:
        """Open, check, judge and seal files."""
        found = [one for arrival in batch if (one := self._opened(arrival)) is not None]
        text = [(arrival, each.delivered) for arrival, each in found if each.delivered is not None]
        by_row = [rows for rows in self._rows if isinstance(rows, DeliveryRows)]
        if text:
            by_row[0].add(text)
        for arrival, each in found:
            if each.delivered is None:
                for rows, place in zip(by_row, self._places, strict=True):
                    rows.add_pieces(arrival, each.pieces.get(place.table.name, []))
        judged = [self._judged(arrival) for arrival in self._read]
        held = {arrival.delivery for arrival in judged if arrival.state is not State.TAKEN_IN}
        for each_table in self._rows:
            each_table.settle(held)
        self.settled = [arrival for arrival in judged if not self._is_gone(arrival)]
        for arrival in self.settled:
            self._note(arrival)
        self._seal()

    # --- Opening ---------------------------------------------------------------------------------------------------

    def _opened(self, arrival: Arrival) -> tuple[Arrival, Opened] | None:
        """Open a file; None where nothing of it is read here: it is kept out, still being written, or long."""
        if arrival.rule is not None and not arrival.is_to_be_kept:
            self._read.append(arrival)
            return None
        if self._needs_no_opening(arrival):
            return None
        data = self._bytes_of(arrival)
        if data is None:
            self.left += 1
            return None
        waited = LongFile(arrival.file, self._feed, arrival.is_released, content=data)
        if is_long(arrival.file) and waited.is_text():  # it comes from the archive, or it would have been read by now
            self._read_long(arrival, waited)
            return None
        self._content[arrival.delivery] = data
        self._read.append(arrival)
        if arrival.rule is not None:
            return None
        found = opened(data, self._feed, arrival.file.place, released=arrival.is_released)
        self._noticed[arrival.delivery] = list(found.noticed)
        return (arrival, found) if found.kept_out_by is None else None

    def _needs_no_opening(self, arrival: Arrival) -> bool:
        """Read a long text where it lies, and keep what is too large unread; say whether either was done."""
        if arrival.file.archived_as is not None:
            return False
        long = LongFile(arrival.file, self._feed, arrival.is_released)
        if is_long(arrival.file) and long.is_text():
            self._read_long(arrival, long)
            return True
        if arrival.file.size > MOST_BYTES:
            self._keep_unread(arrival, long)
            return True
        return False

    def _keep_unread(self, arrival: Arrival, long: LongFile) -> None:
        """Keep a file that is too large to be read in one piece, and read nothing of it."""
        self._content[arrival.delivery] = long.blocks()
        self._read.append(arrival)
        if arrival.rule is None:
            self._noticed[arrival.delivery] = [Noticed(too_large.RULE)]

    def _bytes_of(self, arrival: Arrival) -> bytes | None:
        """Read a file where it lies: in the drop box, or in the archive, if anything is left of it there."""
        if arrival.file.archived_as is None:
            return drop_box.read(arrival.file)
        try:
            return self._place.vault.archived(arrival.file.archived_as)
        except UsageError:
            return None

    def _read_long(self, arrival: Arrival, long: LongFile) -> None:
        self._content[arrival.delivery] = long.blocks()
        if arrival.rule is None:
            self._rows[0].add_long(arrival, long)
            self._noticed[arrival.delivery] = long.noticed
        self._read.append(replace(arrival, state=State.REPEATED, rule=None) if long.has_changed else arrival)
        self.left += long.has_changed

    def _is_gone(self, arrival: Arrival) -> bool:
        """Say whether a long file changed while it was read, so that nothing became of it."""
        return arrival.state is State.REPEATED and arrival.rule is None

    # --- Judging ---------------------------------------------------------------------------------------------------

    def _judged(self, arrival: Arrival) -> Arrival:
        """Decide what becomes of a file, now that it was seen as a whole."""
        if arrival.rule is not None or self._is_gone(arrival):
            return arrival
        noticed = self._noticed.setdefault(arrival.delivery, [])
        if kept_out_by(noticed) is None:
            noticed += self._odd(arrival)
        rule = kept_out_by(noticed)
        if rule is None:
            return arrival
        is_refused = any(one.keeps_out and not one.is_held for one in noticed)
        return replace(arrival, state=State.REFUSED if is_refused else State.HELD, rule=rule)

    def _odd(self, arrival: Arrival) -> Iterator[Noticed]:
        decisions = {
            emptied.RULE: self._feed.when_emptied,
            new_codes.RULE: self._feed.when_new_codes,
            odd_values.RULE: self._feed.when_odd,
        }
        for rows, place in zip(self._rows, self._places, strict=True):
            days = frozenset(column.name for column in place.table.columns if column.type is Type.DATE)
            against = compared(self._before.get(place.table.name, ()), arrival.known_on, days)
            for column, rule in odd(rows.pattern(arrival.delivery), against):
                yield decided(rule, decisions[rule], column=column, released=arrival.is_released)

    # --- Ledger and archive ----------------------------------------------------------------------------------------

    def _note(self, arrival: Arrival) -> None:
        if arrival.is_no_news:
            return
        note, table = self._place.ledger.note, self._place.table.name
        noticed = self._noticed.get(arrival.delivery, [])
        if arrival.rule is not None and all(one.rule is not arrival.rule for one in noticed):
            note(arrival.delivery, table, arrival.rule)
        for rule in arrival.notes:
            note(arrival.delivery, table, rule, passes=True)
        for one in noticed:
            note(arrival.delivery, table, one.rule, column=one.column, line=one.line, passes=not one.keeps_out)

    def _seal(self) -> None:
        """Seal every file as it came, without the lines about somebody who was erased."""
        sealed: list[tuple[str, str, Content]] = []
        for arrival in self.settled:
            if arrival.is_to_be_kept:
                content = self._content[arrival.delivery]
                erased = frozenset[int]().union(*(rows.erased.get(arrival.delivery, ()) for rows in self._rows))
                kept = without_lines(content, erased, self._feed) if erased else content
                sealed.append((arrival.delivery, arrival.file.sha256, kept))
        self._place.vault.archive_pieces(self._place.name, sealed)
