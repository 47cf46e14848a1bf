"""What is compared when two heaps of records are held against each other, and how alike each can be.

Where somebody lives and with whom they are named is one comparison, not three: a property number, a postcode and a
partner's name say much the same, and counted one by one they would outweigh a date of birth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANY = "list_has_any({0}_l, {0}_r)"
EXACT, ELSE = "exact", "ELSE"
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Level:
    """How alike two heaps can be in one thing.

    Args:
        word: what it is called in evidence.
        condition: when it holds, in SQL over both sides; `EXACT` is equality that weighs rare values more, `ELSE` the rest.
        one: share of pairs of one person that meet it and none above it.
        two: the same of pairs of two people.
    """

    word: str
    condition: str
    one: float
    two: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared.

    Args:
        sentence: how it is spoken of.
        missing: when there is nothing to compare, in SQL.
        levels: from the most alike to the least.
    """

    sentence: str
    missing: str
    levels: Sequence[Level]


# The shares, learnt on a synthetic borough of 20,000, are where learning begins, and all there is for a few records.
COMPARISONS: Mapping[str, Comparison] = {
    "forename": Comparison(
        "forename",
        "coalesce(forename_l, initial_l) IS NULL OR coalesce(forename_r, initial_r) IS NULL",
        (
            Level("the same", EXACT, 0.49, 0.00094),
            Level("another form, or a second forename", ANY.format("forenames"), 0.067, 0.00027),
            Level(
                "the same initial",
                "(forename_l IS NULL OR forename_r IS NULL) AND initial_l = initial_r",
                0.057,
                0.0013,
            ),
            Level("one slip apart", "jaro_winkler_similarity(forename_l, forename_r) >= 0.92", 0.2, 0.00056),
            Level("spelt alike", "jaro_winkler_similarity(forename_l, forename_r) >= 0.85", 0.069, 0.0012),
            Level("different", ELSE, 0.12, 0.99573),
        ),
    ),
    "surname": Comparison(
        "surname",
        "surname_l IS NULL OR surname_r IS NULL",
        (
            Level("the same", EXACT, 0.49, 0.00086),
            Level("one in common, or an earlier one", ANY.format("surnames"), 0.078, 0.00018),
            Level("one slip apart", "jaro_winkler_similarity(surname_l, surname_r) >= 0.92", 0.19, 0.00018),
            Level("spelt alike", "jaro_winkler_similarity(surname_l, surname_r) >= 0.85", 0.041, 0.00054),
            Level("different", ELSE, 0.201, 0.99824),
        ),
    ),
    "born": Comparison(
        "date of birth",
        "born_l IS NULL OR born_r IS NULL",
        (
            Level("the same", "born_l = born_r AND NOT is_placeholder(born_l)", 0.35, 0.000067),
            Level("one slip apart, turned round, or a year only", "births_agree(born_l, born_r)", 0.2, 0.0015),
            Level("a year apart at most", "abs(born_year_l - born_year_r) <= 1", 0.04, 0.046),
            Level("different", ELSE, 0.41, 0.952433),
        ),
    ),
    "home": Comparison(
        "home and company",
        "codes_l IS NULL OR codes_r IS NULL",
        (
            Level(
                "a dwelling and somebody beside them in common",
                f"{ANY.format('places')} AND {ANY.format('company')}",
                0.166,
                0.000028,
            ),
            Level("a dwelling in common", ANY.format("places"), 0.35, 0.00013),
            Level("somebody beside them in common", ANY.format("company"), 0.097, 0.000004),
            Level("a postcode in common", ANY.format("codes"), 0.009, 0.0025),
            Level("a neighbourhood in common", ANY.format("sectors"), 0.177, 0.613),
            Level("different", ELSE, 0.201, 0.384338),
        ),
    ),
    "sex": Comparison(
        "sex",
        "sex_l IS NULL OR sex_r IS NULL",
        (Level("the same", "sex_l = sex_r", 0.99, 0.49), Level("different", ELSE, 0.01, 0.51)),
    ),
}
RARE = tuple(what for what, compared in COMPARISONS.items() if any(each.condition == EXACT for each in compared.levels))
"""The comparisons in which a rare value that agrees says more than a common one."""
