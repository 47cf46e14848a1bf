"""Children who moved with those who look after them, though a register still tells their home before.

A landlord or the council tax office hears of a move within weeks, a school or a nursery months later or never. So a child
who is told where an adult who looks after it lived before, and of whom nothing was said there since that adult was told
elsewhere, lives where the adult does. Not if anybody who looks after it is still there: then one of them has moved out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.bonds import OWN_RECORD, TOGETHER
from csps.families.columns import Codes, firsts
from csps.families.homes import NOWHERE

if TYPE_CHECKING:
    from csps.families.bonds import Bond
    from csps.families.columns import Flags
    from csps.families.homes import Homes


def with_carers(lives: Homes, home: Codes, is_child: Flags, counts: Flags, bonds: Bond) -> Codes:
    """Give everybody's home, with children moved to where those who look after them went.

    Of several such adults it is the one by the strongest tie, then the one told last.

    Args:
        lives: where registers have people, and had them.
        home: of each person.
        is_child: of each person.
        counts: whom to look at.
        bonds: known on the day, ended or not.
    """
    child, adult, evidence = _carers(bonds, is_child, counts & (home != NOWHERE))
    stays = np.zeros(len(home), bool)
    stays[child[home[child] == home[adult]]] = True
    places = int(max(home.max(initial=0), lives.once[1].max(initial=0))) + 1
    was = np.isin(adult * places + home[child], lives.once[0] * places + lives.once[1])
    went = ~stays[child] & was & (lives.newest[adult] > lives.newest[child])
    child, adult, evidence = child[went], adult[went], evidence[went]
    order = np.lexsort((home[adult], -lives.newest[adult].astype(np.int64), evidence, child))
    first = order[firsts(child[order])]
    moved = home.copy()
    moved[child[first]] = home[adult[first]]
    return moved


def _carers(bonds: Bond, is_child: Flags, wanted: Flags) -> tuple[Codes, Codes, Codes]:
    """Give every child with every adult who heads a unit that names it, or is of its family in social care; and the evidence."""
    row = bonds.only(wanted[bonds.person] & (bonds.evidence < OWN_RECORD))
    children = row.only(is_child[row.person])
    adults = row.only(~is_child[row.person] & (row.heads | (row.evidence == TOGETHER)))
    adults = adults.only(np.argsort(adults.unit, kind="stable"))
    begin, end = (np.searchsorted(adults.unit, children.unit, side) for side in ("left", "right"))
    many = end - begin
    at = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many) + np.repeat(begin, many)
    return np.repeat(children.person, many), adults.person[at], np.repeat(children.evidence, many)
