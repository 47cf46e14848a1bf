"""The naming communities of an inner-London borough, and their customs, read from `words/communities.tsv`.

Shares of residents, ethnicity shares and the frequency of each custom are assumptions made to resemble Hackney; the
columns of the file are the fields below. Children of two communities are the caller's: it passes the community whose
custom the family follows, and gives the child's ethnicity by `mixed_ethnicity`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from csps.synthetic.identities.word_files import rows

MALE, FEMALE = 1, 2  # as in SSDA903
ETHNICITY_CODES = (
    "WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
    "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Customs:
    """What each community does, as columns: entry i is about community i.

    Args:
        codes: short names, for example "somali".
        titles: names for people.
        shares: share of residents (adds up to one; mixed children not counted).
        ethnicity: shape (communities, len(ETHNICITY_CODES)), share with each DfE code; rows add up to one.
        forenames, surnames, middle_from: the word lists used.
        forms: how surnames are formed: plain, gendered, spanish, portuguese, somali, patronym, sikh.
        rules: shape (communities, 4): share of couples whose children take the father's surname, the mother's, both
            with a hyphen, or one of their own.
        wife_changes: share of wives who take the husband's surname.
        after_father: share of sons who bear their father's forename (daughters their mother's: a third of it). With
            no date of birth and one address such a pair is all but one person to a matcher, so this share weighs
            heavily on its precision; it is kept at the low end of what is plausible.
        after_the_dead: True where a child is never given the name of a living parent.
        middle: share of people with a second forename.
        swap, placeholder: how many times as often as others they are recorded with name order swapped, or with
            1 January as date of birth.
        english_names: share of those born since 1985 who bear a forename from the English list.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    shares: np.ndarray
    ethnicity: np.ndarray
    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    middle_from: tuple[str, ...]
    forms: np.ndarray
    rules: np.ndarray
    wife_changes: np.ndarray
    after_father: np.ndarray
    after_the_dead: np.ndarray
    middle: np.ndarray
    swap: np.ndarray
    placeholder: np.ndarray
    english_names: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def index(self, code: str) -> int:
        """Give the number of a community.

        Raises:
            ValueError: no community has this code.
        """
        return self.codes.index(code)


def read_customs() -> Customs:
    """Read the communities and their customs."""
    table = rows("communities.tsv")
    column = {name: [row[name] for row in table] for name in table[0]}
    number = {name: np.array([float(value) for value in column[name]]) for name in _NUMBERS}
    rules = np.stack([number[name] for name in ("father", "mother", "double", "own")], axis=1)
    return Customs(
        codes=tuple(column["code"]),
        titles=tuple(column["title"]),
        shares=number["share"] / number["share"].sum(),
        ethnicity=np.stack([_ethnicity(value) for value in column["ethnicity"]]),
        forenames=tuple(column["forenames"]),
        surnames=tuple(column["surnames"]),
        middle_from=tuple(column["middle_from"]),
        forms=np.array(column["form"]),
        rules=rules / rules.sum(axis=1, keepdims=True),
        after_the_dead=number["after_the_dead"] > 0,
        **{name: number[name] for name in _PLAIN},
    )


_PLAIN = ("wife_changes", "after_father", "middle", "swap", "placeholder", "english_names")
_NUMBERS = ("share", "father", "mother", "double", "own", "after_the_dead", *_PLAIN)


def _ethnicity(text: str) -> np.ndarray:
    shares = np.zeros(len(ETHNICITY_CODES))
    for part in text.split(" "):
        code, _, share = part.partition(":")
        shares[ETHNICITY_CODES.index(code)] = float(share)
    result: np.ndarray = shares / shares.sum()
    return result


def mixed_ethnicity(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Give the ethnicity of children of two parents, as int8 places in ETHNICITY_CODES.

    Parents of one code keep it; two White codes give WOTH unless equal; White with Caribbean, African or Asian give
    the three mixed codes; two Black or two Asian codes give the group's "other"; everything else is MOTH.

    >>> codes = [ETHNICITY_CODES.index(code) for code in ("WBRI", "BCRB")]
    >>> ETHNICITY_CODES[int(mixed_ethnicity(np.array(codes[:1]), np.array(codes[1:]))[0])]
    'MWBC'
    """
    result: np.ndarray = _MIXED[np.asarray(first), np.asarray(second)]
    return result


def _mixed_code(first: str, second: str) -> str:
    if first == second:
        return first
    groups = {first[0], second[0]}
    if "M" in groups or groups & {"R", "N"}:
        return "MOTH"
    if len(groups) == 1:
        return {"W": "WOTH", "A": "AOTH", "B": "BOTH"}.get(first[0], "MOTH")
    if "W" in groups:
        other = first if second.startswith("W") else second
        return {"BCRB": "MWBC", "BAFR": "MWBA", "B": "MOTH"}.get(other, "MWAS" if other[0] == "A" else "MOTH")
    return "MOTH"


_MIXED = np.array(
    [[ETHNICITY_CODES.index(_mixed_code(a, b)) for b in ETHNICITY_CODES] for a in ETHNICITY_CODES], dtype=np.int8
)
