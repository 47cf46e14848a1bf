"""What people are called: names and numbers for everyone who lived, generation by generation.

Names follow the customs of each community: founders and newcomers are drawn, children take after their parents. It is
done after the borough was lived, because nothing that happens depends on a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER, YEAR
from csps.synthetic.identities.communities import FEMALE, MALE, mixed_ethnicity
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.identities.names import NameBook
    from csps.synthetic.identities.numbers import NumberRegister
    from csps.synthetic.lives.registers import Column

Ids = npt.NDArray[np.int32]
SIBLINGS = 16
# Only the married may share a surname. Together some 0.9 % of women marry in a year (England and Wales, 2022: about 1 %)
MARRIED_SHARE = 0.55  # of couples who come here together
WEDDING_SHARE = 0.35  # of couples who meet here
YEARS_UNTIL_WEDDING, SHORTEST_ENGAGEMENT = 3.0, 90  # of couples who meet here: years on average, and days at least


@dataclass(frozen=True)
class Identities:
    """The true names and numbers of everyone: one entry per person, places in `NameBook.names`.

    Args:
        forename, middle, birth_surname: as given at birth.
        surname: after marriage, from `surname_since` on.
        surname_since: day from which `surname` is borne; FOREVER where it never changed.
        adopted_forename, adopted_surname: from the day of adoption on; 0 for everyone else.
        sex: 1 male, 2 female.
        ethnicity: place in `communities.ETHNICITY_CODES`.
        nhs, ni: numbers.  adopted_nhs: the new number after adoption, -1 for everyone else.
        upn: unique pupil number, given at school age.
    """

    forename: Ids
    middle: Ids
    birth_surname: Ids
    surname: Ids
    surname_since: Ids
    adopted_forename: Ids
    adopted_surname: Ids
    sex: npt.NDArray[np.int8]
    ethnicity: npt.NDArray[np.int8]
    nhs: npt.NDArray[np.int64]
    adopted_nhs: npt.NDArray[np.int64]
    ni: npt.NDArray[np.int64]
    upn: npt.NDArray[np.int64]


class Naming:
    """Names people, parents before children.

    Args:
        people: columns of `lives.population.PERSON_COLUMNS`.
        book: names and customs.
        rng: the stream of this part of the borough.
    """

    def __init__(self, people: Mapping[str, Column], book: NameBook, rng: np.random.Generator) -> None:
        self.people = people
        self.book = book
        self.rng = rng
        self.sex = np.where(people["sex"] == 1, MALE, FEMALE).astype(np.int8)
        self.year = (people["birth"] / YEAR + 1970).astype(np.int32)
        self.community = people["community"].astype(np.int16)
        number = len(people["birth"])
        self.forename = np.zeros(number, dtype=np.int32)
        self.birth_surname = np.zeros(number, dtype=np.int32)
        self.ethnicity = book.draw_ethnicity(self.community, rng)

    def name_everyone(self, numbers: NumberRegister) -> Identities:
        """Give everyone names and numbers."""
        self._founders()
        self._children()
        middle = self.book.draw_middle_names(self.forename, self.community, self.sex, self.year, self.rng)
        surname, since = self._married()
        adopted_forename, adopted_surname = self._adopted(surname)
        everyone = np.arange(len(self.forename))
        adopted = adopted_surname > 0
        adopted_nhs = np.full(len(everyone), -1, dtype=np.int64)
        adopted_nhs[adopted] = numbers.nhs_numbers(len(everyone) + np.arange(int(adopted.sum())))
        return Identities(
            forename=self.forename,
            middle=middle,
            birth_surname=self.birth_surname,
            surname=surname,
            surname_since=since,
            adopted_forename=adopted_forename,
            adopted_surname=adopted_surname,
            sex=self.sex,
            ethnicity=self.ethnicity,
            nhs=numbers.nhs_numbers(everyone),
            adopted_nhs=adopted_nhs,
            ni=numbers.ni_numbers(everyone),
            upn=numbers.upns(everyone, self.year + 5),
        )

    def _parents(self, persons: Column) -> tuple[Column, Column]:
        """Give the parents by birth, from whom a child has its first name."""
        people = self.people
        adopted = people["adopted_on"][persons] != FOREVER
        return (
            np.where(adopted, people["birth_mother"][persons], people["mother"][persons]),
            np.where(adopted, people["birth_father"][persons], people["father"][persons]),
        )

    def _founders(self) -> None:
        mother, father = self._parents(np.arange(len(self.forename)))
        first = np.flatnonzero((mother == NOBODY) & (father == NOBODY))
        self.forename[first] = self.book.draw_forenames(
            self.community[first], self.sex[first], self.year[first], self.rng
        )
        self.birth_surname[first] = self.book.draw_surnames(self.community[first], self.sex[first], self.rng)

    def _children(self) -> None:
        """Name children whose parents have names, eldest first, until everyone is named."""
        while True:
            unnamed = np.flatnonzero(self.birth_surname == 0)
            if not len(unnamed):
                return
            mother, father = self._parents(unnamed)
            ready = ((mother == NOBODY) | (self.birth_surname[mother] > 0)) & (
                (father == NOBODY) | (self.birth_surname[father] > 0)
            )
            self._generation(unnamed[ready])

    def _generation(self, children: Column) -> None:
        mother, father = self._parents(children)
        parent = np.where(mother == NOBODY, father, mother)
        order = np.lexsort((children, self.people["birth"][children], parent))
        children, parent = children[order], parent[order]
        first = np.r_[True, parent[1:] != parent[:-1]]
        start = np.flatnonzero(first)
        rank = np.arange(len(children)) - np.repeat(start, np.diff(np.r_[start, len(children)]))
        row = np.cumsum(first) - 1
        siblings = np.zeros((len(start), SIBLINGS), dtype=np.int32)
        for place in range(min(int(rank.max()) + 1, SIBLINGS)):
            here = rank == place
            self._name(children[here], siblings[row[here], : max(place, 1)])
            siblings[row[here], place] = self.forename[children[here]]
        rest = children[rank >= SIBLINGS]
        if len(rest):
            self._name(rest, np.zeros((len(rest), 1), dtype=np.int32))

    def _name(self, children: Column, unlike: npt.NDArray[np.int32]) -> None:
        mother, father = self._parents(children)
        known_father, known_mother = father != NOBODY, mother != NOBODY
        father_forename = np.where(known_father, self.forename[father], 0).astype(np.int32)
        mother_forename = np.where(known_mother, self.forename[mother], 0).astype(np.int32)
        father_surname = np.where(known_father, self.birth_surname[father], 0).astype(np.int32)
        mother_surname = np.where(known_mother, self.birth_surname[mother], father_surname).astype(np.int32)
        both = known_father & known_mother
        self.ethnicity[children[both]] = mixed_ethnicity(self.ethnicity[mother[both]], self.ethnicity[father[both]])
        couple = np.where(known_mother, mother, father)
        choice = (couple.astype(np.int64) * 2654435761 % 2**32) / 2**32
        community = self.community[couple]
        self.birth_surname[children] = self.book.child_surnames(
            father_surname, father_forename, mother_surname, self.sex[children], community, self.rng, choice=choice
        )
        self.forename[children] = self.book.child_forenames(
            father_forename, mother_forename, self.community[children], self.sex[children], self.year[children],
            self.rng, unlike=unlike,
        )  # fmt: skip

    def _married(self) -> tuple[Ids, Ids]:
        """Give wives the surname they bear after marriage, where that is the custom."""
        people = self.people
        wives = np.flatnonzero((people["spouse"] != NOBODY) & (self.sex == FEMALE))
        share = np.where(self._came_together(wives), MARRIED_SHARE, WEDDING_SHARE)
        wives = wives[self.rng.random(len(wives)) < share]
        surname = self.birth_surname.copy()
        since = np.full(len(surname), FOREVER, dtype=np.int32)
        husband = people["spouse"][wives]
        surname[wives] = self.book.married_surnames(
            self.birth_surname[wives], self.birth_surname[husband], self.community[wives], self.rng
        )
        changed = np.flatnonzero(surname != self.birth_surname)
        since[changed] = self._wedding(changed)
        return surname, since

    def _wedding(self, wives: Column) -> Ids:
        """Give the day from which wives bear their new surname.

        Who came here with a husband was married before; couples who meet here live together for some time first.
        """
        met = self.people["spouse_since"][wives]
        engaged = self.rng.exponential(YEARS_UNTIL_WEDDING * YEAR, len(wives)).astype(np.int32)
        wedding: Ids = np.where(
            self._came_together(wives), met, np.minimum(met + SHORTEST_ENGAGEMENT + engaged, FOREVER)
        )
        return wedding

    def _came_together(self, wives: Column) -> npt.NDArray[np.bool_]:
        """Tell which wives came to the borough on the day on which they and their husbands are first noted as a couple."""
        met, arrived = self.people["spouse_since"][wives], self.people["arrived"]
        together: npt.NDArray[np.bool_] = (arrived[wives] == met) & (arrived[self.people["spouse"][wives]] == met)
        return together

    def _adopted(self, surname: Ids) -> tuple[Ids, Ids]:
        """Adopted children take the surname of their new father or mother, and half of them a new forename."""
        people = self.people
        adopted = np.flatnonzero(people["adopted_on"] != FOREVER)
        new_forename = np.zeros(len(surname), dtype=np.int32)
        new_surname = np.zeros(len(surname), dtype=np.int32)
        parent = np.where(people["father"][adopted] == NOBODY, people["mother"][adopted], people["father"][adopted])
        new_surname[adopted] = surname[parent]
        drawn = self.book.draw_forenames(self.community[adopted], self.sex[adopted], self.year[adopted], self.rng)
        keeps = self.rng.random(len(adopted)) < 0.5
        new_forename[adopted] = np.where(keeps, self.forename[adopted], drawn)
        return new_forename, new_surname
