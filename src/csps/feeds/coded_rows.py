"""The rows of one long file as numbers: read a stretch at a time, checked, sorted, and given to the lake in order.

This is the way of files of millions of rows with few different values, such as attendance: what is asked of a value is
asked once of each, a pseudonym is made once of each, and rows with one key stand beside one another once they are sorted.
What comes of a file is what `DeliveryRows` makes of it, to the byte. Memory grows with the number of different values and
not with that of rows; where there are too many of them, the file goes the other way.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from csps.contracts.lake import lake_name, lake_table, register_of
from csps.contracts.model import Type
from csps.feeds.coded_questions import CodedQuestions
from csps.feeds.declared import sent
from csps.feeds.delivery_rows import CODES, FILE_KINDS, FILES
from csps.feeds.long_files import LongFile, is_long
from csps.feeds.patterns import UNLISTED
from csps.feeds.rules.row import key_twice, ragged
from csps.feeds.rules.rule import WHOLE, Effect
from csps.feeds.settling import FOUND, REFUSED, Settling
from csps.feeds.splitting import CANONICAL
from csps.keys import PseudonymKind
from csps.settings.feed_words import KnownOnSource
from csps.store import NumberedRows
from csps.vault import nothing_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.coded_questions import Answered
    from csps.feeds.patterns import Pattern
    from csps.feeds.rules.rule import Rule
    from csps.feeds.workplace import Workplace
    from csps.store import Snapshot
    from csps.vault import CodedColumn, CodedStretch

LINE = "_line"
MOST_VALUES = 1 << 20
"""Different values of a column that are kept in memory."""


class TooManyValues(Exception):  # noqa: N818 - no error: the file goes the other way
    """A column has too many different values to be kept as numbers."""


def may_be_coded(place: Workplace, arrivals: Sequence[Arrival]) -> bool:
    """Say whether what came of a feed may be read as numbers.

    It may where one long file came of a table that holds nothing for the vault and names a person in each row, unless rows
    of it must be held against others that are known: a correction, or where somebody was erased.

    Args:
        place: the feed and what is at hand.
        arrivals: its new files.
    """
    if len(arrivals) != 1 or place.vault.has_erased or place.made_keys:
        return False
    (arrival,), table = arrivals, place.table
    is_there = arrival.file.path is not None and is_long(arrival.file)
    is_alone = is_there and not (arrival.corrects or arrival.restates) and arrival.rule is None
    has_plain_rows = table.person is not None and table[table.person].required
    has_plain_values = all(
        column.identity not in CANONICAL and column.type is not Type.CODES for column in table.columns
    )
    has_one_day = place.feed.known_on.source is not KnownOnSource.COLUMN
    return (
        is_alone
        and has_plain_rows
        and has_plain_values
        and has_one_day
        and LongFile(arrival.file, place.feed, released=False).is_text()
    )


class CodedRows:
    """The rows of one long file. Let go of it with `close`.

    Args:
        place: the feed and what is at hand.

    Attributes:
        read: how many rows the delivery had.
        rejected: how many of them were rejected.
        erased: nobody's lines: where somebody was erased, files are read otherwise.
    """

    def __init__(self, place: Workplace) -> None:
        self._place, self._table, self._bench = place, place.table, place.bench
        self._numbers = self._nothing()
        self._was_read = False
        self._places: dict[str, dict[object, int]] = {name: {} for name in place.table.column_names}
        self._bands: dict[str, Counter[str]] = {}
        self._found: dict[tuple[str, Rule], list[np.ndarray]] = {}
        self._refused: list[tuple[np.ndarray, Rule]] = []
        self.read: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.erased: dict[str, frozenset[int]] = {}

    @property
    def are_there(self) -> bool:
        """Whether rows were read."""
        return self._was_read

    def add_long(self, arrival: Arrival, long: LongFile) -> None:
        """Read and check the rows of the file.

        Raises:
            TooManyValues: a column has too many different values. Nothing was noted or sealed.
        """
        self._arrival, self._long = arrival, long
        questions = CodedQuestions(self._table, self._place.feed, arrival.rows_known_on, self._bench)
        self.read[arrival.delivery] = 0
        for stretch in long.coded():
            self._add(stretch, questions)

    def settle(self, held: Collection[str]) -> None:
        """Settle what was read: put it in order, note it, and seal what is rejected; or forget it, if it is held."""
        delivery = self._arrival.delivery
        if delivery in held:
            self.read.pop(delivery, None)
            self._numbers.close()
            self._numbers = self._nothing()
            return
        ranks = {name: _ranks(self._outside(name)) for name in self._table.column_names if name in self._key}
        self._refuse(self._numbers.sort(self._key, ranks), key_twice.RULE, WHOLE)
        self._lay_found()
        settling = Settling(self._place, [self._arrival], 0, self._with_files, [])
        self.rejected.update(settling.note().rejected)

    def pattern(self, delivery: str) -> Pattern:
        """Say how the values of the delivery lie."""
        return self._bands if delivery == self._arrival.delivery else {}

    def write(self, part: str) -> Snapshot:
        """Write what is accepted into the edition."""
        outside, delivery = lake_table(self._table), self._arrival.delivery
        self._count_filled()
        inside = {lake_name(self._table, name): name for name in self._table.column_names}
        values: dict[str, Sequence[object]] = {name: self._outside(inside[name]) for name in inside}
        values |= {"delivery": [delivery], "known_on": [self._arrival.rows_known_on]}
        sources = {**inside, "line": LINE}
        rows = self._numbers.stream(outside, values, sources)
        return self._place.edition.write(self._table.name, rows, part=part, in_order=True)

    def close(self) -> None:
        """Let go of the rows."""
        self._numbers.close()

    def _nothing(self) -> NumberedRows:
        return NumberedRows(self._place.edition.lake, (*self._table.column_names, LINE), LINE)

    # --- A stretch of rows -----------------------------------------------------------------------------------------

    def _add(self, stretch: CodedStretch, questions: CodedQuestions) -> None:
        feed, there = self._place.feed, set(stretch.headings)
        headings = {name: feed.heading(name) for name in sent(self._table, feed) if feed.heading(name) in there}
        coded = stretch.read(list(headings.values()))
        self._was_read = True
        self.read[self._arrival.delivery] += coded.rows
        self._refuse(coded.ragged, ragged.RULE, WHOLE)
        rows = len(coded.lines)
        if not rows:
            return
        columns = {
            name: coded.columns[headings[name]] if name in headings else nothing_in(rows)
            for name in self._table.column_names
        }
        answered = questions.ask(columns)
        rejected = self._keep_apart(answered, coded.lines)
        self._count_bands(answered, columns)
        kept = {name: self._numbered(name, answered.typed[name])[columns[name].places] for name in columns}
        kept[LINE] = coded.lines
        self._numbers.add({name: values[~rejected] for name, values in kept.items()} if rejected.any() else kept)

    def _keep_apart(self, answered: Answered, lines: np.ndarray) -> np.ndarray:
        """Keep what breaks a rule: where, and which rule a row broke first; say of each row whether it is rejected."""
        rejected = np.zeros(len(lines), np.bool_)
        for question, rows in answered.broken:
            self._found.setdefault((question.column, question.rule), []).append(lines[rows])
            if question.rule.effect is Effect.ROW:
                self._refused.append((lines[rows[~rejected[rows]]], question.rule))
                rejected[rows] = True
        return rejected

    def _count_bands(self, answered: Answered, columns: Mapping[str, CodedColumn]) -> None:
        for name, bands in answered.bands.items():
            if name == self._table.ended_on:
                continue
            places, mine = columns[name].places, self._bands.setdefault(name, Counter())
            unlisted = [
                rows for question, rows in answered.broken if question.rule in CODES and question.column == name
            ]
            if unlisted:
                is_listed = np.ones(len(places), np.bool_)
                is_listed[np.concatenate(unlisted)] = False
                mine[UNLISTED] += int((~is_listed).sum())
                places = places[is_listed]
            for band, count in zip(bands, np.bincount(places, minlength=len(bands)).tolist(), strict=True):
                if count:
                    mine[band] += count

    def _numbered(self, name: str, typed: Sequence[object]) -> np.ndarray:
        """Give the number of each value of a column, a new one to those that were not seen before."""
        known = self._places[name]
        numbers = np.array([known.setdefault(value, len(known)) for value in typed], np.int32)
        if len(known) > MOST_VALUES:
            raise TooManyValues
        return numbers

    def _refuse(self, lines: np.ndarray, rule: Rule, column: str) -> None:
        if len(lines):
            self._found.setdefault((column, rule), []).append(lines)
            self._refused.append((lines, rule))

    # --- All of them -----------------------------------------------------------------------------------------------

    @property
    def _key(self) -> tuple[str, ...]:
        return self._table.key

    def _outside(self, name: str) -> list[object]:
        """Give the values of a column as the lake has them: a pseudonym where it names a person."""
        values = list(self._places[name])
        register = register_of(self._table, name)
        if register is None:
            return values
        there = [value for value in values if value is not None]
        made = self._place.vault.pseudonyms(PseudonymKind.RECORD, register, [str(value) for value in there])
        by_value = dict(zip(there, made, strict=True))
        return [by_value.get(value) for value in values]

    def _lay_found(self) -> None:
        """Lay on the bench what was found, and what is rejected with its text, which is read once more."""
        for (column, rule), found in self._found.items():
            marks = self._laid("marks", {LINE: np.concatenate(found)})
            self._bench.add(
                FOUND, marks.select("_file", LINE, _column=ibis.literal(column), _rule=ibis.literal(rule.name))
            )
        if not self._refused:
            return
        lines = np.concatenate([some for some, _ in self._refused])
        rules = np.repeat(
            np.array([rule.name for _, rule in self._refused], object), [len(some) for some, _ in self._refused]
        )
        order = np.argsort(lines, kind="stable")
        lines, rules = lines[order], rules[order]
        done = 0
        for here, texts in self._long.texts_on(lines):
            if len(here):
                laid: dict[str, Any] = {LINE: here, "_text": texts, "_rule": rules[done : done + len(here)]}
                self._bench.add(REFUSED, self._laid("refused_rows", laid).select("_file", LINE, "_text", "_rule"))
                done += len(here)

    def _laid(self, name: str, columns: Mapping[str, Any]) -> ibis.Table:
        kinds = {key: "int64" if key == LINE else "string" for key in columns}
        return self._bench.lay_columns(name, columns, kinds).mutate(_file=ibis.literal(0, "int64"))

    def _with_files(self, rows: ibis.Table) -> ibis.Table:
        columns: dict[str, Sequence[object]] = {
            "_file": [0],
            "_delivery": [self._arrival.delivery],
            "_known_on": [self._arrival.rows_known_on.isoformat()],
        }
        return rows.join(self._bench.lay_columns(FILES, columns, FILE_KINDS), "_file")

    def _count_filled(self) -> None:
        optional = [column.name for column in self._table.columns if not column.required]
        filled = {name: self._numbers.rows - self._missing(name) for name in optional}
        if filled and self._numbers.rows:
            columns: dict[str, Sequence[object]] = {
                "delivery": [self._arrival.delivery] * len(filled),
                "table_name": [self._table.name] * len(filled),
                "column_name": list(filled),
                "rows": [self._numbers.rows] * len(filled),
                "filled": list(filled.values()),
            }
            kinds = {name: "int64" if name in ("rows", "filled") else "string" for name in columns}
            self._place.ledger.count_filled(self._bench.arrow(self._bench.lay_columns("filled", columns, kinds)))

    def _missing(self, name: str) -> int:
        place = self._places[name].get(None)
        return 0 if place is None else self._numbers.count(name, place)


def _ranks(values: Sequence[object]) -> np.ndarray:
    """Give the place of each value in the order of all, which is that of the lake: a missing one is the last."""
    order = sorted(range(len(values)), key=lambda place: (values[place] is None, values[place]))
    ranks = np.zeros(len(values), np.int32)
    ranks[order] = np.arange(len(values))
    return ranks
