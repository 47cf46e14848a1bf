"""The rows of one feed on a bench: read a batch of files at a time, checked, and each accepted or rejected."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import ibis

from csps.feeds.declared import is_first, sent
from csps.feeds.layouts.translation import DAY, Spelling, named, together
from csps.feeds.ledger import finding_rows
from csps.feeds.repeated_keys import repeated_in_a_file, taken_in_before, taken_in_this_run
from csps.feeds.rules.questions import answers, questions, rejects
from csps.feeds.rules.row import key_taken, key_twice, no_day_known, ragged
from csps.feeds.rules.rule import WHOLE, Effect
from csps.feeds.rules.values import as_day, typed
from csps.settings.feed_words import KnownOnSource
from csps.vault import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.declared import Piece
    from csps.feeds.layouts.reading import Recognised
    from csps.feeds.rules.questions import Question
    from csps.feeds.rules.rule import Rule
    from csps.feeds.workplace import Workplace
    from csps.settings import Feed
    from csps.vault import Delivered

ROWS, STRUCK, FILES = "rows", "struck", "files"
FILE_KINDS = {"_file": "int64", "_delivery": "string", "_known_on": "date"}
MARK = ("_file", "_line")


class DeliveryRows:
    """All rows of one feed that a run reads.

    Args:
        place: the feed and what is at hand.

    Attributes:
        read: how many rows each delivery had.
        rejected: how many of them were rejected.
    """

    def __init__(self, place: Workplace) -> None:
        self._place, self._bench, self._table, self._feed = place, place.bench, place.table, place.feed
        self._has_days = place.feed.known_on.source is KnownOnSource.COLUMN
        self._arrivals: list[Arrival] = []
        self._asked: list[Question] = []
        self.read: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()

    @property
    def are_there(self) -> bool:
        """Whether any file was read, if only its first line."""
        return self._bench.has(ROWS)

    def add(self, batch: Sequence[tuple[Arrival, Delivered]]) -> None:
        """Read and check the rows of some files whose first line is as the contract wants it."""
        order = sorted(batch, key=lambda pair: pair[1].headings)  # kept in their order where they are alike
        for _, alike in groupby(order, key=lambda pair: pair[1].headings):
            pairs = list(alike)
            self.read.update({arrival.delivery: delivered.rows for arrival, delivered in pairs})
            self._add_alike([arrival for arrival, _ in pairs], [delivered for _, delivered in pairs])

    def add_pieces(self, arrival: Arrival, pieces: Sequence[Piece]) -> None:
        """Read and check the rows that a file of another kind has for this table.

        Args:
            arrival: the file.
            pieces: its sheets and what is made of them. Rows that could not be cut into columns belong to the first table
                that is made of a sheet.
        """
        first = len(self._arrivals)
        self._arrivals.append(arrival)
        if not pieces:
            return
        laid = {id(each.sheet): self._laid(place, each) for place, (each, _) in enumerate(pieces)}
        texts = [(laid[id(each.sheet)][0], made) for each, made in pieces]
        mine = {id(each.sheet) for each, made in pieces if is_first(each, made, self._feed)}
        broken = [uneven if place in mine else uneven.limit(0) for place, (_, uneven) in laid.items()]
        rows = self._bench.arrow(together(texts, self._table, self._feed.known_on.column))
        set_aside = self._bench.arrow(ibis.union(*broken) if len(broken) > 1 else broken[0])
        self.read[arrival.delivery] += rows.num_rows + set_aside.num_rows
        text = _numbered(self._bench.lay("translated", rows), first)
        uneven = _numbered(self._bench.lay("set_aside", set_aside), first)
        spelling = Spelling(self._feed.codes)
        self._check(text, uneven, first, spelling=spelling, has_uneven=bool(set_aside.num_rows))

    def accepted(self) -> ibis.Table:
        """Give the accepted rows in declared types, with `_delivery`, `_line` and `_known_on`."""
        dropped = ["_file", *answers(self._asked), *([DAY] if self._has_days else [])]
        return self._with_files(self._accepted(self._bench.table(ROWS))).drop(*dropped)

    def note(self, marks: ibis.Table, column: str, rule: Rule) -> None:
        """Note a finding about rows.

        Args:
            marks: `_delivery` and `_line` of the rows.
            column: which column is meant.
            rule: what is broken.
        """
        found = finding_rows((marks["_delivery"], marks["_line"]), self._table.name, column, rule)
        self._place.ledger.note_rows(self._bench.arrow(marks.select(**found)))

    # --- A batch ---------------------------------------------------------------------------------------------------

    def _add_alike(self, arrivals: Sequence[Arrival], files: Sequence[Delivered]) -> None:
        """Read and check files that have the same first line."""
        feed, names = self._feed, sent(self._table, self._feed)
        headings = [feed.heading(name) for name in names]
        if self._has_days:
            names, headings = [*names, DAY], [*headings, str(feed.known_on.column)]
        parsed = parse(files, str(feed.delimiter), names, headings)
        first = len(self._arrivals)
        self._arrivals += arrivals
        text = _numbered(self._bench.lay("text", parsed.rows), first)
        text = text.mutate(**{name: ibis.null("string") for name in feed.absent})
        uneven = _numbered(self._bench.lay("uneven", parsed.ragged), first)
        self._check(text, uneven, first, spelling=feed, has_uneven=bool(parsed.ragged.num_rows))

    def _laid(self, place: int, each: Recognised) -> tuple[ibis.Table, ibis.Table]:
        """Lay a sheet on the bench: its rows, and those that could not be cut."""
        names, headings = named(each.resolved)
        parsed = parse([each.sheet.delivered], each.sheet.delimiter, names, headings)
        laid = self._bench.lay(f"sheet_{place}", parsed.rows), self._bench.lay(f"uneven_{place}", parsed.ragged)
        text, uneven = (rows.mutate(_file=rows["_file"].cast("int64")) for rows in laid)
        return text, uneven

    def _check(
        self, text: ibis.Table, uneven: ibis.Table, first: int, *, spelling: Feed | Spelling, has_uneven: bool
    ) -> None:
        """Check rows, all of them text in the contract's columns, and reject what breaks a rule.

        Args:
            text: the rows.
            uneven: those that could not be cut into columns.
            first: the number of the first file.
            spelling: how they are spelled.
            has_uneven: whether there are any of those.
        """
        read = text.join(self._files().select("_file", "_known_on"), "_file")
        days = {DAY: as_day(read[DAY], str(spelling.date_format))} if self._has_days else {}
        if days:
            read = read.mutate(_known_on=days[DAY].coalesce(read["_known_on"]))
        values = typed(self._table, spelling, read)
        self._asked = questions(self._table, read, values)
        marks = {name: read[name].cast("int32") for name in MARK}
        rows = self._bench.add(ROWS, read.select(**marks, **days, **answers(self._asked), **values))
        mine = rows.filter(rows["_file"] >= first)
        broken = self._note_broken(mine)
        struck = self._strike(mine)
        if struck or has_uneven or any(question.rule.effect is Effect.ROW for question in broken):
            self._reject(mine, text, uneven)

    def _note_broken(self, rows: ibis.Table) -> list[Question]:
        """Note every rule that any row broke; give those questions."""
        numbers = list(answers(self._asked))
        (seen,) = self._bench.rows(rows.aggregate([rows[name].bit_or().fill_null(0).name(name) for name in numbers]))
        broken = [
            question
            for question in self._asked
            if dict(zip(numbers, seen, strict=True))[question.answers] & question.bit
        ]
        for question in broken:
            self.note(self._with_files(rows.filter(question.is_broken(rows))), question.column, question.rule)
        return broken

    def _strike(self, rows: ibis.Table) -> int:
        """Strike out the rows of a batch whose key counts elsewhere; give their number."""
        struck = 0
        if self._has_days:
            accepted = self._accepted(rows)
            struck += self._strike_out(accepted.filter(accepted[DAY].isnull()), no_day_known.RULE)
        more = (DAY,) if self._has_days else ()  # a row that is known anew on another day is another version of it
        repeated = repeated_in_a_file(self._table, self._accepted(rows), self._bench, more)
        if repeated is not None:
            struck += self._strike_out(repeated, key_twice.RULE)
        seconds = [number for number, arrival in enumerate(self._arrivals) if arrival.is_second]
        if not seconds:
            return struck
        told = rows.filter(rows["_file"].isin(seconds))
        everything = self._with_files(self._accepted(self._bench.table(ROWS)))
        here = taken_in_this_run(self._table, self._with_files(self._accepted(told)), everything)
        struck += self._strike_out(here, key_taken.RULE)
        before = taken_in_before(self._place, self._with_files(self._accepted(told)))
        return struck + (0 if before is None else self._strike_out(before, key_taken.RULE))

    def _strike_out(self, rows: ibis.Table, rule: Rule) -> int:
        """Keep where rows stood that are rejected for their key, and note them; give their number."""
        marks = self._bench.arrow(rows.select(*MARK, _rule=ibis.literal(rule.name)))
        found = self._bench.lay("struck_now", marks)
        self._bench.add(STRUCK, found)
        self.note(self._with_files(found), WHOLE, rule)
        return int(marks.num_rows)

    def _reject(self, rows: ibis.Table, text: ibis.Table, uneven: ibis.Table) -> None:
        """Seal the rejected rows of a batch as they came, and note each with the first rule it broke."""
        uneven = uneven.select(*MARK, "_text", _rule=ibis.literal(ragged.RULE.name))
        self.note(self._with_files(uneven), WHOLE, ragged.RULE)
        first_rule = ibis.cases(
            *(
                (question.is_broken(rows), question.rule.name)
                for question in self._asked
                if question.rule.effect is Effect.ROW
            )
        )
        marks = rows.filter(rejects(self._asked, rows)).select(*MARK, _rule=first_rule)
        if self._bench.has(STRUCK):
            marks = ibis.union(marks, self._bench.table(STRUCK).semi_join(rows, MARK))
        broken = marks.cast(dict.fromkeys(MARK, "int64")).join(text, MARK).select(*MARK, "_text", "_rule")
        rejected = self._with_files(ibis.union(broken, uneven))
        kept = self._bench.arrow(
            rejected.select(
                delivery=rejected["_delivery"],
                line=rejected["_line"],
                table_name=ibis.literal(self._table.name),
                rule=rejected["_rule"],
                content=rejected["_text"],
            ).order_by("delivery", "line")
        )
        self._place.vault.reject(self._table.name, kept)
        self._place.ledger.reject_rows(kept)
        self.rejected.update(kept["delivery"].to_pylist())

    # --- Views -----------------------------------------------------------------------------------------------------

    def _accepted(self, rows: ibis.Table) -> ibis.Table:
        unbroken = rows.filter(~rejects(self._asked, rows))
        return unbroken.anti_join(self._bench.table(STRUCK), MARK) if self._bench.has(STRUCK) else unbroken

    def _with_files(self, rows: ibis.Table) -> ibis.Table:
        joined = rows.join(self._files(), "_file")
        return joined.mutate(_known_on=joined[DAY].coalesce(joined["_known_on"])) if DAY in rows.columns else joined

    def _files(self) -> ibis.Table:
        """Lay the number, name and extraction date of every file so far on the bench."""
        columns: Mapping[str, Sequence[object]] = {
            "_file": range(len(self._arrivals)),
            "_delivery": [arrival.delivery for arrival in self._arrivals],
            "_known_on": [arrival.known_on.isoformat() for arrival in self._arrivals],
        }
        return self._bench.lay_columns(FILES, columns, FILE_KINDS)


def _numbered(text: ibis.Table, first: int) -> ibis.Table:
    """Give each file its number among all files of the feed, instead of that in the batch."""
    return text.mutate(_file=text["_file"].cast("int64") + first)
