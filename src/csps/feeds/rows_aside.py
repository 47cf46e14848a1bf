"""The rows of a feed of which much came: divided at once, stretch by stretch, and put aside until they are settled.

`DeliveryRows` keeps accepted rows in the clear, in memory. Here what goes to the vault and what goes to the lake lie sealed
on the disk instead, and only keys under pseudonyms are held against one another. What comes of it is the same. Memory does
not grow with the number of rows, but with that of the rejected ones, and in the vault with that of the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from csps.contracts.lake import lake_table
from csps.feeds.delivery_rows import DeliveryRows
from csps.feeds.keys_aside import KeysAside
from csps.feeds.rules.row import key_taken, key_twice, other_birth
from csps.feeds.settling import ROWS, SEEN, Settled, Settling
from csps.feeds.splitting import Split, birth_column
from csps.store import Resources
from csps.store.shapes import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csps.feeds.layouts.translation import Spelling
    from csps.feeds.rules.rule import Rule
    from csps.feeds.workplace import Workplace
    from csps.settings import Feed
    from csps.store import Snapshot

LAKE, VAULT = "lake", "vault"
SORTING, SORTING_MUCH = Resources(threads=2, memory="250MB"), Resources(threads=2, memory="1500MB")
"""What the lake may use to sort them; what does not fit is spilled beside it, under pseudonyms. What is spilled is put together
again from all its pieces at once: a hundred million rows leave more pieces than the smaller one can hold the beginnings of."""
FILLED = "_filled"
"""Of a row, a number whose bits say which of the columns that may be missing are there."""
MUCH = 1 << 30
"""Bytes of files from which on records are divided by two digits of their pseudonym and not by one, which makes sixteen parts."""


class AsideRows(DeliveryRows):
    """All rows of one feed and table that a run reads, put aside. Let go of it with `close`.

    Args:
        place: the feed and what is at hand.
        size: bytes of the files that came.
    """

    def __init__(self, place: Workplace, size: int) -> None:
        super().__init__(place)
        self._digits, self._sorting = (1, SORTING) if size < MUCH else (2, SORTING_MUCH)
        self._aside = place.vault.aside()
        self._keys = KeysAside(place)
        self._was_read = False
        self._settled = Settled()
        self._dropped: set[int] = set()
        self._struck: dict[int, list[np.ndarray]] = {}
        self._filled: dict[int, np.ndarray] = {}
        self._optional = [column.name for column in place.table.columns if not column.required]

    @property
    def are_there(self) -> bool:
        """Whether any file was read, if only its first line."""
        return self._was_read

    def settle(self, held: Collection[str]) -> None:
        """Settle what was read since the last time; see `DeliveryRows.settle`."""
        settling = self._settling()
        self._forget(settling.forget(held))
        self._strike(settling)
        self._withdraw(held)
        self._count(settling.note(self._settled), held)
        self._keys.clear()
        self._first, self._again, self._settled = len(self._arrivals), [], Settled()

    def write(self, part: str) -> Snapshot:
        """Divide the accepted rows between vault and lake, and write what goes to the lake into the edition."""
        place = self._place
        self._keys.close()
        before = place.vault.parts_added(place.table.name)
        for label in self._aside.labels:
            if label != LAKE:
                self._keep_identities(label, before)
        nothing = arrow_schema(lake_table(place.table)).empty_table()
        rows = self._aside.stream(LAKE, self._without_struck) if LAKE in self._aside.labels else nothing
        snapshot = place.edition.write(place.table.name, rows, part=part, resources=self._sorting)
        self._count_filled()
        return snapshot

    def close(self) -> None:
        """Let go of what was put aside."""
        self._keys.close()
        self._aside.close()

    # --- A stretch of rows -----------------------------------------------------------------------------------------

    def _check(self, text: ibis.Table, uneven: ibis.Table, *, spelling: Feed | Spelling, has_uneven: bool) -> None:
        super()._check(text, uneven, spelling=spelling, has_uneven=has_uneven)
        self._settling().take_out_erased(self._settled)
        split = self._split(ROWS)
        outside = self._bench.arrow(split.outside("_file", FILLED))
        self._was_read = True
        if outside.num_rows:
            self._aside.add(LAKE, outside)
            self._keys.add(outside)
            if split.has_identities:
                self._aside.add_divided(VAULT, split.identities("_file"), "record_id", self._digits)
        if any(arrival.corrects for arrival in self._arrivals[self._first :]):
            self._keys.add(self._bench.arrow(self._split(SEEN).outside("_file")), is_accepted=False)
        self._bench.clear(ROWS, SEEN)

    def _split(self, name: str) -> Split:
        rows = self._with_files(self._bench.table(name))
        bits = [
            ibis.ifelse(rows[column].notnull(), ibis.literal(1 << place, "int64"), ibis.literal(0, "int64"))
            for place, column in enumerate(self._optional)
        ]
        filled = sum(bits[1:], bits[0]) if bits else ibis.literal(0, "int64")
        rows = rows.mutate(**{FILLED: filled})
        return Split(self._table, rows, self._bench, self._place.vault, self._place.made_keys)

    def _settling(self) -> Settling:
        return Settling(self._place, self._arrivals, self._first, self._with_files, self._again)

    # --- Settling --------------------------------------------------------------------------------------------------

    def _forget(self, numbers: Sequence[int]) -> None:
        self._dropped.update(numbers)
        if numbers:
            self._keys.forget(numbers)

    def _strike(self, settling: Settling) -> None:
        self._strike_out(settling, self._keys.repeated(), key_twice.RULE)
        anew = [number for number in range(self._first, len(self._arrivals)) if self._arrivals[number].restates]
        self._strike_out(settling, self._keys.restated(anew), key_taken.RULE)
        later = {number: self._arrivals[number].later for number in anew}
        self._strike_out(settling, self._keys.newer(later), key_taken.RULE)

    def _strike_out(self, settling: Settling, marks: Any | None, rule: Rule) -> None:
        if marks is None or not marks.num_rows:
            return
        settling.strike_out(marks, rule)
        self._keys.strike_out(marks)
        numbers, lines = (marks.column(name).to_numpy() for name in ("_file", "_line"))
        for number in np.unique(numbers).tolist():
            self._struck.setdefault(number, []).append(lines[numbers == number])

    def _withdraw(self, held: Collection[str]) -> None:
        for number in range(self._first, len(self._arrivals)):
            arrival = self._arrivals[number]
            if arrival.corrects and arrival.delivery not in held:
                gone = self._keys.taken_back(number, arrival.corrects)
                if gone is not None:
                    self._place.ledger.withdraw(gone)

    # --- Vault and lake --------------------------------------------------------------------------------------------

    def _is_kept(self, rows: Any) -> np.ndarray:
        """Say of each row that was put aside whether it is still accepted."""
        numbers, lines = (rows.column(name).to_numpy() for name in ("_file", "line"))
        kept = ~np.isin(numbers, list(self._dropped))
        for number in np.unique(numbers).tolist():
            if number in self._struck:
                kept &= (numbers != number) | ~np.isin(lines, np.concatenate(self._struck[number]))
        return kept

    def _keep_identities(self, label: str, before: int) -> None:
        """Put the identities of some records into the vault, all of them at once, so that their rows are compared in order."""
        rows = self._aside.whole(label, lambda rows: rows.take(np.flatnonzero(self._is_kept(rows))))
        added = self._place.vault.add_identities(rows, apart_from=before)
        if added.other_birth.num_rows:
            marks = self._bench.lay("other_birth", added.other_birth)
            self.note(marks.rename(_delivery="delivery", _line="line"), birth_column(self._table), other_birth.RULE)

    def _without_struck(self, rows: Any) -> Any:
        """Give what goes to the lake of some rows, and count how many values of each column they have."""
        kept = self._is_kept(rows)
        rows = rows.take(np.flatnonzero(kept))
        numbers, filled = (rows.column(name).to_numpy() for name in ("_file", FILLED))
        for number in np.unique(numbers).tolist():
            mine = filled[numbers == number]
            counts = [len(mine), *(int((mine >> place & 1).sum()) for place in range(len(self._optional)))]
            self._filled[number] = self._filled.get(number, 0) + np.array(counts, np.int64)
        return rows.drop_columns(["_file", FILLED])

    def _count_filled(self) -> None:
        if not self._optional:
            return
        counted = [
            (self._arrivals[number].delivery, self._table.name, column, int(counts[0]), int(count))
            for number, counts in sorted(self._filled.items())
            for column, count in zip(self._optional, counts[1:], strict=True)
        ]
        names = ("delivery", "table_name", "column_name", "rows", "filled")
        kinds = {name: "int64" if name in ("rows", "filled") else "string" for name in names}
        if counted:
            columns = dict(zip(names, zip(*counted, strict=True), strict=True))
            self._place.ledger.count_filled(self._bench.arrow(self._bench.lay_columns("filled", columns, kinds)))
