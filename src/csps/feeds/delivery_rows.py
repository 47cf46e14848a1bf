"""The rows of one feed on a bench: read a stretch at a time, checked, and each accepted or rejected.

Whatever a stretch breaks is kept on the bench until everything of its files was seen: then it is settled which files are
held back, which rows give way to another one with their key, and only then anything is noted or sealed.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import ibis

from csps.feeds.declared import is_first, sent
from csps.feeds.filled import filled
from csps.feeds.layouts.translation import DAY, Spelling, named, together
from csps.feeds.ledger import finding_rows
from csps.feeds.patterns import count_bands
from csps.feeds.rules.questions import answers, questions
from csps.feeds.rules.row import no_day_known, other_birth, ragged
from csps.feeds.rules.rule import WHOLE, Effect
from csps.feeds.rules.value import unknown_code, untimely_code
from csps.feeds.rules.values import as_day, typed
from csps.feeds.settling import FOUND, MARK, REFUSED, ROWS, SEEN, Settling
from csps.feeds.splitting import Split, birth_column
from csps.settings.feed_words import KnownOnSource
from csps.vault import parse, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.bench import Bench
    from csps.feeds.declared import Piece
    from csps.feeds.layouts.reading import Recognised
    from csps.feeds.long_files import LongFile
    from csps.feeds.patterns import Pattern
    from csps.feeds.rules.questions import Question
    from csps.feeds.rules.rule import Rule
    from csps.feeds.settling import Again, Settled
    from csps.feeds.workplace import Workplace
    from csps.settings import Feed
    from csps.store import Snapshot
    from csps.store.rows import Rows
    from csps.vault import Delivered

CHECKED, FILES = "checked", "files"
FILE_KINDS = {"_file": "int64", "_delivery": "string", "_known_on": "date"}
CODES = (unknown_code.RULE, untimely_code.RULE)


class DeliveryRows:
    """All rows of one feed and table that a run reads.

    Args:
        place: the feed and what is at hand.

    Attributes:
        read: how many rows each delivery had.
        rejected: how many of them were rejected.
        erased: delivery -> lines about somebody who was erased.
        patterns: delivery -> how its values lie.
    """

    def __init__(self, place: Workplace) -> None:
        self._place, self._bench, self._table, self._feed = place, place.bench, place.table, place.feed
        self._has_days = place.feed.known_on.source is KnownOnSource.COLUMN
        self._arrivals: list[Arrival] = []
        self._first = 0
        self._again: list[Again] = []
        self.read: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.erased: dict[str, frozenset[int]] = {}
        self.patterns: dict[str, dict[str, Counter[str]]] = {}

    @property
    def are_there(self) -> bool:
        """Whether any file was read, if only its first line."""
        return self._bench.has(ROWS)

    def add(self, batch: Sequence[tuple[Arrival, Delivered]]) -> None:
        """Read and check the rows of some files whose first line is as the contract wants it."""
        order = sorted(batch, key=lambda pair: pair[1].headings)  # kept in their order where they are alike
        for _, alike in groupby(order, key=lambda pair: pair[1].headings):
            pairs = list(alike)
            files = [delivered for _, delivered in pairs]
            first = self._number([arrival for arrival, _ in pairs])
            self._again.append(partial(_texts, files, first))
            self._add_alike(first, files)

    def add_long(self, arrival: Arrival, long: LongFile) -> None:
        """Read and check the rows of a long file, a stretch at a time.

        Args:
            arrival: the file.
            long: the same, which gives its rows, and their text once more for those that turn out to be rejected.
        """
        number = self._number([arrival])
        self._again.append(lambda: ((rows, number) for rows in long.texts()))
        for stretch in long.stretches():
            self._add_alike(number, [stretch])
            self._bench.pack()

    def add_pieces(self, arrival: Arrival, pieces: Sequence[Piece]) -> None:
        """Read and check the rows that a file of another kind has for this table.

        Args:
            arrival: the file.
            pieces: its sheets and what is made of them. Rows that could not be cut into columns belong to the first table
                that is made of a sheet.
        """
        first = self._number([arrival])
        if not pieces:
            return
        laid = {id(each.sheet): self._laid(place, each) for place, (each, _) in enumerate(pieces)}
        texts = [(laid[id(each.sheet)][0], made) for each, made in pieces]
        mine = {id(each.sheet) for each, made in pieces if is_first(each, made, self._feed)}
        broken = [uneven if place in mine else uneven.limit(0) for place, (_, uneven) in laid.items()]
        rows = self._bench.arrow(together(texts, self._table, self._feed.known_on.column))
        set_aside = self._bench.arrow(ibis.union(*broken))
        self.read[arrival.delivery] += rows.num_rows + set_aside.num_rows
        self._again.append(lambda: iter([(rows, first)]))
        text = _numbered(self._bench.lay("translated", rows), first)
        uneven = _numbered(self._bench.lay("set_aside", set_aside), first)
        self._check(text, uneven, spelling=Spelling(self._feed.codes), has_uneven=bool(set_aside.num_rows))

    def settle(self, held: Collection[str]) -> None:
        """Settle what was read since the last time: note it, seal what is rejected, and forget what is held.

        Args:
            held: deliveries that are not taken in.
        """
        settling = Settling(self._place, self._arrivals, self._first, self._with_files, self._again)
        settled = settling.settle(held, more=(DAY,) if self._has_days else ())
        self._count(settled, held)
        self._first, self._again = len(self._arrivals), []

    def accepted(self) -> ibis.Table:
        """Give the accepted rows in declared types, with `_delivery`, `_line` and `_known_on`."""
        rows = self._with_files(self._bench.table(ROWS))
        return rows.drop("_file", *([DAY] if self._has_days else []))

    def write(self, part: str) -> Snapshot:
        """Divide the accepted rows between vault and lake, and write what goes to the lake into the edition."""
        place, accepted = self._place, self.accepted()
        place.ledger.count_filled(place.bench.arrow(filled(place.table, accepted)))
        split = Split(place.table, accepted, place.bench, place.vault, place.made_keys)
        if split.has_identities:
            added = place.vault.add_identities(split.identities())
            if added.other_birth.num_rows:
                marks = place.bench.lay("other_birth", added.other_birth)
                self.note(marks.rename(_delivery="delivery", _line="line"), birth_column(place.table), other_birth.RULE)
        return place.edition.write(place.table.name, split.lake_rows(), part=part)

    def close(self) -> None:
        """Let go of nothing: the bench is its owner's."""

    def pattern(self, delivery: str) -> Pattern:
        """Say how the values of a delivery lie."""
        return self.patterns.get(delivery, {})

    def note(self, marks: ibis.Table, column: str, rule: Rule) -> None:
        """Note a finding about rows of which `_delivery` and `_line` are given."""
        found = finding_rows((marks["_delivery"], marks["_line"]), self._table.name, column, rule)
        self._place.ledger.note_rows(self._bench.arrow(marks.select(**found)))

    def _count(self, settled: Settled, held: Collection[str]) -> None:
        self.rejected.update(settled.rejected)
        self.erased.update(settled.erased)
        for delivery in held:
            self.read.pop(delivery, None)

    # --- A stretch of rows -----------------------------------------------------------------------------------------

    def _number(self, arrivals: Sequence[Arrival]) -> int:
        """Give numbers to files; give the first."""
        first = len(self._arrivals)
        self._arrivals += arrivals
        columns: Mapping[str, Sequence[object]] = {
            "_file": range(len(self._arrivals)),
            "_delivery": [arrival.delivery for arrival in self._arrivals],
            "_known_on": [arrival.rows_known_on.isoformat() for arrival in self._arrivals],
        }
        self._files = self._bench.lay_columns(FILES, columns, FILE_KINDS)
        return first

    def _add_alike(self, first: int, files: Sequence[Delivered]) -> None:
        """Read and check rows under the same first line."""
        feed, there = self._feed, set(files[0].headings)
        names = [name for name in sent(self._table, feed) if feed.heading(name) in there]
        missing = [name for name in self._table.column_names if name not in names]
        headings = [feed.heading(name) for name in names]
        if self._has_days:
            names, headings = [*names, DAY], [*headings, str(feed.known_on.column)]
        for place, delivered in enumerate(files):
            self.read[self._arrivals[first + place].delivery] += delivered.rows
        parsed = parse(files, str(feed.delimiter), names, headings)
        text = _numbered(self._bench.lay("text", parsed.rows), first)
        uneven = _numbered(self._bench.lay("uneven", parsed.ragged), first)
        text = text.mutate(**{name: ibis.null("string") for name in missing})
        self._check(text, uneven, spelling=feed, has_uneven=bool(parsed.ragged.num_rows))

    def _laid(self, place: int, each: Recognised) -> tuple[ibis.Table, ibis.Table]:
        """Lay a sheet on the bench: its rows, and those that could not be cut."""
        names, headings = named(each.resolved)
        parsed = parse([each.sheet.delivered], each.sheet.delimiter, names, headings)
        laid = self._bench.lay(f"sheet_{place}", parsed.rows), self._bench.lay(f"uneven_{place}", parsed.ragged)
        text, uneven = (rows.mutate(_file=rows["_file"].cast("int64")) for rows in laid)
        return text, uneven

    def _check(self, text: ibis.Table, uneven: ibis.Table, *, spelling: Feed | Spelling, has_uneven: bool) -> None:
        """Check rows, all of them text in the contract's columns, and keep apart what breaks a rule.

        Args:
            text: the rows.
            uneven: those that could not be cut into columns.
            spelling: how they are spelled.
            has_uneven: whether there are any of those.
        """
        read = text.join(self._files.select("_file", "_known_on"), "_file")
        days = {DAY: as_day(read[DAY], str(spelling.date_format))} if self._has_days else {}
        if days:
            read = read.mutate(_known_on=days[DAY].coalesce(read["_known_on"]))
        values = typed(self._table, spelling, read)
        asked = questions(self._table, read, values)
        marks = {name: read[name].cast("int32") for name in MARK}
        rows = self._bench.put(
            CHECKED, read.select(**marks, _known_on=read["_known_on"], **days, **answers(asked), **values)
        )
        kept = (*MARK, *days, *values)
        broken = _broken(asked, rows, self._bench)
        wrong = [(one.is_broken(rows), one.column, one.rule) for one in broken]
        if days:
            wrong.append((rows[DAY].isnull(), WHOLE, no_day_known.RULE))
        self._keep_apart(rows, wrong, text)
        rejected = [is_wrong for is_wrong, _, rule in wrong if rule.effect is Effect.ROW]
        self._bench.add(ROWS, (rows.filter(~ibis.or_(*rejected)) if rejected else rows).select(*kept))
        if has_uneven:
            self._keep_ragged(uneven)
        if self._place.vault.has_erased or any(arrival.corrects for arrival in self._arrivals[self._first :]):
            self._bench.add(SEEN, rows.select(*kept))
        self._count_bands(rows, broken)

    def _keep_apart(self, rows: ibis.Table, wrong: Sequence[tuple[ibis.Value, str, Rule]], text: ibis.Table) -> None:
        """Keep what breaks a rule: where, and for a row that is rejected its text and the first rule it broke."""
        for is_wrong, column, rule in wrong:
            self._bench.add(FOUND, _finding(rows.filter(is_wrong), column, rule))
        rejecting = [(is_wrong, rule.name) for is_wrong, _, rule in wrong if rule.effect is Effect.ROW]
        if rejecting:
            marks = rows.filter(ibis.or_(*(is_wrong for is_wrong, _ in rejecting)))
            marks = marks.select(*MARK, _rule=ibis.cases(*rejecting)).cast(dict.fromkeys(MARK, "int64"))
            self._bench.add(REFUSED, marks.join(text, MARK).select(*MARK, "_text", "_rule"))

    def _keep_ragged(self, uneven: ibis.Table) -> None:
        self._bench.add(REFUSED, uneven.select(*MARK, "_text", _rule=ibis.literal(ragged.RULE.name)))
        self._bench.add(FOUND, _finding(uneven.cast(dict.fromkeys(MARK, "int32")), WHOLE, ragged.RULE))

    def _count_bands(self, rows: ibis.Table, broken: Sequence[Question]) -> None:
        unlisted: dict[str, ibis.Value] = {}
        for one in broken:
            if one.rule in CODES:
                is_broken = one.is_broken(rows)
                unlisted[one.column] = unlisted[one.column] | is_broken if one.column in unlisted else is_broken
        for file, columns in count_bands(self._table, rows, unlisted, self._bench).items():
            mine = self.patterns.setdefault(self._arrivals[file].delivery, {})
            for column, bands in columns.items():
                mine.setdefault(column, Counter()).update(bands)

    def _with_files(self, rows: ibis.Table) -> ibis.Table:
        joined = rows.join(self._files, "_file")
        return joined.mutate(_known_on=joined[DAY].coalesce(joined["_known_on"])) if DAY in rows.columns else joined


def _texts(files: Sequence[Delivered], first: int) -> Iterator[tuple[Rows, int]]:
    yield texts_of(files), first


def _broken(asked: Sequence[Question], rows: ibis.Table, bench: Bench) -> list[Question]:
    """Give the questions to which any row answers that it breaks the rule."""
    numbers = list(answers(asked))
    (seen,) = bench.rows(rows.aggregate([rows[name].bit_or().fill_null(0).name(name) for name in numbers]))
    found = dict(zip(numbers, seen, strict=True))
    return [question for question in asked if found[question.answers] & question.bit]


def _finding(rows: ibis.Table, column: str, rule: Rule) -> ibis.Table:
    return rows.select(*MARK, _column=ibis.literal(column), _rule=ibis.literal(rule.name))


def _numbered(text: ibis.Table, first: int) -> ibis.Table:
    """Give each file its number among all files of the feed, instead of that in the batch."""
    return text.mutate(_file=text["_file"].cast("int64") + first)
