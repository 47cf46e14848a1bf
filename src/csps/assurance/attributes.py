"""To which protected groups each family belongs, for the audit of fairness and nothing else.

    ethnicity                  the broad group of most of its children; "more than one group" where two groups have as
                               many; of its carers where no child's is stated
    sex                        of the adults who look after the children: they are whom a visit is about
    disability                 whether a disability of a child is recorded
    age of the youngest child  in bands
    lone parent                how many adults look after the children

Every family of the cohort has a value for each: what nobody stated is a group of its own, because families about whom
less is written down may be treated differently too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.assurance.statements import DISABLED, FEMALE, MALE, statements
from csps.domain.progress import Progress, SilentProgress
from csps.settings.model_spec import ProtectedGroup
from csps.store.restrictions import families_left_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.store import Connection, Edition

TABLE = "assurance.protected_attribute"
NOT_STATED, SEVERAL = "not stated", "more than one group"
AGES = {"under 1": 0, "1 to 4": 1, "5 to 10": 5, "11 to 15": 11, "16 or 17": 16}  # from whole years
NO_CHILD_BORN = "no child born yet"
CHILD, CARER = "child", "carer"  # roles in families.membership


@dataclass(frozen=True, slots=True)
class Collected:
    """What was collected.

    Args:
        families: of the cohort, dates counted apart.
        rows: written.
    """

    families: int
    rows: int


def collect_attributes(edition: Edition, *, dates: Sequence[date], progress: Progress | None = None) -> Collected:
    """Find the protected groups of every family of the cohort, as they were known on each date.

    Args:
        edition: holds feeds, links, families and memberships of the dates.
        dates: as-of dates.
        progress: who watches.

    Raises:
        UsageError: a date has no families.
    """
    families = rows = 0
    for day in (progress or SilentProgress()).track(dates, what="collecting protected groups", total=len(dates)):
        with edition.connect() as lake:
            found = attributes_of(*_read(edition, lake, day))
        edition.write(TABLE, found.assign(as_of=day), part=day.isoformat())
        families, rows = families + found["family_id"].nunique(), rows + len(found)
    return Collected(families, rows)


def attributes_of(families: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Give one row per family and attribute.

    Args:
        families: family_id, youngest_months.
        members: family_id, role and, where stated, ethnicity, sex and disability of the person.

    Returns:
        family_id, attribute, value.
    """
    ids = pd.Index(families["family_id"], name="family_id")
    carers, children = members[members["role"] == CARER], members[members["role"] == CHILD]
    by_attribute = {
        ProtectedGroup.ETHNICITY: _commonest(children).reindex(ids).fillna(_commonest(carers).reindex(ids)),
        ProtectedGroup.SEX: _sexes(carers).reindex(ids),
        ProtectedGroup.DISABILITY: _disability(children, ids),
        ProtectedGroup.AGE: pd.Series(_ages(families["youngest_months"]), index=ids),
        ProtectedGroup.LONE_PARENT: _carers(carers, ids),
    }
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "family_id": ids,
                    "attribute": name.value,
                    "value": values.astype(object).fillna(NOT_STATED).to_numpy(),
                }
            )
            for name, values in by_attribute.items()
        ],
        ignore_index=True,
    )


def _read(edition: Edition, lake: Connection, day: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    part = day.isoformat()
    family, member = lake.table("families.family", part=part), lake.table("families.membership", part=part)
    cohort = family.filter(family.in_cohort).anti_join(families_left_out(lake, [day]), "family_id")
    cohort = cohort.select("family_id", "youngest_months").order_by("family_id")
    members = member.select("family_id", "person_id", "role").to_pyarrow().to_pandas()
    names = [group.value for group in (ProtectedGroup.ETHNICITY, ProtectedGroup.SEX, ProtectedGroup.DISABILITY)]
    tables = [edition.lake.contract(name) for name in edition.manifest().parts if name.startswith("feeds.")]
    stated = statements(lake, tables, day)
    if stated is None:
        return cohort.to_pyarrow().to_pandas(), members.assign(**dict.fromkeys(names))
    wanted = stated.semi_join(member, "person_id").to_pyarrow().to_pandas()
    wide = wanted.pivot_table(index="person_id", columns="attribute", values="value", aggfunc="first")
    return cohort.to_pyarrow().to_pandas(), members.join(wide.reindex(columns=names), on="person_id")


def _commonest(persons: pd.DataFrame) -> pd.Series:
    """Give the commonest ethnicity by family, of those who state one."""
    counted = persons.dropna(subset=["ethnicity"]).groupby(["family_id", "ethnicity"]).size().reset_index(name="many")
    most = counted[counted["many"] == counted.groupby("family_id")["many"].transform("max")]
    groups = most.groupby("family_id")["ethnicity"]
    return groups.first().where(groups.size() == 1, SEVERAL).astype(object)


def _sexes(carers: pd.DataFrame) -> pd.Series:
    women = (carers["sex"] == FEMALE).groupby(carers["family_id"]).any()
    men = (carers["sex"] == MALE).groupby(carers["family_id"]).any()
    words = np.select([women & men, women, men], ["women and men", "women", "men"], default=NOT_STATED)
    return pd.Series(words, index=women.index)


def _disability(children: pd.DataFrame, ids: pd.Index) -> pd.Series:
    disabled = ids.isin(children.loc[children["disability"] == DISABLED, "family_id"])
    return pd.Series(np.where(disabled, "a disabled child", "no disabled child recorded"), index=ids)


def _ages(youngest_months: pd.Series) -> np.ndarray:
    years = youngest_months.to_numpy(dtype=float, na_value=np.nan) // 12
    starts = list(AGES.values())
    words = np.array([*AGES, NO_CHILD_BORN])
    place = np.searchsorted(starts, np.nan_to_num(years), side="right") - 1
    return words[np.where(np.isnan(years), len(AGES), place)]


def _carers(carers: pd.DataFrame, ids: pd.Index) -> pd.Series:
    many = carers.groupby("family_id").size().reindex(ids).fillna(0).to_numpy()
    words = np.select([many == 0, many == 1], ["no carer known", "one carer"], default="two or more carers")
    return pd.Series(words, index=ids)
