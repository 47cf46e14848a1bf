"""Which pairs of heaps are worth weighing: those that share one of a few keys.

A key that more heaps share than `LARGEST` tells nobody apart, and its pairs would be millions: "John Smith" without a birth
or a home may be anybody. Such a key is left out; the heaps still meet in others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.linkage.workbench import Workbench

LARGEST = 2_000  # heaps that share one key
# A lone column must be there; of a list, each value makes a key.
KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("forename", "surname"), ""),
    (("born", "initial"), ""),
    (("born", "surname"), ""),
    (("initial",), "places"),
    (("forename",), "codes"),
    (("surname", "year(born)", "initial"), ""),
    (("forename",), "company"),
)
KEY = "SELECT unique_id AS heap, hash({number}, {columns}) AS key FROM feature WHERE {there}"
KEY_OF_EACH = """
    SELECT DISTINCT heap, hash({number}, {columns}, each) AS key
    FROM (SELECT unique_id AS heap, {columns}, unnest({each}) AS each FROM feature WHERE {there}) WHERE each IS NOT NULL
"""
# What a heap says, and which of its keys are too common: a pair whose heaps both say what they said is as it was.
SIGNED = """
    SELECT feature.unique_id AS heap, hash(record_id, forename, initial, surname, born, sex, forenames, surnames, places,
           codes, company, crowded) AS sign
    FROM feature LEFT JOIN (
        SELECT heap, list(key ORDER BY key) AS crowded FROM key JOIN common_key USING (key) GROUP BY heap
    ) AS common ON common.heap = feature.unique_id
"""
COMMON = "SELECT key FROM key GROUP BY key HAVING count(*) > ?"
FEW = "DELETE FROM key WHERE key IN (FROM common_key)"
EVERY_PAIR = """
    SELECT DISTINCT one.heap AS join_key_l, other.heap AS join_key_r, '0' AS match_key
    FROM key AS one JOIN key AS other ON one.key = other.key AND one.heap < other.heap
"""
NEW_PAIRS = """
    SELECT DISTINCT least(one.heap, other.heap) AS join_key_l, greatest(one.heap, other.heap) AS join_key_r, '0' AS match_key
    FROM (SELECT key.* FROM key JOIN changed USING (heap)) AS one JOIN key AS other
         ON one.key = other.key AND one.heap <> other.heap
"""


def find_keys(bench: Workbench) -> None:
    """Make the tables `key` (heap, key) and `signed` (heap, sign) from `feature`."""
    questions = []
    for number, (columns, each) in enumerate(KEYS):
        words = {
            "number": number,
            "columns": ", ".join(columns),
            "each": each,
            "there": " AND ".join(f"{column} IS NOT NULL" for column in columns),
        }
        questions.append((KEY_OF_EACH if each else KEY).format(**words))
    bench.make("key", " UNION ALL ".join(questions))
    bench.make("common_key", COMMON, [LARGEST])
    bench.make("signed", SIGNED)
    bench.connection.execute(FEW)
    bench.clear("common_key")


def find_candidates(bench: Workbench, *, only_changed: bool) -> None:
    """Make the table `candidate` in the columns that Splink takes, from `key`.

    Args:
        bench: with `key`, and with `changed` (heap) if only those count.
        only_changed: take pairs with a changed heap at least at one end.
    """
    bench.make("candidate", NEW_PAIRS if only_changed else EVERY_PAIR)
    bench.clear("key")
