"""Which pairs are worth comparing: those that share a key, where the key is not shared by a crowd.

Of few records every pair is compared. Of many, a key is several things put together; each key brings a bounded number of
pairs, because a value that more records share than a limit is no key at all: a thousand people called John Smith are told
apart by another key, or not at all. So time and memory are bounded whatever the frame holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.linkage.workbench import Workbench

EVERY = 2_500  # records: of so many, every pair is compared
PAIRS_PER_RECORD, LEAST_PAIRS, MOST_PAIRS = 80, 1_500_000, 12_000_000
CROWDS = (2_000, 1_000, 500, 200, 100, 50, 25, 12, 6)
FORE, SUR, BORN, CODE, PLACE = "first", "surname", "born", "postcode", "address"
YEAR, DAY = "substr(born, 1, 4)", "substr(born, 6)"
BONES = "regexp_replace(substr({0}, 2), '[aeiouyhw]', '', 'g')"
# Keys for the columns there are, the most telling first.
KEYS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((FORE, SUR, BORN), ("least(first, surname)", "greatest(first, surname)", BORN)),
    ((SUR, BORN), (SUR, BORN)),
    ((FORE, BORN), (FORE, BORN)),
    ((FORE, SUR), ("least(first, surname)", "greatest(first, surname)")),
    ((BORN, CODE), (BORN, CODE)),
    ((FORE, PLACE), (FORE, PLACE)),
    ((FORE, CODE), (FORE, CODE)),
    ((SUR, CODE), (SUR, CODE)),
    ((BORN,), (BORN,)),
    ((SUR, PLACE), (SUR, PLACE)),
    ((SUR, BORN), ("surname[1:4]", YEAR)),
    ((FORE, BORN), ("first[1:4]", YEAR, "substr(born, 6, 2)")),
    ((FORE, SUR), ("first[1:3]", "surname[1:4]")),
    ((FORE, SUR), ("first[1]", "surname[1] || " + BONES.format(SUR))),
    ((FORE, SUR), ("first[1] || " + BONES.format(FORE), "surname[1]")),
    ((FORE, SUR, BORN), (FORE, "surname[1]", YEAR)),
    ((FORE, SUR, BORN), ("first[1]", "surname[1]", DAY)),
    ((PLACE, CODE), (PLACE, CODE)),
    ((FORE, CODE), ("first[1]", CODE)),
    ((PLACE, FORE), ("address_words[1]", "address_words[2][1:3]", "first[1]")),
    ((BORN, CODE), (YEAR, CODE)),
    ((FORE, BORN), (FORE, YEAR)),
    ((SUR, BORN), (SUR, DAY)),
    ((FORE,), (FORE,)),
    ((SUR,), (SUR,)),
    ((CODE,), (CODE,)),
    ((PLACE,), (PLACE,)),
)
TELLING = 3  # of them: hardly any two people share such a key, so that many pairs mean people of many records
OF_SINGLES = ("identifier", "email", "phone", "uprn")


def keys_for(filled: Mapping[str, int]) -> tuple[list[str], int]:
    """Give the keys, in SQL, for the columns of `people` that hold anything, and how many of the first hardly any two people share."""
    there = {name for name, count in filled.items() if count > 0}
    singles = [name for role in OF_SINGLES for name in sorted(there) if name.startswith(f"{role}_")]
    found: list[tuple[str, ...]] = [(name,) for name in singles]
    found += [(f"split_part({name}, '@', 1)",) for name in singles if name.startswith("email_")]
    telling = [parts for needed, parts in KEYS[:TELLING] if there.issuperset(needed)]
    found = [*telling, *found, *(parts for needed, parts in KEYS[TELLING:] if there.issuperset(needed))]
    loose = [name for name in sorted(there) if name.startswith(("town_", "other_"))]
    for name in loose:
        found += [(name, part) for part in (SUR, FORE, BORN) if part in there]
    found += [(name,) for name in loose]
    return [" || '|' || ".join(f"nullif({part}, '')" for part in parts) for parts in found], len(telling)


def find_pairs(bench: Workbench, keys: Sequence[str], telling: int, records: int) -> None:
    """Make the table `pair` (join_key_l, join_key_r, match_key) from `people`.

    Args:
        bench: with `people`.
        keys: see `keys_for`.
        telling: how many of the first may bring half of the pairs that are left, and not their share alone.
        records: in `people`.
    """
    if records <= EVERY:
        bench.make("pair", ALL)
        return
    left = min(max(PAIRS_PER_RECORD * records, LEAST_PAIRS), MOST_PAIRS)
    bench.make("pair", f"{ALL} AND false")
    for number, key in enumerate(keys):
        bench.make("keyed", KEYED.format(key=key))
        bench.make("block", BLOCK)
        crowd, brought = _crowd(bench, left // 2 if number < telling else 2 * left // (len(keys) - number + 1))
        if crowd:
            bench.add("pair", WITHIN, [str(number), crowd])
            left -= brought
    bench.make("pair", ONCE)
    bench.clear("keyed", "block")


ALL = """
    SELECT one.unique_id AS join_key_l, other.unique_id AS join_key_r, '0' AS match_key
    FROM people AS one JOIN people AS other ON one.unique_id < other.unique_id WHERE true
"""
KEYED = "SELECT unique_id, key FROM (SELECT unique_id, {key} AS key FROM people) WHERE key IS NOT NULL"
BLOCK = "SELECT key, count(*) AS records FROM keyed GROUP BY key HAVING count(*) > 1"
CROWDED = "SELECT coalesce(sum(records * (records - 1) / 2) FILTER (records <= ?), 0) AS pairs FROM block"
WITHIN = """
    WITH kept AS (SELECT unique_id, key FROM keyed JOIN block USING (key) WHERE records <= $2)
    SELECT one.unique_id AS join_key_l, other.unique_id AS join_key_r, $1 AS match_key
    FROM kept AS one JOIN kept AS other ON one.key = other.key AND one.unique_id < other.unique_id
"""
ONCE = "SELECT join_key_l, join_key_r, min(match_key) AS match_key FROM pair GROUP BY ALL ORDER BY ALL"


def _crowd(bench: Workbench, budget: int) -> tuple[int, int]:
    """Give the largest number of records that may share a key, so that its pairs keep to the budget, and the pairs.

    Nought and nought, where even the smallest is too much.
    """
    for crowd in CROWDS:
        pairs = int(bench.columns(CROWDED, [crowd])["pairs"][0])
        if pairs <= budget:
            return crowd, pairs
    return 0, 0
