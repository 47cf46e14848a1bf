"""Names as communities give them: forenames, surnames, second names, and what marriage and birth do to surnames.

All functions take and give whole arrays, one entry per person: community numbers (places in `book.customs`), sex
(MALE 1, FEMALE 2), names as int32 numbers of `book.names`, 0 for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.identities.communities import FEMALE, MALE, Customs, read_customs
from csps.synthetic.identities.surname_forms import ParentNames, SurnameForms
from csps.synthetic.identities.vocabulary import NOTHING, Alternatives, Vocabulary
from csps.synthetic.identities.word_files import NameList, forename_lists, rows, split_words, surname_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Ids = NDArray[np.int32]

ERAS = ("old", "any", "new")
OLD_UNTIL, NEW_FROM, ERA_BLUR = 1968.0, 1998.0, 4.0  # years; half of the people born then bear names of either era
ENGLISH_NAMES_FROM = 1985
REDRAWS = 40
SECOND_AFTER_LEADING = 0.85
DAUGHTERS_AFTER_MOTHER = 1 / 3


class DrawTable:
    """Weighted lists of names laid end to end, so that one search draws from many lists at once."""

    def __init__(self, lists: list[NameList], names: Vocabulary) -> None:
        self._ids = np.concatenate([names.add(entry.names) for entry in lists])
        steps = [place + np.minimum(np.cumsum(entry.shares), 1.0) for place, entry in enumerate(lists)]
        for place, step in enumerate(steps):
            step[-1] = place + 1
        self._steps = np.concatenate(steps)

    def draw(self, which: NDArray[np.int64], rng: np.random.Generator) -> Ids:
        """Draw one name from list `which[i]` for each i."""
        places = np.searchsorted(self._steps, which + rng.random(len(which)), side="right")
        result: Ids = self._ids[np.minimum(places, len(self._ids) - 1)]
        return result


@dataclass(frozen=True)
class NameBook:
    """Every name list and custom, ready to draw from. Make one with `NameBook.load()`.

    Attributes:
        names: all forenames and surnames; grows when compound surnames and misspellings are made.
        customs: the communities, see `communities.Customs`.
        nicknames, spellings: what else a forename, or a forename or surname, may be written as.
    """

    names: Vocabulary
    customs: Customs
    nicknames: Alternatives
    spellings: Alternatives
    _forenames: DrawTable
    _surnames: DrawTable
    _forename_place: NDArray[np.int64]  # (communities, sex - 1, era) -> list
    _middle_place: NDArray[np.int64]  # the same for second names
    _surname_place: NDArray[np.int64]  # (communities, sex - 1) -> list
    _leading: Ids  # forenames that are always followed by the name one is called by
    _forms: SurnameForms

    @classmethod
    def load(cls) -> NameBook:
        """Read the word lists: about 9,000 names, a tenth of a second."""
        customs, names = read_customs(), Vocabulary()
        forenames, surnames = forename_lists(), surname_lists()
        keys = list(forenames)
        surname_place, in_use = _surname_places(customs, surnames, forenames)
        first, last = DrawTable([forenames[key] for key in keys], names), DrawTable(in_use, names)
        return cls(
            names=names,
            customs=customs,
            nicknames=_nicknames(names),
            spellings=_spellings(names),
            _forenames=first,
            _surnames=last,
            _forename_place=_forename_places(customs.forenames, keys),
            _middle_place=_forename_places(customs.middle_from, keys),
            _surname_place=surname_place,
            _leading=names.add(split_words(rows("leading_names.tsv")[0]["names"])),
            _forms=SurnameForms(names, customs),
        )

    def draw_communities(self, count: int, rng: np.random.Generator) -> NDArray[np.int16]:
        """Draw the community of `count` people by its share of residents."""
        return rng.choice(len(self.customs), size=count, p=self.customs.shares).astype(np.int16)

    def draw_ethnicity(self, community: NDArray[np.integer], rng: np.random.Generator) -> NDArray[np.int8]:
        """Draw the DfE ethnicity code of each person, as places in ETHNICITY_CODES."""
        steps = np.cumsum(self.customs.ethnicity, axis=1)
        draws = rng.random(len(community))
        result: NDArray[np.int8] = (draws[:, None] >= steps[community][:, :-1]).sum(axis=1).astype(np.int8)
        return result

    def draw_forenames(
        self,
        community: NDArray[np.integer],
        sex: NDArray[np.integer],
        birth_year: NDArray[np.integer],
        rng: np.random.Generator,
        unlike: Ids | None = None,
    ) -> Ids:
        """Draw a forename for each person.

        Args:
            community: places in `customs`.
            sex: MALE or FEMALE.
            birth_year: calendar years.
            rng: source of randomness.
            unlike: names a person must not bear (a twin's, elder siblings'), shape (people, any); 0 forbids nothing.
        """
        names = self._draw_first(community, sex, birth_year, rng)
        if unlike is None:
            return names
        barred = np.atleast_2d(unlike.T).T
        for _ in range(REDRAWS):
            again = np.flatnonzero((names[:, None] == barred).any(axis=1))
            if not len(again):
                break
            names[again] = self._draw_first(community[again], sex[again], birth_year[again], rng)
        return names

    def _draw_first(
        self,
        community: NDArray[np.integer],
        sex: NDArray[np.integer],
        birth_year: NDArray[np.integer],
        rng: np.random.Generator,
    ) -> Ids:
        english = (rng.random(len(sex)) < self.customs.english_names[community]) & (birth_year >= ENGLISH_NAMES_FROM)
        source = np.where(english, self.customs.index("white_british"), community)
        return self._forenames.draw(self._forename_place[source, sex - 1, _eras(birth_year, rng)], rng)

    def child_forenames(  # noqa: PLR0917 - one array for each thing that custom looks at
        self,
        father_forename: Ids,
        mother_forename: Ids,
        community: NDArray[np.integer],
        sex: NDArray[np.integer],
        birth_year: NDArray[np.integer],
        rng: np.random.Generator,
        unlike: Ids | None = None,
    ) -> Ids:
        """Name children: some after a living parent where that is done, never where it is not, and never by chance.

        The share of sons who bear their father's forename is `customs.after_father` (daughters their mother's: a third
        of it), 0 where children are named after the dead. A parent not known is 0; `unlike` as in `draw_forenames`.
        """
        parent = np.where(sex == MALE, father_forename, mother_forename).astype(np.int32)
        barred = np.zeros((len(sex), 0), np.int32) if unlike is None else np.atleast_2d(unlike.T).T
        names = self.draw_forenames(community, sex, birth_year, rng, unlike=np.column_stack((barred, parent)))
        share = self.customs.after_father[community] * np.where(sex == FEMALE, DAUGHTERS_AFTER_MOTHER, 1.0)
        named_after = (rng.random(len(sex)) < share) & (parent != NOTHING) & ~self.customs.after_the_dead[community]
        named_after &= ~(parent[:, None] == barred).any(axis=1)
        return np.where(named_after, parent, names).astype(np.int32)

    def draw_middle_names(
        self,
        forename: Ids,
        community: NDArray[np.integer],
        sex: NDArray[np.integer],
        birth_year: NDArray[np.integer],
        rng: np.random.Generator,
    ) -> Ids:
        """Draw second forenames, 0 for none. A leading name (Muhammad, Abdul) is mostly followed by the name in use."""
        share = self.customs.middle[community]
        share = np.where(self.is_leading(forename) & (share > 0), SECOND_AFTER_LEADING, share)
        names = self._forenames.draw(self._middle_place[community, sex - 1, _eras(birth_year, rng)], rng)
        keep = (rng.random(len(sex)) < share) & (names != forename)
        return np.where(keep, names, NOTHING).astype(np.int32)

    def is_leading(self, forename: Ids) -> NDArray[np.bool_]:
        """Say which forenames are leading names, mostly followed by the name in use."""
        return np.isin(forename, self._leading)

    def draw_surnames(self, community: NDArray[np.integer], sex: NDArray[np.integer], rng: np.random.Generator) -> Ids:
        """Draw the surname each person was born with."""
        places = self._surname_place[community, sex - 1]
        pair = (self._surnames.draw(places, rng), self._surnames.draw(places, rng))
        return self._forms.drawn(pair, community, sex, rng)

    def child_surnames(  # noqa: PLR0917 - one array for each thing that custom looks at
        self,
        father_surname: Ids,
        father_forename: Ids,
        mother_surname: Ids,
        child_sex: NDArray[np.integer],
        community: NDArray[np.integer],
        rng: np.random.Generator,
        *,
        choice: NDArray[np.float64] | None = None,
    ) -> Ids:
        """Derive children's surnames by the custom of the family's community.

        Args:
            father_surname: 0 when he is not known or not named; the child takes the mother's surname.
            father_forename: for the Somali custom and patronyms, likewise.
            mother_surname: for the Spanish and Portuguese custom the one she was born with.
            child_sex: MALE or FEMALE.
            community: whose custom the family follows.
            rng: source of randomness.
            choice: one number in [0, 1) per couple, the same for all its children, which picks the couple's rule among
                father's, mother's, both, own; None draws one per child.
        """
        picks = rng.random(len(child_sex)) if choice is None else choice
        steps = np.cumsum(self.customs.rules, axis=1)[community]
        rule = (picks[:, None] >= steps[:, :-1]).sum(axis=1)
        own = self.draw_surnames(community, child_sex, rng)
        parents = ParentNames(father_surname, father_forename, mother_surname, own)
        return self._forms.of_child(parents, community, child_sex, rule)

    def married_surnames(
        self, wife_surname: Ids, husband_surname: Ids, community: NDArray[np.integer], rng: np.random.Generator
    ) -> Ids:
        """Give wives' surnames after marriage: the husband's in its wife's form, or the one they had."""
        changes = rng.random(len(wife_surname)) < self.customs.wife_changes[community]
        result = wife_surname.copy()
        result[changes] = self._forms.of_wife(husband_surname[changes], community[changes])
        return result


def _eras(birth_year: NDArray[np.integer], rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw the era of each name: 0 old, 1 middle, 2 new, blurred over some years either side."""
    when = np.asarray(birth_year, dtype=np.float64) + ERA_BLUR * rng.logistic(size=len(birth_year))
    return (when >= OLD_UNTIL).astype(np.int64) + (when >= NEW_FROM)


def _forename_places(lists: tuple[str, ...], keys: list[tuple[str, str, str]]) -> NDArray[np.int64]:
    places = {key: place for place, key in enumerate(keys)}
    return np.array(
        [
            [[places.get((name, sex, era), places.get((name, sex, "any"), 0)) for era in ERAS] for sex in "MF"]
            for name in lists
        ]
    )


def _surname_places(
    customs: Customs, surnames: Mapping[tuple[str, str], NameList], forenames: Mapping[tuple[str, str, str], NameList]
) -> tuple[NDArray[np.int64], list[NameList]]:
    """Give the list of each community and sex, and the lists. Without a surname list men's forenames serve."""
    lists: list[NameList] = []
    places = np.zeros((len(customs), 2), dtype=np.int64)
    for community, name in enumerate(customs.surnames):
        for place, sex in enumerate("MF"):
            places[community, place] = len(lists)
            entry = surnames.get((name, sex)) or surnames.get((name, "U"))
            lists.append(entry or forenames[(customs.forenames[community], "M", "any")])
    return places, lists


def _nicknames(names: Vocabulary) -> Alternatives:
    choices = {
        int(names.add([row["name"]])[0]): names.add(split_words(row["nicknames"])).tolist()
        for row in rows("nicknames.tsv")
    }
    return Alternatives(choices, len(names))


def _spellings(names: Vocabulary) -> Alternatives:
    """Read groups of spellings. A name marked with = may be written for the others but is not itself varied."""
    choices: dict[int, list[int]] = {}
    for row in rows("variants.tsv"):
        words = split_words(row["names"])
        ids = names.add([word.removeprefix("=") for word in words]).tolist()
        for word, number in zip(words, ids, strict=True):
            if not word.startswith("="):
                others = choices.setdefault(number, [])
                others.extend(other for other in ids if other != number and other not in others)
    return Alternatives(choices, len(names))
