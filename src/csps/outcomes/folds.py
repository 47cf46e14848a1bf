"""Keep apart what a model learns from and what it is tried on: by family groups, and by time."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from csps.domain.errors import ContractError, UsageError
from csps.domain.progress import SilentProgress
from csps.store.held import arrow_rows
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import ibis

    from csps.domain.progress import Progress
    from csps.settings import ModelSpec
    from csps.store import Edition

    Tie = tuple[date, str, str]  # a date, a family, a person of it
    Row = dict[str, Any]

NAME = "outcomes.fold"
TRAINING, TEST = "training", "test"
TYING = ("carer", "child", "expected")
"""Roles through which families belong together: see `families.membership`."""
MOST_SHARE = 0.02  # of the training rows that one group may have
MANY_FAMILIES = 25  # fewer are a large family over the years, whatever their share in a small place
NAMED = 5
TYPES = {"as_of": "date", "family_id": "string", "group_id": "string", "split": "string", "fold": "int64"}


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

    def __str__(self) -> str:
        """Say it, the largest group's share first: it is what a reader must look at."""
        return (
            f"{self.groups:,} groups of families; the largest has {self.largest_share:.2%} of what a model learns from. "
            f"{self.test_families_seen:,} of {self.test_families:,} families of the test date belong to a group that a "
            "model learnt from at an earlier date."
        )


def assign_folds(
    edition: Edition,
    *,
    spec: ModelSpec,
    training: Sequence[date],
    test: date,
    progress: Progress | None = None,
) -> FoldsAssigned:
    """Write the part of `outcomes.fold` for a model: split, group and fold of every family of the cohort on every date.

    Families that ever share a child or somebody who looks after one, over all the dates, are one group, and a group has
    one fold: brothers and sisters, half-brothers in two households, and a family before and after a parting, are never on
    both sides. A lodger joins nobody.

    Args:
        edition: what is read and written.
        spec: how many folds.
        training: the dates a model learns from.
        test: the date it is tested on.
        progress: told of the work.

    Raises:
        UsageError: the test date is not after every training date, or no families were formed for a date.
        ContractError: one group is too large: a person who is in many families, perhaps two people linked as one, ties
            together what has nothing in common.
    """
    if not training or test <= max(training):
        raise UsageError("The test date must come after every training date.")
    dates = [*training, test]
    ties: list[Tie] = []
    with edition.connect() as lake:
        for day in (progress or SilentProgress()).track(dates, what="dividing the families", total=len(dates)):
            members = _tying(people_on(lake, day).members).select("family_id", "person_id").to_pyarrow().to_pydict()
            ties += zip([day] * len(members["family_id"]), members["family_id"], members["person_id"], strict=True)
    rows = folds_of(ties, test=test, folds=spec.learner.folds)
    refuse_large_groups(rows, ties)
    edition.write(NAME, arrow_rows({name: [row[name] for row in rows] for name in TYPES}, TYPES), part=spec.name)
    return _account(rows)


def _tying(members: ibis.Table) -> ibis.Table:
    """Keep children and who looks after them; of a family that has neither, such as one that expects a child, everybody."""
    tying = members.filter(members.role.isin(TYING))
    return tying.union(members.anti_join(tying, "family_id"))


def refuse_large_groups(rows: Sequence[Row], ties: Sequence[Tie]) -> None:
    """Refuse a group of many families that has more than MOST_SHARE of what a model learns from.

    Raises:
        ContractError: it names the pseudonyms of those who are in most of its families.
    """
    learnt = Counter(row["group_id"] for row in rows if row["split"] == TRAINING)
    families: dict[str, set[str]] = {}
    for row in rows:
        families.setdefault(row["group_id"], set()).add(row["family_id"])
    for group, many in learnt.most_common(1):
        share, inside = many / learnt.total(), families[group]
        if share <= MOST_SHARE or len(inside) < MANY_FAMILIES:
            return
        in_families = {(person, family) for _, family, person in ties if family in inside}
        bridging = Counter(person for person, _ in in_families).most_common(NAMED)
        named = ", ".join(
            f"{person} (in {count} families)" for person, count in sorted(bridging, key=lambda one: (-one[1], one[0]))
        )
        raise ContractError(
            f"{len(inside)} families are one group with {share:.1%} of what a model would learn from, more than "
            f"{MOST_SHARE:.0%}: it could not be kept apart from those it is tried on. Most families share {named}.",
            next_step="Look at how these persons were linked, with `csps linkage`, and judge the links that are wrong.",
        )


def _account(rows: Sequence[Row]) -> FoldsAssigned:
    learnt = Counter(row["group_id"] for row in rows if row["split"] == TRAINING)
    tested = [row["group_id"] for row in rows if row["split"] == TEST]
    return FoldsAssigned(
        groups=len({row["group_id"] for row in rows}),
        largest_share=max(learnt.values(), default=0) / max(1, learnt.total()),
        test_families=len(tested),
        test_families_seen=sum(group in learnt for group in tested),
    )


def folds_of(ties: Sequence[Tie], *, test: date, folds: int) -> list[Row]:
    """Give split, group and fold of every family on every date.

    Args:
        ties: date, family, person.
        test: the date whose families are tested.
        folds: how many.

    Returns:
        as_of, family_id, group_id, split, fold. The names of groups, and so the folds, depend on who is in them and on
        nothing else.
    """
    names = _group_names(ties)
    return [
        {
            "as_of": day,
            "family_id": family,
            "group_id": names[family],
            "split": TEST if day == test else TRAINING,
            "fold": int(names[family][:8], 16) % folds,
        }
        for day, family in sorted({(day, family) for day, family, _ in ties})
    ]


def _group_names(ties: Sequence[Tie]) -> dict[str, str]:
    """Name the group of each family after its first person in order of pseudonyms."""
    families, family = np.unique([tie[1] for tie in ties], return_inverse=True)
    persons, person = np.unique([tie[2] for tie in ties], return_inverse=True)
    first = connected(family, person, len(families), len(persons))
    return {str(name): _name(str(persons[place])) for name, place in zip(families, first, strict=True)}


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
