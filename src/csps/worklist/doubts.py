"""Members of a family whom nothing confirms any more, in short sentences for whoever knocks at the door.

A sentence says what a register says or does not say, on which day, and never that somebody has gone (docs/decisions/0037).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from csps.contracts.code_lists.stages import FAMILY_DOUBT
from csps.domain.ages import age
from csps.worklist.sheet import Doubt
from csps.worklist.words import day, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

DOUBT_TABLE = "families.unconfirmed"
CHECK = "Check who lives here now."
WHOLE_FAMILY = "long silence"
_PEOPLE = {"child": ("Child", "Children"), "carer": ("Carer", "Carers"), "adult": ("Adult", "Adults")}
_SAYS = {  # doubt -> with a day, and without one; whoever it is about is named before it
    "off every roll": ("on no school roll that the council is sent since {since}", ""),
    "home taken over": ("others took over the home on {since}", ""),
    "said to have left": ("one register says they left on {since}, another still has them here", ""),
    "carers elsewhere": ("those named as looking after them were told elsewhere on {since}", ""),
    "old word": ("last said to live here on {since}", "no register says where they live"),
    "address only": ("", "counted as a carer by the address alone"),
}


def doubts_of(members: Sequence[Mapping[str, Any]], doubted: Iterable[Mapping[str, Any]]) -> tuple[Doubt, ...]:
    """Give the doubts about one family, in the order of `FAMILY_DOUBT`, children before adults.

    Args:
        members: rows of `families.membership` of the family.
        doubted: its rows of `families.unconfirmed`.
    """
    people = {one["person_id"]: one for one in members}
    found = [
        Doubt(row["doubt"], one["role"], one["age_months"], row["since"])
        for row in doubted
        if (one := people.get(row["person_id"])) is not None
    ]
    return tuple(sorted(found, key=_order))


def doubt_words(doubts: Sequence[Doubt]) -> str:
    """Say what speaks against whose membership, and what to do about it; nothing where everybody is confirmed.

    >>> from datetime import date
    >>> doubt_words([Doubt("off every roll", "child", 110, date(2025, 9, 3))])
    'Child, 9 years: on no school roll that the council is sent since 3 September 2025. Check who lives here now.'
    >>> doubt_words([Doubt("address only", "carer", 300, None)])
    'Carer, 25 years: counted as a carer by the address alone. Check who lives here now.'
    >>> doubt_words([])
    ''
    """
    said = []
    for (doubt, role, since), some in groupby(doubts, key=lambda one: (one.doubt, one.role, one.since)):
        if doubt == WHOLE_FAMILY:
            continue
        said.append(f"{_who(role, [one.months for one in some])}: {_says(doubt, since)}.")
    silent = [one.since for one in doubts if one.doubt == WHOLE_FAMILY and one.since is not None]
    if silent:
        said.append(
            f"Since {day(max(silent))} nothing new was told of where they live, nor of anything that happened to them."
        )
    return " ".join([*said, CHECK]) if said else ""


def _order(one: Doubt) -> tuple[int, int, str, int]:
    """Order doubts as they are asked, children first, then by day; those without a day come first."""
    return (
        FAMILY_DOUBT.values.index(one.doubt),
        list(_PEOPLE).index(one.role),
        str(one.since or ""),
        -1 if one.months is None else one.months,
    )


def _who(role: str, months: Sequence[int | None]) -> str:
    """Name people by role and age.

    >>> _who("child", [20, 110])
    'Children, 20 months and 9 years'
    """
    one, several = _PEOPLE[role]
    return f"{one if len(months) == 1 else several}, {joined([age(each) for each in months])}"


def _says(doubt: str, since: date | None) -> str:
    with_day, without = _SAYS[doubt]
    return with_day.format(since=day(since)) if since is not None else without
