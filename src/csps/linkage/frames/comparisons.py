"""What two records are compared in, from the most alike to the least, for the columns that there are.

Where somebody lives is one comparison and not three: an address, a postcode and a property number say much the same, and
counted one by one they would outweigh a date of birth. The shares of pairs of one person that meet each level are where
learning begins, and all there is for a few records; they are round numbers from general knowledge, not from any data set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ANY = "list_has_any({0}_l, {0}_r)"
LIKE = "jaro_winkler_similarity({0}_l, {0}_r) >= {1}"
SIGNS = "damerau_levenshtein({0}_l, {0}_r) <= {1}"
PART = "substr({0}_l, {1}) = substr({0}_r, {1})"
TWO_PARTS = " + ".join(f"({PART.format('born', part)})::INT" for part in ("1, 4", "6, 2", "9, 2")) + " >= 2"
# Further apart than a generation is young, two of one name are a parent and a child, and no slip.
NEAR_YEARS = (
    "coalesce(abs(try_cast(substr(born_l, 1, 4) AS INTEGER) - try_cast(substr(born_r, 1, 4) AS INTEGER)) <= 10, true)"
)
SWAPPED_DAY = (
    "substr(born_l, 1, 4) = substr(born_r, 1, 4) AND substr(born_l, 6, 2) = substr(born_r, 9, 2)"
    " AND substr(born_l, 9, 2) = substr(born_r, 6, 2)"
)


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness.

    Args:
        words: how it is told to people.
        condition: in SQL, of a left and a right record.
        share: of pairs of one person that meet it, to begin with.
    """

    words: str
    condition: str
    share: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing in which two records are compared.

    Args:
        name: one word.
        words: how it is told to people.
        value: the column whose frequency weighs: to share a rare value says more. Its equality is the first level.
        missing: in SQL, when nothing can be said.
        levels: from the most alike to the least; the last takes whatever is left.
        most_different: the largest share of pairs of one person that may be in the last level: learning never takes people
            who differ in it for the rule.
        shared: whether relatives have it in common.
        weighs_rare: whether the frequency of the value counts where it is shared.
    """

    name: str
    words: str
    value: str
    missing: str
    levels: tuple[Level, ...]
    most_different: float
    shared: bool = False
    weighs_rare: bool = True

    @property
    def home(self) -> bool:
        """Whether families, and few others, share it."""
        return self.name == "home" or self.name.startswith(("phone_", "email_"))

    @property
    def of_place(self) -> bool:
        """Whether it changes for whoever moves."""
        return self.name == "home" or self.name.startswith(("phone_", "town_"))

    @property
    def own(self) -> bool:
        """Whether such a value is given to one person: two share one by a slip of the pen."""
        return self.name.startswith(("identifier_", "email_"))


def comparisons_for(filled: Mapping[str, int]) -> tuple[Comparison, ...]:
    """Choose comparisons for the columns of `people` that hold anything.

    Args:
        filled: how many records have a value, by column.
    """
    there = {name for name, count in filled.items() if count > 0}
    found = []
    if "first" in there:
        found.append(_name("first", "firsts", "forename", "surname" if "surname" in there else None))
    if "surname" in there:
        found.append(_name("surname", "surnames", "surname", "first" if "first" in there else None))
    if "born" in there:
        found.append(_born())
    if home := _home(there):
        found.append(home)
    for name in sorted(there):
        role = name.rpartition("_")[0]
        if role in _SINGLE:
            found.append(_SINGLE[role](name))
    if "sex" in there:
        found.append(_plain("sex", "sex", 0.98, 0.05))
    return tuple(found)


def _compared(
    name: str, words: str, levels: Sequence[tuple[str, str, float]], most: float, *, shared: bool = False
) -> Comparison:
    missing = f"{name}_l IS NULL OR {name}_r IS NULL"
    return Comparison(name, words, name, missing, tuple(Level(*level) for level in levels), most, shared)


def _name(name: str, words: str, told: str, other: str | None) -> Comparison:
    turned = [(f"{told} stands where the other name stands", f"{name}_l = {other}_r", 0.02)] if other else []
    initial = f"(length({name}_l) = 1 OR length({name}_r) = 1) AND {name}_l[1] = {name}_r[1]"
    return _compared(
        name,
        told,
        [
            (f"the same {told}", f"{name}_l = {name}_r", 0.75),
            (f"a {told} in common, or a short form of it", ANY.format(words), 0.04),
            *turned,
            (f"a {told} and its initial", initial, 0.02),
            (f"a {told} spelt almost alike", LIKE.format(name, 0.92), 0.08),
            (f"a {told} spelt a little alike", LIKE.format(name, 0.85), 0.03),
            (f"another {told}", "ELSE", 0.05 if name == "first" else 0.08),
        ],
        0.15,
        shared=name == "surname",
    )


def _born() -> Comparison:
    return _compared(
        "born",
        "date of birth",
        [
            ("the same date of birth", "born_l = born_r", 0.82),
            ("a date of birth one slip away", f"({SIGNS.format('born', 1)} OR {SWAPPED_DAY})", 0.09),
            ("two of day, month and year the same", TWO_PARTS, 0.03),
            ("a date of birth two slips away", SIGNS.format("born", 2), 0.01),
            ("the same year of birth", PART.format("born", "1, 4"), 0.01),
            ("another date of birth within ten years", NEAR_YEARS, 0.03),
            ("a birth of another time", "ELSE", 0.01),
        ],
        0.03,
    )


def _home(there: set[str]) -> Comparison | None:
    """Compare homes by whatever tells them: property number, address, postcode."""
    property_number = sorted(name for name in there if name.startswith("uprn_"))
    address, postcode = "address" in there, "postcode" in there
    same, levels = [], []
    if property_number:
        same.append(f"{property_number[0]}_l = {property_number[0]}_r")
    if address:
        same.append("address_l = address_r" + (" AND coalesce(postcode_l = postcode_r, true)" if postcode else ""))
        near = f"({LIKE.format('address', 0.9)} OR {_OVERLAP} >= 0.6)"
        if postcode:
            levels += [
                ("much of an address and the postcode in common", f"postcode_l = postcode_r AND {near}", 0.13),
                ("much of an address in common", near, 0.08),
            ]
        else:
            levels.append(("much of an address in common", near, 0.2))
    if postcode:
        same += [] if address else ["postcode_l = postcode_r"]
        levels += [("the same postcode", "postcode_l = postcode_r", 0.06)] if address or property_number else []
        levels += [
            ("a postcode one sign away", SIGNS.format("postcode", 1), 0.02),
            ("the same part of a postcode", "postcode_l[1:4] = postcode_r[1:4]", 0.06),
        ]
    if not same:
        return None
    columns = [*property_number[:1], *(["address"] if address else []), *(["postcode"] if postcode else [])]
    missing = " AND ".join(f"({name}_l IS NULL OR {name}_r IS NULL)" for name in columns)
    levels = [("the same home", " OR ".join(f"coalesce({one}, false)" for one in same), 0.5), *levels]
    levels.append(("another home", "ELSE", 0.15))
    return Comparison("home", "home", columns[0], missing, tuple(Level(*level) for level in levels), 0.9, shared=True)


_OVERLAP = (
    "(len(list_intersect(address_words_l, address_words_r)) / greatest(len(address_words_l), len(address_words_r), 1))"
)


def _plain(name: str, told: str, share: float, most: float, *, shared: bool = False) -> Comparison:
    return _compared(
        name,
        told,
        [(f"the same {told}", f"{name}_l = {name}_r", share), (f"another {told}", "ELSE", 1 - share)],
        most,
        shared=shared,
    )


def _spelt(name: str, told: str) -> Comparison:
    return _compared(
        name,
        told,
        [
            (f"the same {told}", f"{name}_l = {name}_r", 0.7),
            (f"a {told} spelt almost alike", LIKE.format(name, 0.9), 0.08),
            (f"another {told}", "ELSE", 0.22),
        ],
        0.9,
        shared=True,
    )


def _email(name: str) -> Comparison:
    user = f"split_part({name}_l, '@', 1) = split_part({name}_r, '@', 1)"
    # People of one name have addresses alike, and it is the figures that tell them apart: a slip leaves those.
    digits = f"regexp_replace({name}_{{0}}, '[^0-9]', '', 'g')"
    slip = f"{LIKE.format(name, 0.93)} AND {digits.format('l')} = {digits.format('r')}"
    return _compared(
        name,
        "e-mail address",
        [
            ("the same e-mail address", f"{name}_l = {name}_r", 0.7),
            ("an e-mail address at another provider", user, 0.05),
            ("an e-mail address spelt almost alike", slip, 0.1),
            ("another e-mail address", "ELSE", 0.15),
        ],
        0.7,
        shared=True,
    )


def _number(name: str, told: str, most: float, *, shared: bool) -> Comparison:
    return _compared(
        name,
        told,
        [
            (f"the same {told}", f"{name}_l = {name}_r", 0.85),
            (f"a {told} one slip away", SIGNS.format(name, 1), 0.07),
            (f"another {told}", "ELSE", 0.08),
        ],
        most,
        shared=shared,
    )


def _source(name: str) -> Comparison:
    """Compare where two records come from: whoever keeps a list has most people in it once."""
    levels = (
        Level("from two sources", f"{name}_l <> {name}_r", 0.6),
        Level("from one source", "ELSE", 0.4),
    )
    missing = f"{name}_l IS NULL OR {name}_r IS NULL"
    return Comparison(name, "source", name, missing, levels, 0.95, shared=True, weighs_rare=False)


_SINGLE: Mapping[str, Callable[[str], Comparison]] = {
    "email": _email,
    "phone": partial(_number, told="telephone number", most=0.7, shared=True),
    "identifier": partial(_number, told="identifying number", most=0.35, shared=False),
    "source": _source,
    "town": partial(_spelt, told="town"),
    "other": partial(_plain, told="further value", share=0.8, most=0.9, shared=True),
}
