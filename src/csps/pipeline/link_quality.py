"""How good the links are as far as the weights themselves can say: over all, and within groups of people.

A council has no truth to hold its links against. Each tie of likeness has a weight, and so a chance of being right; a pair
of persons that was noted as possible has a chance of having been missed. The first add up to a precision, and with the second
to a recall. Trusted numbers and judgements are taken to be right. What shared nothing by which pairs are found, or weighed
too little to be noted, is in neither, and so the recall is at most so high; on the synthetic borough `csps synthetic mark`
says how high it is.

Groups are told by what agencies state about the person. A place's deprivation is not, because places lie in the lake
under pseudonyms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.access import Action
from csps.assurance.statements import statements
from csps.domain.errors import UsageError
from csps.pipeline.doubts import LINK_FIRST, NO_LINKS
from csps.settings.model_spec import ProtectedGroup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.store import Connection

ALL, NOT_STATED = "all", "not stated"
FEW = 100  # ties: of fewer a person more or less makes a difference in the second digit
AGES = {"0 to 4": 0, "5 to 10": 5, "11 to 17": 11, "18 to 24": 18, "25 to 44": 25, "45 to 64": 45, "65 and over": 65}
TENURES = {
    "feeds.housing_benefit_member": "tenant with housing benefit",
    "feeds.housing_tenancy_member": "social tenant",
}
OTHER_TENURE = "owner or private tenant"


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """What is estimated of a group's links.

    Args:
        attribute: "all", or what the group is a group of.
        group: which.
        ties: that hold its persons together, one less than each has records.
        by_likeness: of them, that rest on likeness alone.
        precision: the share of ties that is right; None where there are few.
        recall: the share that was made of those there were to make and seen, at most; None likewise.
    """

    attribute: str
    group: str
    ties: int
    by_likeness: int
    precision: float | None
    recall: float | None


def estimate_links(site: Site, *, by: SignedIn) -> list[LinkQuality]:
    """Estimate precision and recall of the published links, over all and by age, sex, ethnicity and tenure.

    Raises:
        AccessError: they may not judge links.
        UsageError: nothing was linked yet.
    """
    by.check(Action.JUDGE_LINKS)
    with site.lake.connect() as lake:
        if lake.manifest is None or not lake.holds("linkage.record_link"):
            raise UsageError(NO_LINKS, next_step=LINK_FIRST)
        ties = _ties(lake)
        groups = _groups(site, lake, ties.index, lake.manifest.week)
    return [_estimated(ALL, ALL, ties), *_by_group(ties, groups)]


def chance(weight: pd.Series) -> pd.Series:
    """Give the chance that a pair of so many bits is of one person.

    >>> chance(pd.Series([0.0, 3.0])).round(3).tolist()
    [0.5, 0.889]
    """
    return 1 / (1 + np.exp2(-weight.astype(float)))


def _ties(lake: Connection) -> pd.DataFrame:
    """Give, by person: ties, those by likeness, how many of them are right by their weights, and how many were missed."""
    people = lake.table("linkage.person").select("person_id").to_pyarrow().to_pandas()["person_id"]
    held = lake.table_or_empty("linkage.evidence").select("person_id", "tie", "match_weight").to_pyarrow().to_pandas()
    likely = (held["tie"] == "likeness").to_numpy(bool)
    held = held.assign(ties=1, by_likeness=likely, right=np.where(likely, chance(held["match_weight"].fillna(0)), 1.0))
    found = held.groupby("person_id")[["ties", "by_likeness", "right"]].sum()
    possible = lake.table_or_empty("linkage.possible_link")
    left = possible.filter(possible.doubt == "weak").to_pyarrow().to_pandas()
    sides = [left.assign(person_id=left[side], missed=chance(left["match_weight"]) / 2) for side in SIDES]
    missed = pd.concat(sides).groupby("person_id")["missed"].sum()
    return found.join(missed, how="outer").reindex(people).fillna(0.0)


SIDES = ("person_id", "other_person_id")


def _groups(site: Site, lake: Connection, people: pd.Index, day: date) -> pd.DataFrame:
    """Give the group of each person by attribute: a column each."""
    month = lake.table("linkage.person").select("person_id", "month_of_birth").to_pyarrow().to_pandas()
    born = pd.PeriodIndex(month.set_index("person_id")["month_of_birth"].reindex(people), freq="M")
    years = (pd.Period(day, "M").ordinal - np.where(born.isna(), 0, born.asi8)) // 12
    band = np.array(list(AGES))[np.searchsorted(list(AGES.values()), np.maximum(years, 0), side="right") - 1]
    told = lake.table("linkage.record_link").select("person_id", "register").distinct().to_pyarrow().to_pandas()
    tenure = pd.Series(OTHER_TENURE, index=people)
    for register, words in TENURES.items():
        tenure[people.isin(told.loc[told["register"] == register, "person_id"])] = words
    columns = {"age": pd.Series(np.where(born.isna(), NOT_STATED, band), index=people), "tenure": tenure}
    said = statements(lake, [site.lake.contract(name) for name in _feeds(lake)], day)
    stated = (
        pd.DataFrame(columns=["person_id", "attribute", "value"]) if said is None else said.to_pyarrow().to_pandas()
    )
    for attribute in (ProtectedGroup.ETHNICITY.value, ProtectedGroup.SEX.value):
        rows = stated[stated["attribute"] == attribute].set_index("person_id")["value"]
        columns[attribute] = rows.reindex(people).fillna(NOT_STATED)
    return pd.DataFrame(columns, index=people)


def _feeds(lake: Connection) -> Iterator[str]:
    assert lake.manifest is not None
    return (name for name in lake.manifest.parts if name.startswith("feeds."))


def _by_group(ties: pd.DataFrame, groups: pd.DataFrame) -> Iterator[LinkQuality]:
    for attribute in sorted(groups):
        found = {str(group): rows for group, rows in ties.groupby(groups[attribute].astype(str))}
        for group in sorted(found, key=lambda name: (name == NOT_STATED, AGES.get(name, 0), name)):
            yield _estimated(attribute, group, found[group])


def _estimated(attribute: str, group: str, rows: pd.DataFrame) -> LinkQuality:
    ties, likely = int(rows["ties"].sum()), int(rows["by_likeness"].sum())
    right, missed = float(rows["right"].sum()), float(rows["missed"].sum())
    if ties < FEW:
        return LinkQuality(attribute, group, ties, likely, None, None)
    return LinkQuality(attribute, group, ties, likely, right / ties, right / (right + missed))
