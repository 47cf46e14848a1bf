"""The families of one day with everything that was known of their members then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.families.bonds import Bond
    from csps.families.columns import Codes, Flags
    from csps.families.grouping import Standing
    from csps.families.homes import Homes
    from csps.families.membership import Member
    from csps.families.shared_care import Second


@dataclass(frozen=True, slots=True)
class Formed:
    """What is known of a day once its families are formed.

    Args:
        standing: of everybody.
        lives: where registers have everybody.
        bonds: what ties people, known by the day, ended or not.
        family: of everybody, without second families; -1 for none.
        second: children with a further family.
        shared: of the bonds, those that tie members of one family, by unit, family and person.
        member: of all families.
        hidden: of everybody, whether they are in a refuge: no register may tell where they live.
    """

    standing: Standing
    lives: Homes
    bonds: Bond
    family: Codes
    second: Second
    shared: Bond
    member: Member
    hidden: Flags
