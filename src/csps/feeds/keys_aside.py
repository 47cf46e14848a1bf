"""The keys of rows that were put aside: which of them another row has as well, however many there are.

They lie under the pseudonyms of the lake, in tables that may be spilled to the disk beside it, and are held against one
another and against the published lake there. What is asked is what `repeated_keys` asks of rows in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from csps.contracts.lake import lake_table
from csps.feeds.bench import Bench
from csps.feeds.repeated_keys import all_but_the_last, number_of, said_again
from csps.store import Resources
from csps.store.engines import ibis_schema
from csps.store.known import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.feeds.workplace import Workplace

MARK = ("_file", "_line")
KEYS, SEEN_KEYS = "keys_aside", "seen_keys_aside"
MEMORY = "200MB"


class KeysAside:
    """Keys of rows by file and line. Close it.

    Args:
        place: the feed and what is at hand.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        outside = lake_table(place.table)
        self._key = tuple(outside.key)
        types = {name: str(kind) for name, kind in ibis_schema(outside).items() if name in self._key}
        self._kinds = {"_file": "int64", "_line": "int64", **types}
        self._lake = place.edition.connect(resources=Resources(threads=2, memory=MEMORY))
        self._bench = Bench(connection=self._lake.backend.con)
        self._is_closed = False

    def add(self, rows: Any, *, is_accepted: bool = True) -> None:
        """Add keys.

        Args:
            rows: Arrow rows in the lake's columns, with `_file`.
            is_accepted: whether the rows are; otherwise all rows are meant that a correction has.
        """
        laid = self._bench.lay("more_keys", rows).select("_file", *self._key, _line="line")
        self._bench.add(KEYS if is_accepted else SEEN_KEYS, laid.cast(self._kinds))

    def strike_out(self, marks: Any) -> None:
        """Take the keys of rows away that are accepted no more; a correction has these rows all the same.

        Args:
            marks: Arrow rows of `_file` and `_line`.
        """
        self._bench.take_away(KEYS, self._bench.lay("struck", marks))

    def forget(self, numbers: Sequence[int]) -> None:
        """Take the keys of whole files away."""
        self._bench.take_away(KEYS, self._bench.lay_columns("forgotten", {"_file": numbers}, {"_file": "int64"}))

    def repeated(self) -> Any | None:
        """Give file and line of all but the last of the rows of a file that have the same key; None where there is none."""
        if not self._bench.has(KEYS):
            return None
        rows, key = self._bench.table(KEYS), ["_file", *self._key]
        numbered = rows.mutate(_number=number_of(rows, key))
        counted = numbered.group_by("_number").agg(times=numbered.count())
        alike = self._bench.arrow(counted.filter(counted["times"] > 1).select("_number"))
        rows = numbered.semi_join(self._bench.lay("alike_keys", alike), "_number")
        return self._bench.arrow(all_but_the_last(rows, key).select(*MARK))

    def restated(self, anew: Sequence[int]) -> Any | None:
        """Give file and line of the rows whose key one of some files has, which came later for the same day, if any.

        Args:
            anew: the numbers of files that say a day anew.
        """
        if not anew or not self._bench.has(KEYS):
            return None
        rows = self._bench.table(KEYS)
        theirs = rows.filter(rows["_file"].isin(anew))
        return self._bench.arrow(said_again(rows, theirs, self._key).select(*MARK))

    def newer(self, later: Mapping[int, Sequence[str]]) -> Any | None:
        """Give file and line of the rows whose key a published delivery of a later day has; None where there is none.

        Args:
            later: number of a file that says a published day anew -> the published deliveries of a later day.
        """
        pairs = [(number, other) for number, others in later.items() for other in others]
        if not pairs or not self._is_published or not self._bench.has(KEYS):
            return None
        names: dict[str, Sequence[object]] = {
            "_file": [number for number, _ in pairs],
            "delivery": [other for _, other in pairs],
        }
        told = self._bench.lay_columns("later_deliveries", names, {"_file": "int64", "delivery": "string"})
        published = self._lake.table(self._place.table.name)
        there = published.select("delivery", *self._unknown_key).join(told, "delivery")
        rows = self._bench.table(KEYS)
        return self._bench.arrow(rows.semi_join(there, ["_file", *self._unknown_key]).select(*MARK))

    def taken_back(self, number: int, corrected: Sequence[str]) -> Any | None:
        """Give delivery, table and line of the published rows that a correction no longer has; None where there are none.

        Args:
            number: of the correction.
            corrected: the deliveries that it replaces.
        """
        if not self._is_published or not self._bench.has(SEEN_KEYS):
            return None
        published = self._lake.table(self._place.table.name)
        theirs = published.filter(published["delivery"].isin(list(corrected)))
        seen = self._bench.table(SEEN_KEYS)
        gone = theirs.anti_join(seen.filter(seen["_file"] == number), self._unknown_key)
        return self._bench.arrow(
            gone.select("delivery", "line", table_name=ibis.literal(self._place.table.name)).order_by(
                "delivery", "line"
            )
        )

    def clear(self) -> None:
        """Let go of the keys, of which everything was asked."""
        self._bench.clear(KEYS, SEEN_KEYS)

    def close(self) -> None:
        """Let go of everything, and of what was spilled; once more does nothing."""
        if not self._is_closed:
            self._lake.close()
            self._is_closed = True

    @property
    def _unknown_key(self) -> list[str]:
        return key_of(lake_table(self._place.table))

    @property
    def _is_published(self) -> bool:
        base = self._place.edition.base
        return base is not None and bool(base.rows(self._place.table.name))
