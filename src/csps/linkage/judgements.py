"""What people say of pairs of records: the same person, different people, or unsure; kept in the vault, never overwritten.

A judgement is a statement of the vault of the kind `JUDGED_LINK` about two records; taking it back is another statement, so that
both stay. Of "same" and "different" no two may contradict each other, by way of others either: a contradiction is refused
where it is said, because the weekly run could not obey it.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from csps.domain.errors import UsageError
from csps.keys import canonical_json, parse_canonical
from csps.linkage.judged import DIFFERENT, JUDGED_LINK, SAME, WITHDRAWN_LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csps.vault import Statement

UNSURE = "unsure"
VERDICTS = (SAME, DIFFERENT, UNSURE)
_WHAT = "a judgement in the vault"


class Keeper(Protocol):
    """What judgements ask of the vault."""

    def say(self, kind: str, about: Iterable[str], content: bytes) -> Statement:
        """Keep a statement."""
        ...

    def said(self, kind: str | None = None) -> Sequence[Statement]:
        """Give the statements of a kind, in the order in which they were said."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """Who says something, in which role, when and why.

    Args:
        by: fingerprint of their key.
        role: in which they say it.
        on: the day.
        reason: why, in a line without a name: the journal has it too.
    """

    by: str
    role: str
    on: date
    reason: str

    def as_plain(self) -> dict[str, str]:
        """Give it as texts."""
        return {**asdict(self), "on": self.on.isoformat()}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement, and its withdrawal if it was taken back.

    Args:
        number: by which it is called.
        record_id: of one record, the lower.
        other_record_id: of the other.
        verdict: same, different or unsure.
        word: whose it is.
        withdrawn: who took it back; None while it stands.
    """

    number: int
    record_id: str
    other_record_id: str
    verdict: str
    word: Word
    withdrawn: Word | None = None

    @property
    def digest(self) -> str:
        """The hash by which the journal calls it."""
        return hashlib.sha256(
            canonical_json([self.number, self.record_id, self.other_record_id, self.verdict])
        ).hexdigest()


def judgements_in(vault: Keeper) -> list[Judgement]:
    """Give every judgement, those taken back as well, in the order in which they were made."""
    back = {}
    for said in vault.said(WITHDRAWN_LINK):
        read = _read(said)
        back[read["number"]] = _word(read)
    found = []
    for said in vault.said(JUDGED_LINK):
        read = _read(said)
        one, other = sorted(said.about)
        found.append(Judgement(said.number, one, other, read["verdict"], _word(read), back.get(said.number)))
    return found


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give the judgements that were not taken back; of several about one pair the last."""
    last = {(each.record_id, each.other_record_id): each for each in judgements if each.withdrawn is None}
    return sorted(last.values(), key=lambda each: each.number)


def judge_pair(vault: Keeper, pair: tuple[str, str], verdict: str, word: Word) -> Judgement:
    """Keep a judgement about two records.

    Raises:
        UsageError: it is about one record, its verdict is unknown, or it contradicts what stands.
    """
    one, other = sorted(pair)
    if one == other:
        raise UsageError("A judgement is about two records; these are one and the same.")
    if verdict not in VERDICTS:
        raise UsageError(f"No such verdict: {verdict}.", next_step=f"Say {', '.join(VERDICTS)}.")
    check_agrees(standing(judgements_in(vault)), one, other, verdict)
    said = vault.say(JUDGED_LINK, (one, other), canonical_json({"verdict": verdict, **word.as_plain()}))
    return Judgement(said.number, one, other, verdict, word)


def take_back(vault: Keeper, number: int, word: Word) -> Judgement:
    """Take a judgement back.

    Raises:
        UsageError: there is none of that number, or it was taken back already.
    """
    found = {each.number: each for each in judgements_in(vault)}.get(number)
    if found is None:
        raise UsageError(f"There is no judgement {number}.", next_step="List them with `csps linkage judgements`.")
    if found.withdrawn is not None:
        raise UsageError(f"Judgement {number} was withdrawn already, on {found.withdrawn.on.isoformat()}.")
    about = (found.record_id, found.other_record_id)
    vault.say(WITHDRAWN_LINK, about, canonical_json({"number": number, **word.as_plain()}))
    return found


def check_agrees(judgements: Sequence[Judgement], one: str, other: str, verdict: str) -> None:
    """Refuse a verdict that cannot hold beside those that stand.

    Another verdict about the very pair replaces the one before it, which must be withdrawn first, so that nobody overturns
    somebody else's word without seeing it.

    Raises:
        UsageError: with the numbers of the judgements that it contradicts.
    """
    if verdict == UNSURE:
        return
    own = [each for each in judgements if (each.record_id, each.other_record_id) == (one, other)]
    if own and own[0].verdict not in (verdict, UNSURE):
        raise _contradiction(own)
    group = _groups(judgements)
    here, there = group.get(one, one), group.get(other, other)
    if verdict == DIFFERENT and here == there:
        raise _contradiction([each for each in judgements if each.verdict == SAME and group[each.record_id] == here])
    apart = [
        each
        for each in judgements
        if each.verdict == DIFFERENT
        and {group.get(each.record_id, each.record_id), group.get(each.other_record_id, each.other_record_id)}
        == {here, there}
    ]
    if verdict == SAME and apart:
        raise _contradiction(apart)


def _groups(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Give the group of each record within which all are said to be the same, named by a record."""
    group: dict[str, str] = {}
    for each in judgements:
        if each.verdict == SAME:
            here, there = (group.get(record, record) for record in (each.record_id, each.other_record_id))
            group |= {record: here for record, named in group.items() if named == there}
            group |= {each.record_id: here, each.other_record_id: here}
            group.setdefault(there, here)
    return group


def _contradiction(against: Sequence[Judgement]) -> UsageError:
    numbers = ", ".join(str(each.number) for each in against)
    return UsageError(
        f"That contradicts what was judged before, by way of others perhaps: judgement {numbers}.",
        next_step="Look at them with `csps linkage judgements`, and withdraw what is wrong with `csps linkage withdraw`.",
    )


def _read(said: Statement) -> dict[str, Any]:
    read = parse_canonical(said.content, _WHAT)
    return dict(read) if isinstance(read, dict) else {}


def _word(read: dict[str, Any]) -> Word:
    return Word(read["by"], read["role"], date.fromisoformat(read["on"]), read["reason"])
