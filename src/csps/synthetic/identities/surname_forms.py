"""How a surname takes its form: by sex, by marriage, from father and mother, by custom.

gendered    Kowalski and Kowalska, Ivanov and Ivanova, Kazlauskas, Kazlauskienė (wife) and Kazlauskaitė (daughter)
spanish     first surname of the father, then of the mother: García López
portuguese  last surname of the mother, then of the father: Costa Silva
somali      the father's forename, then the grandfather's: Amina + Hassan Ali
patronym    the father's forename: Eritrean, Ethiopian, Tamil
sikh        Singh for men and Kaur for women, alone or before a family name; or the family name alone
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from csps.synthetic.identities.communities import FEMALE, MALE
from csps.synthetic.identities.vocabulary import NOTHING
from csps.synthetic.identities.word_files import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from csps.synthetic.identities.communities import Customs
    from csps.synthetic.identities.vocabulary import Vocabulary

    Ids = NDArray[np.int32]
    Ending = tuple[str, str, str]

FATHERS, MOTHERS, BOTH, OWN = range(4)  # rules, in the order of `Customs.rules`
SINGH_ALONE, SINGH_FIRST = 0.35, 0.25  # shares of Sikh surnames: "Singh", "Singh Gill"; the rest "Gill"
ONE_PORTUGUESE = 0.25  # share of drawn Portuguese surnames that are a single one


class ParentNames(NamedTuple):
    """What a child's surname may come from, one entry per child; 0 where not known."""

    father_surname: Ids
    father_forename: Ids
    mother_surname: Ids
    own: Ids  # a surname drawn for the child itself


def read_endings() -> dict[str, list[Ending]]:
    """Read `words/endings.tsv`: for each surname list its (masculine, wife's, daughter's), longest masculine first."""
    table: dict[str, list[Ending]] = {}
    for row in rows("endings.tsv"):
        table.setdefault(row["list"], []).append((row["masculine"], row["feminine"], row["daughter"]))
    return {name: sorted(entries, key=lambda entry: -len(entry[0])) for name, entries in table.items()}


def masculine(surname: str, endings: list[Ending]) -> str:
    """Give a man's form of a surname.

    >>> masculine("Kowalska", [("ski", "ska", "ska")])
    'Kowalski'
    """
    for man, wife, daughter in endings:
        for ending in (wife, daughter):
            if surname.endswith(ending):
                return surname.removesuffix(ending) + man
    return surname


def feminine(surname: str, endings: list[Ending], *, wife: bool) -> str:
    """Give a woman's form of a surname, as wife or as daughter.

    >>> feminine("Butkus", [("kus", "kienė", "kutė")], wife=False)
    'Butkutė'
    """
    bare = masculine(surname, endings)
    for man, wives, daughters in endings:
        if bare.endswith(man):
            return bare.removesuffix(man) + (wives if wife else daughters)
    return bare


def _first(surname: str) -> str:
    return surname.split(" ", 1)[0] if " " in surname else surname


def _last(surname: str) -> str:
    return surname.rsplit(" ", 1)[-1]


def double_barrelled(father: str, mother: str) -> str:
    """Join two surnames; those that are already double give one part each.

    >>> double_barrelled("Smith-Jones", "Clarke")
    'Jones-Clarke'
    """
    one, two = father.rsplit("-", 1)[-1], mother.split("-", 1)[0]
    return one if one == two else f"{one}-{two}"


def singh_or_kaur(surname: str, *, man: bool) -> str:
    """Give the form of a Sikh surname for a man or a woman.

    >>> singh_or_kaur("Singh Gill", man=False)
    'Kaur Gill'
    """
    other, mine = ("Kaur", "Singh") if man else ("Singh", "Kaur")
    return " ".join(mine if part == other else part for part in surname.split(" "))


class SurnameForms:
    """Gives surnames the form of a person's community and sex. Arrays hold one entry per person.

    Args:
        names: the names of the borough; compound and gendered surnames are added to it.
        customs: the communities.
    """

    def __init__(self, names: Vocabulary, customs: Customs) -> None:
        self._names = names
        self._forms = customs.forms
        endings = read_endings()
        self._endings = [endings.get(surnames) for surnames in customs.surnames]

    def drawn(
        self, pair: tuple[Ids, Ids], community: NDArray[np.integer], sex: NDArray[np.integer], rng: np.random.Generator
    ) -> Ids:
        """Form the surname of a person born into a community from two surnames drawn from its list."""
        first, second = pair
        result, draws = first.copy(), rng.random(len(first))
        form = self._forms[community]
        two = np.isin(form, ("spanish", "somali")) | ((form == "portuguese") & (draws >= ONE_PORTUGUESE))
        two &= first != second
        result[two] = self._joined(first[two], second[two], lambda a, b: f"{a} {b}")
        alone, before = SINGH_ALONE, SINGH_ALONE + SINGH_FIRST
        sikh = form == "sikh"
        self._change(result, sikh & (draws < alone), lambda _: "Singh")
        self._change(result, sikh & (draws >= alone) & (draws < before), lambda text: f"Singh {text}")
        return self.by_sex(result, community, sex)

    def by_sex(self, surname: Ids, community: NDArray[np.integer], sex: NDArray[np.integer]) -> Ids:
        """Give the form of a son or a daughter, where the community has such forms."""
        result = surname.copy()
        for place in self._formed(community):
            here = community == place
            self._change(result, here & (sex == MALE), self._of_man(place))
            self._change(result, here & (sex == FEMALE), self._of_woman(place, wife=False))
        return result

    def of_wife(self, husband_surname: Ids, community: NDArray[np.integer]) -> Ids:
        """Give the wife's form of husbands' surnames."""
        result = husband_surname.copy()
        for place in self._formed(community):
            self._change(result, community == place, self._of_woman(place, wife=True))
        return result

    def of_child(
        self,
        parents: ParentNames,
        community: NDArray[np.integer],
        sex: NDArray[np.integer],
        rule: NDArray[np.integer],
    ) -> Ids:
        """Give each child's surname: `rule` is FATHERS, MOTHERS, BOTH or OWN; special forms follow their custom."""
        father, mother, his_name = parents.father_surname, parents.mother_surname, parents.father_forename
        result = np.where(father != NOTHING, father, mother).astype(np.int32)
        result = np.where((rule == MOTHERS) & (mother != NOTHING), mother, result).astype(np.int32)
        result = np.where(rule == OWN, parents.own, result).astype(np.int32)
        form = self._forms[community]
        both = (father != NOTHING) & (mother != NOTHING)
        named = his_name != NOTHING
        compounds: tuple[tuple[NDArray[np.bool_], Ids, Ids, Callable[[str, str], str]], ...] = (
            (both & (rule == BOTH) & (form == "plain"), father, mother, double_barrelled),
            (both & (form == "spanish"), father, mother, lambda his, hers: f"{_first(his)} {_first(hers)}"),
            (both & (form == "portuguese"), mother, father, lambda hers, his: f"{_last(hers)} {_last(his)}"),
            (named & (form == "somali"), his_name, father, lambda own, his: f"{own} {_first(his)}".strip()),
            (named & (form == "patronym"), his_name, father, lambda own, _: own),
        )
        for mask, left, right, join in compounds:
            result[mask] = self._joined(left[mask], right[mask], join)
        return self.by_sex(result, community, sex)

    def _formed(self, community: NDArray[np.integer]) -> list[int]:
        """Give the communities present whose surnames differ by sex."""
        formed = np.isin(self._forms, ("gendered", "sikh"))
        return [place for place in np.unique(community).tolist() if formed[place]]

    def _of_man(self, community: int) -> Callable[[str], str]:
        endings = self._endings[community]
        return partial(singh_or_kaur, man=True) if endings is None else partial(masculine, endings=endings)

    def _of_woman(self, community: int, *, wife: bool) -> Callable[[str], str]:
        endings = self._endings[community]
        if endings is None:
            return partial(singh_or_kaur, man=False)
        return partial(feminine, endings=endings, wife=wife)

    def _change(self, surname: Ids, hit: NDArray[np.bool_], change: Callable[[str], str]) -> None:
        """Change the surnames that are hit, in place."""
        surname[hit] = self._names.map(surname[hit], change)

    def _joined(self, left: Ids, right: Ids, join: Callable[[str, str], str]) -> Ids:
        return self._names.combine(left, right, lambda text, number: join(text, self._names.text_of(number)))
