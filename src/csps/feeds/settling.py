"""What becomes of the rows of some files once all of them were seen: which give way, what is noted, what is sealed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import ibis

from csps.feeds.ledger import finding_rows
from csps.feeds.repeated_keys import newer_since, repeated_in_a_file, restated_in_this_run, taken_back
from csps.feeds.rules.catalogue import named
from csps.feeds.rules.row import erased_person, key_taken, key_twice
from csps.feeds.rules.rule import WHOLE
from csps.feeds.splitting import Split

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.rules.rule import Rule
    from csps.feeds.workplace import Workplace
    from csps.store.rows import Rows

    Again = Callable[[], Iterator[tuple[Rows, int]]]  # the text of rows once more, and the number of their first file

ROWS, FOUND, REFUSED, SEEN = "rows", "found", "refused", "seen"
"""On the bench: rows that break nothing; findings; the text of rows that are rejected; all rows, where that is asked for."""
MARK = ("_file", "_line")


@dataclass(slots=True)
class Settled:
    """What became of rows.

    Args:
        rejected: delivery -> rows rejected.
        erased: delivery -> lines about somebody who was erased.
    """

    rejected: Counter[str] = field(default_factory=Counter)
    erased: dict[str, frozenset[int]] = field(default_factory=dict)


class Settling:
    """The rows of some files on a bench, all of them seen.

    Args:
        place: the feed and what is at hand.
        arrivals: every file of the feed in this run, by its number.
        first: the number of the first that is to be settled.
        with_files: joins the delivery and the day known to rows.
        again: gives the text of rows once more.
    """

    def __init__(
        self,
        place: Workplace,
        arrivals: Sequence[Arrival],
        first: int,
        with_files: Callable[[ibis.Table], ibis.Table],
        again: Sequence[Again],
    ) -> None:
        self._place, self._bench, self._table = place, place.bench, place.table
        self._arrivals, self._first, self._with_files, self._again = arrivals, first, with_files, again

    def settle(self, held: Collection[str], more: tuple[str, ...]) -> Settled:
        """Settle them.

        Args:
            held: deliveries that are not taken in.
            more: columns that tell rows apart beside the key.
        """
        settled = Settled()
        if not self._bench.has(ROWS):
            return settled
        self.take_out_erased(settled)
        self.forget(held)
        self._strike(more)
        self._withdraw(held)
        return self.note(settled)

    def note(self, settled: Settled | None = None) -> Settled:
        """Note what was found and seal what is rejected: for rows of which all else is settled.

        Args:
            settled: what became of them so far.
        """
        settled = settled or Settled()
        self._note_found()
        self._reject(settled)
        self._bench.clear(FOUND, REFUSED, SEEN)
        return settled

    def _new(self, name: str) -> ibis.Table:
        rows = self._bench.table(name)
        return rows.filter(rows["_file"] >= self._first) if self._first else rows

    # --- Somebody erased, and files held ---------------------------------------------------------------------------

    def take_out_erased(self, settled: Settled) -> None:
        """Take out the rows that name somebody who was erased; where they stood is all that is kept of them.

        Args:
            settled: where it is told which lines those are.
        """
        if not self._place.vault.has_erased or not self._bench.has(SEEN):
            return
        seen = self._with_files(self._bench.table(SEEN))
        outside = Split(self._table, seen, self._bench, self._place.vault, self._place.made_keys).outside()
        names = [name for name in outside.columns if name.endswith("record_id")]
        ids = self._bench.lay("erased", self._place.vault.erased)
        about = ibis.or_(*(outside[name].isin(ids["name"]) for name in names))
        found = self._bench.arrow(outside.filter(about).select("delivery", "line"))
        if not found.num_rows:
            return
        numbers = {arrival.delivery: number for number, arrival in enumerate(self._arrivals)}
        lines: dict[str, set[int]] = {}
        for row in found.to_pylist():
            lines.setdefault(row["delivery"], set()).add(row["line"])
        for delivery, some in lines.items():
            settled.erased[delivery] = settled.erased.get(delivery, frozenset()) | some
        marks = [(numbers[delivery], line) for delivery, some in lines.items() for line in some]
        laid = self._lay_marks("gone", marks)
        for name in (ROWS, FOUND, REFUSED):
            self._bench.take_away(name, laid)
        self._bench.add(FOUND, self._finding(laid, erased_person.RULE))
        nothing = laid.select(*MARK, _text=ibis.null("string"), _rule=ibis.literal(erased_person.RULE.name))
        self._bench.add(REFUSED, nothing)

    def forget(self, held: Collection[str]) -> list[int]:
        """Forget what was read of deliveries that are held; give their numbers."""
        numbers = [place for place in range(self._first, len(self._arrivals)) if self._arrivals[place].delivery in held]
        if numbers:
            files = self._bench.lay_columns("held_files", {"_file": numbers}, {"_file": "int64"})
            for name in (ROWS, FOUND, REFUSED, SEEN):
                self._bench.take_away(name, files)
        return numbers

    # --- Rows that give way to another one with their key ----------------------------------------------------------

    def _strike(self, more: tuple[str, ...]) -> None:
        repeated = repeated_in_a_file(self._table, self._new(ROWS), self._bench, more)
        if repeated is not None:
            self._strike_rows(repeated, key_twice.RULE)
        anew = [number for number in range(self._first, len(self._arrivals)) if self._arrivals[number].restates]
        if not anew:
            return
        rows = self._new(ROWS)
        theirs = self._with_files(rows.filter(rows["_file"].isin(anew)))
        everything = self._with_files(rows)
        self._strike_rows(restated_in_this_run(self._table, everything, theirs), key_taken.RULE)
        later = {self._arrivals[number].delivery: self._arrivals[number].later for number in anew}
        newer = newer_since(self._place, theirs, later)
        if newer is not None:
            self._strike_rows(newer, key_taken.RULE)

    def _strike_rows(self, rows: ibis.Table, rule: Rule) -> None:
        self.strike_out(self._bench.arrow(rows.select(*MARK).distinct()), rule)

    def strike_out(self, marks: Any, rule: Rule) -> None:
        """Reject rows for their key: they are taken away, and their text is found once more.

        Args:
            marks: Arrow rows of their file and line.
            rule: why.
        """
        if not marks.num_rows:
            return
        found = self._bench.lay("struck_now", marks)
        self._bench.take_away(ROWS, found)
        self._bench.add(FOUND, self._finding(found, rule))
        wide = found.cast(dict.fromkeys(MARK, "int64"))
        for again in self._again:
            for rows_again, first in again():
                text = self._bench.lay("again", rows_again).select(*MARK, "_text").cast(dict.fromkeys(MARK, "int64"))
                text = text.mutate(_file=text["_file"] + first)
                texts = text.semi_join(wide, MARK).select(*MARK, "_text", _rule=ibis.literal(rule.name))
                self._bench.add(REFUSED, texts)

    def _withdraw(self, held: Collection[str]) -> None:
        """Note the rows of published deliveries that came again without them."""
        for number in range(self._first, len(self._arrivals)):
            arrival = self._arrivals[number]
            if arrival.corrects and arrival.delivery not in held:
                seen = self._bench.table(SEEN)
                gone = taken_back(self._place, self._with_files(seen.filter(seen["_file"] == number)), arrival.corrects)
                if gone is not None:
                    self._place.ledger.withdraw(gone)

    # --- Ledger and vault ------------------------------------------------------------------------------------------

    def _note_found(self) -> None:
        if not self._bench.has(FOUND):
            return
        found = self._bench.table(FOUND)
        for (rule,) in self._bench.rows(found.select("_rule").distinct().order_by("_rule")):
            rows = self._with_files(found.filter(found["_rule"] == rule))
            noted = finding_rows((rows["_delivery"], rows["_line"]), self._table.name, WHOLE, named(rule))
            self._place.ledger.note_stream(self._bench.stream(rows.select(**{**noted, "column_name": rows["_column"]})))

    def _reject(self, settled: Settled) -> None:
        """Seal the rejected rows as they came, and list each with the first rule it broke."""
        if not self._bench.has(REFUSED):
            return
        rejected = self._with_files(self._bench.table(REFUSED))
        kept = self._bench.arrow(
            rejected.select(
                delivery=rejected["_delivery"],
                line=rejected["_line"],
                table_name=ibis.literal(self._table.name),
                rule=rejected["_rule"],
                content=rejected["_text"],
            ).order_by("delivery", "line")
        )
        self._place.ledger.reject_rows(kept)
        settled.rejected.update(kept["delivery"].to_pylist())
        there = kept.filter(kept["content"].is_valid())
        if there.num_rows:
            self._place.vault.reject(self._table.name, there)

    def _finding(self, marks: ibis.Table, rule: Rule) -> ibis.Table:
        wide = marks.cast(dict.fromkeys(MARK, "int32"))
        return wide.select(*MARK, _column=ibis.literal(WHOLE), _rule=ibis.literal(rule.name))

    def _lay_marks(self, name: str, marks: Sequence[tuple[int, int]]) -> ibis.Table:
        columns = dict(zip(MARK, zip(*marks, strict=True), strict=True))
        return self._bench.lay_columns(name, columns, dict.fromkeys(MARK, "int64"))
