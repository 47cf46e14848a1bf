"""Keep apart what a model learns from and what it is tried on: by family groups, and by time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError
from csps.domain.progress import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import ModelSpec
    from csps.store import Edition

NAME = "outcomes.fold"
TRAINING, TEST = "training", "test"


@dataclass(frozen=True)
class FoldsAssigned:
    """What came of dividing the families.

    Args:
        groups: groups of families that ever shared a person.
        largest_share: the share of training rows that the largest group has.
        test_families: families of the test date.
        test_families_seen: of them those whose group a model learnt from at an earlier date. They are tested forward in
            time; `group_id` lets a stricter check leave them out.
    """

    groups: int
    largest_share: float
    test_families: int
    test_families_seen: int


def assign_folds(
    edition: Edition,
    *,
    spec: ModelSpec,
    training: Sequence[date],
    test: date,
    progress: Progress | None = None,
) -> FoldsAssigned:
    """Write the part of `outcomes.fold` for a model: split, group and fold of every family of the cohort on every date.

    Families that ever share a person, over all the dates, are one group, and a group has one fold: brothers and sisters,
    and a family before and after a parting, are never on both sides.

    Args:
        edition: what is read and written.
        spec: how many folds.
        training: the dates a model learns from.
        test: the date it is tested on.
        progress: told of the work.

    Raises:
        UsageError: the test date is not after every training date, or no families were formed for a date.
    """
    if not training or test <= max(training):
        raise UsageError("The test date must come after every training date.")
    dates = [*training, test]
    with edition.connect() as lake:
        parts = [
            lake.table("families.membership", part=day.isoformat())
            .semi_join(
                lake.table("families.family", part=day.isoformat()).filter(lambda rows: rows.in_cohort), "family_id"
            )
            .select("as_of", "family_id", "person_id")
            .to_pyarrow()
            .to_pandas()
            for day in (progress or SilentProgress()).track(dates, what="dividing the families", total=len(dates))
        ]
    members = pd.concat(parts, ignore_index=True)
    rows = folds_of(members, test=test, folds=spec.learner.folds)
    edition.write(NAME, rows, part=spec.name)
    learnt = rows[rows.split == TRAINING]
    tested = rows[rows.split == TEST]
    return FoldsAssigned(
        groups=rows.group_id.nunique(),
        largest_share=float(learnt.group_id.value_counts(normalize=True).max()) if len(learnt) else 0.0,
        test_families=len(tested),
        test_families_seen=int(tested.group_id.isin(learnt.group_id).sum()),
    )


def folds_of(members: pd.DataFrame, *, test: date, folds: int) -> pd.DataFrame:
    """Give split, group and fold of every family on every date.

    Args:
        members: as_of, family_id, person_id.
        test: the date whose families are tested.
        folds: how many.

    Returns:
        as_of, family_id, group_id, split, fold, in no order that means anything. The names of groups, and so the folds,
        depend on who is in them and on nothing else.
    """
    rows = members[["as_of", "family_id"]].drop_duplicates(ignore_index=True)
    names = _group_names(members)
    group = rows.family_id.map(names)
    as_of = pd.to_datetime(rows.as_of).dt.date
    return rows.assign(
        as_of=as_of,
        group_id=group,
        split=np.where(as_of == test, TEST, TRAINING),
        fold=[int(name[:8], 16) % folds for name in group],
    )


def _group_names(members: pd.DataFrame) -> pd.Series:
    """Name the group of each family after its first person in order of pseudonyms."""
    family, families = pd.factorize(members.family_id, sort=True)
    person, persons = pd.factorize(members.person_id, sort=True)
    label = connected(family, person, len(families), len(persons))
    return pd.Series([_name(persons[place]) for place in label], index=families)


def connected(family: np.ndarray, person: np.ndarray, families: int, persons: int) -> np.ndarray:
    """Give each family the smallest person that any chain of shared persons leads to.

    Args:
        family: of each tie, numbers from 0.
        person: of each tie, numbers from 0.
        families: how many.
        persons: how many.

    >>> connected(np.array([0, 0, 1, 2]), np.array([3, 1, 3, 2]), 3, 4).tolist()
    [1, 1, 2]
    """
    of_person = np.arange(persons)
    while True:
        of_family = np.full(families, persons)
        np.minimum.at(of_family, family, of_person[person])
        nearer = of_person.copy()
        np.minimum.at(nearer, person, of_family[family])
        nearer = nearer[nearer]  # who my nearest points to: halves the steps along a long chain
        if np.array_equal(nearer, of_person):
            return of_family
        of_person = nearer


def _name(person_id: str) -> str:
    """Derive a group's pseudonym from a person's, so that it is stable and is not the person's own."""
    return hashlib.sha256(b"csps fold group 1\0" + person_id.encode()).hexdigest()[:32]
