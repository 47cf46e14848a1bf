"""Rows whose key counts elsewhere: given twice in one file, or taken in from another file for the same day.

The lake holds one version of a row for each day on which it was known. In one file the last row with a key counts, as
agencies append. Of two files for one day, where the council lets the second pass, the first counts: what was published
is never contradicted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_table
from csps.feeds.splitting import Split

if TYPE_CHECKING:
    from csps.contracts.model import Table
    from csps.feeds.bench import Bench
    from csps.feeds.workplace import Workplace


def repeated_in_a_file(table: Table, rows: ibis.Table, bench: Bench, more: tuple[str, ...] = ()) -> ibis.Table | None:
    """Give all but the last of the rows of a file that have the same key; None where no key is repeated.

    Args:
        table: the contract.
        rows: accepted rows, with `_file` and `_line`.
        bench: where they lie.
        more: columns that tell rows apart beside the key.
    """
    key = ["_file", *table.key, *more]
    keys = rows.select(*key).distinct().aggregate(keys=ibis._.count())
    ((count, distinct),) = bench.rows(rows.aggregate(rows=rows.count()).cross_join(keys))
    if count == distinct:  # asked first, because it is far cheaper than to number the rows of every key
        return None
    later = ibis.row_number().over(ibis.window(group_by=key, order_by=rows["_line"].desc()))
    return rows.mutate(_later=later).filter(ibis._["_later"] > 0)


def taken_in_this_run(table: Table, seconds: ibis.Table, rows: ibis.Table) -> ibis.Table:
    """Give the rows of second files whose key an earlier file of the same day has in this run.

    Args:
        table: the contract.
        seconds: accepted rows of second files, with `_file`, `_line` and `_known_on`.
        rows: all accepted rows so far, likewise.
    """
    key = [*table.key, "_known_on"]
    earlier = rows.select(*key, _earlier="_file")
    same = [seconds[name] == earlier[name] for name in key]
    return seconds.semi_join(earlier, [*same, earlier["_earlier"] < seconds["_file"]])


def taken_in_before(place: Workplace, seconds: ibis.Table) -> ibis.Table | None:
    """Give the rows of second files whose key is published for the same day; None where nothing is published.

    Args:
        place: the feed and what is at hand.
        seconds: accepted rows of second files, with `_file`, `_delivery`, `_line` and `_known_on`.
    """
    base = place.edition.base
    if base is None or not base.rows(place.table.name):
        return None
    key = list(lake_table(place.table).key)
    with place.edition.connect() as lake:
        published = lake.table(place.table.name)
        days = [day for (day,) in place.bench.rows(seconds.select("_known_on").distinct())]
        same_days = published.filter(published["known_on"].isin(days)).select(*key)
        there = place.bench.lay("published_keys", same_days.to_pyarrow())
    found = Split(place.table, seconds, place.bench, place.vault, place.made_keys).outside().semi_join(there, key)
    marks = found.select(_delivery="delivery", _line="line")
    return seconds.semi_join(marks, ["_delivery", "_line"])
