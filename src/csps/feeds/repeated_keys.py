"""Rows whose key counts elsewhere: given twice in one file, said anew for the same day, or known better since.

The lake holds one version of a row for each day on which it was known. In one file the last row with a key counts, as
agencies append. A file for a day that was taken in already says that day anew: its rows replace those of the earlier file,
outright where nobody has seen those yet, and from this week on where they were published. What a delivery of a later day
has said since stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import numpy as np

from csps.contracts.lake import lake_table
from csps.feeds.splitting import Split
from csps.store.known import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.contracts.model import Table
    from csps.feeds.bench import Bench
    from csps.feeds.workplace import Workplace
    from csps.store.rows import Rows


KNOWN = "_known_on"


@ibis.udf.scalar.builtin(name="hash", signature=(("string",), "uint64"))
def _hash(text):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - DuckDB's own; Ibis's word for it turns every number into a text of bits
    ...


def repeated_in_a_file(table: Table, rows: ibis.Table, bench: Bench, more: tuple[str, ...] = ()) -> ibis.Table | None:
    """Give all but the last of the rows of a file that have the same key; None where no key is repeated.

    Keys are first compared by a number made of each, sixteen bytes a row however long they are, and only those whose
    numbers are equal by what they are.

    Args:
        table: the contract.
        rows: accepted rows, with `_file` and `_line`.
        bench: where they lie.
        more: columns that tell rows apart beside the key.
    """
    key = ["_file", *table.key, *more]
    number = rows.select(_key=number_of(rows, key))
    numbers = np.sort(bench.arrow(number).column(0).to_numpy())
    twice = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
    if not len(twice):
        return None
    alike = bench.lay_columns("alike", {"_key": twice.tolist()}, {"_key": "uint64"})
    rows = rows.mutate(_key=number_of(rows, key)).semi_join(alike, "_key").drop("_key")
    return all_but_the_last(rows, key)


def all_but_the_last(rows: ibis.Table, key: Sequence[str]) -> ibis.Table:
    """Give the rows after which another one with the same key comes, by their lines."""
    later = ibis.row_number().over(ibis.window(group_by=key, order_by=rows["_line"].desc()))
    return rows.mutate(_later=later).filter(ibis._["_later"] > 0)


def number_of(rows: ibis.Table, key: Sequence[str]) -> ibis.Value:
    """Give a number for the key of each row: equal for equal keys, and hardly ever for others."""
    return _hash(ibis.literal("\x1f").join([rows[name].cast("string") for name in key]))


def restated_in_this_run(table: Table, rows: ibis.Table, anew: ibis.Table) -> ibis.Table:
    """Give the rows whose key a later file has for the same day, where neither was published before.

    Args:
        table: the contract.
        rows: all accepted rows that are to be settled, with `_file`, `_line` and `_known_on`.
        anew: of them those of files that say a day anew.
    """
    return said_again(rows, anew, [*table.key, KNOWN])


def said_again(rows: ibis.Table, anew: ibis.Table, key: Sequence[str]) -> ibis.Table:
    """Give the rows whose key one of some other rows has, of a later file."""
    later = anew.select(*key, _later="_file")
    same = [rows[name] == later[name] for name in key]
    return rows.semi_join(later, [*same, later["_later"] > rows["_file"]])


def newer_since(place: Workplace, rows: ibis.Table, later: Mapping[str, Sequence[str]]) -> ibis.Table | None:
    """Give the rows whose key a delivery of a later day has, so that they are no longer news; None where there is none.

    Args:
        place: the feed and what is at hand.
        rows: accepted rows of files that say a published day anew, with `_file`, `_delivery`, `_line` and `_known_on`.
        later: delivery -> the published deliveries of a later extraction date.
    """
    base = place.edition.base
    pairs = [(name, other) for name, others in later.items() for other in others]
    if base is None or not base.rows(place.table.name) or not pairs:
        return None
    key = key_of(lake_table(place.table))
    with place.edition.connect() as lake:
        published = lake.table(place.table.name)
        known = published.filter(published["delivery"].isin(sorted({other for _, other in pairs})))
        there = place.bench.lay("published_keys", known.select(*key, _brought_by="delivery").to_pyarrow())
    names = {"_anew": [name for name, _ in pairs], "_brought_by": [other for _, other in pairs]}
    told = place.bench.lay_columns("later_deliveries", names, dict.fromkeys(names, "string"))
    found = Split(place.table, rows, place.bench, place.vault, place.made_keys).outside()
    found = found.semi_join(there.join(told, "_brought_by").rename(delivery="_anew"), [*key, "delivery"])
    marks = found.select(_delivery="delivery", _line="line")
    return rows.semi_join(marks, ["_delivery", "_line"])


def taken_back(place: Workplace, rows: ibis.Table, corrected: Sequence[str]) -> Rows | None:
    """Give delivery, table and line of the published rows that a correction no longer has; None where there is none.

    Args:
        place: the feed and what is at hand.
        rows: every row of the correction, whether it is accepted or not, with `_delivery`, `_line` and `_known_on`.
        corrected: the deliveries that it replaces.
    """
    base = place.edition.base
    if base is None or not base.rows(place.table.name):
        return None
    key = key_of(lake_table(place.table))
    with place.edition.connect() as lake:
        published = lake.table(place.table.name)
        theirs = published.filter(published["delivery"].isin(list(corrected)))
        there = place.bench.lay("published_rows", theirs.select("delivery", "line", *key).to_pyarrow())
    still = Split(place.table, rows, place.bench, place.vault, place.made_keys).outside()
    gone = there.anti_join(still, key)
    return place.bench.arrow(gone.select("delivery", "line", table_name=ibis.literal(place.table.name)))
