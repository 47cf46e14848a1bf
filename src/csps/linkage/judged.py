"""What people said of pairs of records: it counts before any number and any likeness.

"The same" ties two records as nothing else does, also where their numbers contradict each other. "Different" keeps them
apart whatever ties them, also by way of other records. What was said can contradict itself, or the two sides of an adoption:
that is refused, and nothing is linked before somebody has withdrawn one of the statements.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Protocol

import numpy as np

from csps.domain.errors import ContractError
from csps.linkage.clusters import NONE, chains
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from csps.linkage.workbench import Workbench
    from csps.vault import Statement

    Codes = npt.NDArray[np.int64]

JUDGED_LINK, WITHDRAWN_LINK = "link judged", "link judgement withdrawn"  # kinds of statements in the vault
SAME, DIFFERENT = "same", "different"
PAIR = 2
JUDGED = """
    SELECT DISTINCT least(here.record, there.record) AS one, greatest(here.record, there.record) AS other,
           verdict = 'same' AS is_same
    FROM judgement JOIN record AS here ON here.record_id = judgement.one JOIN record AS there ON there.record_id = judgement.other
    WHERE here.record <> there.record
"""
PAIRS = "SELECT one, other FROM judged WHERE is_same = ? ORDER BY one, other"
SIDES = "SELECT coalesce(side, -1) AS side FROM record LEFT JOIN adopted USING (record_id) ORDER BY record"


class Statements(Protocol):
    """What linkage asks of the vault about judgements."""

    def said(self, kind: str | None = None) -> Sequence[Statement]:
        """Give the statements of a kind, in the order in which they were said."""
        ...


def judgements(vault: Statements) -> list[tuple[str, str, str]]:
    """Give the pairs of records that were judged and not withdrawn: two pseudonyms and the verdict, the last one said of a pair.

    A judgement is a statement of the kind `JUDGED_LINK` about two records, whose content is JSON with the key "verdict"; a
    statement of the kind `WITHDRAWN_LINK` takes it back, by the key "number".
    """
    withdrawn = {json.loads(each.content)["number"] for each in vault.said(WITHDRAWN_LINK)}
    found: dict[tuple[str, str], str] = {}
    for each in vault.said(JUDGED_LINK):
        if each.number not in withdrawn and len(each.about) == PAIR:
            one, other = sorted(each.about)
            found[one, other] = str(json.loads(each.content)["verdict"])
    return sorted((one, other, verdict) for (one, other), verdict in found.items() if verdict in (SAME, DIFFERENT))


def state_of_judgements(vault: Statements) -> str:
    """Give a hash of the judgements in force: links made under another are made again."""
    return hashlib.sha256(json.dumps(judgements(vault)).encode()).hexdigest()


def find_judged(bench: Workbench, vault: Statements) -> None:
    """Make the table `judged` (one, other, is_same) of records on the bench; `record` and `adopted` must be there.

    A judgement about a record that is not known by the week is left out: it will count when the record is seen.

    Raises:
        ContractError: two records are said to be the same, by way of others perhaps, and to be different.
    """
    told = np.array(judgements(vault), dtype=object).reshape(-1, 3)
    columns = {name: told[:, place].copy() for place, name in enumerate(("one", "other", "verdict"))}
    bench.lay("told", columns)
    bench.make(
        "judgement", "SELECT one::VARCHAR AS one, other::VARCHAR AS other, verdict::VARCHAR AS verdict FROM told"
    )
    bench.make("judged", JUDGED)
    bench.clear("told", "judgement")
    group = groups(bench)
    one, other = judged(bench, same=False)
    _refuse(
        bench, one[group[one] == group[other]], other[group[one] == group[other]], "are judged to be different people"
    )
    side = bench.columns(SIDES)["side"].astype(np.int64)
    first = np.full(len(side), NONE)
    np.maximum.at(first, group, side)
    torn = np.flatnonzero((side != NONE) & (side != first[group]))
    partner = np.array(
        [int(np.flatnonzero((side == first[group[at]]) & (group == group[at]))[0]) for at in torn], np.int64
    )
    _refuse(bench, torn, partner, "are the two sides of an adoption")


def judged(bench: Workbench, *, same: bool) -> tuple[Codes, Codes]:
    """Give the pairs of records that are judged to be the same person, or different people."""
    pairs = bench.columns(PAIRS, [same])
    return pairs["one"].astype(np.int64), pairs["other"].astype(np.int64)


def groups(bench: Workbench) -> Codes:
    """Give the group of each record within which all are judged to be the same, named by its lowest record."""
    count = int(bench.columns("SELECT count(*) AS records FROM record")["records"][0])
    return chains(count, *judged(bench, same=True))


def agreed(marks: list[Codes], group: Codes) -> list[Codes]:
    """Give marks that keep persons apart; a group whose records contradict each other has none: people have said it is one."""
    found = []
    for mark in marks:
        known, least, most = mark != NONE, np.full(len(mark), np.iinfo(np.int64).max), np.full(len(mark), NONE)
        np.minimum.at(least, group[known], mark[known])
        np.maximum.at(most, group[known], mark[known])
        found.append(np.where(known & (least[group] == most[group]), mark, NONE))
    return found


def _refuse(bench: Workbench, one: Codes, other: Codes, why: str) -> None:
    """Refuse judgements that say a pair to be the same."""
    if not len(one):
        return
    names = "SELECT record_id FROM record WHERE record IN (?, ?) ORDER BY record"
    pair = texts(bench.columns(names, [int(one[0]), int(other[0])])["record_id"])
    raise ContractError(
        f"Records {pair[0]} and {pair[1]} are judged to be one person, by way of others perhaps, and {why}; "
        f"so are {len(one)} pairs in all.",
        next_step="Look at them with `csps linkage judgements`, and take one back with `csps linkage withdraw`.",
    )
