"""Were families formed rightly? Who is said to live with whom, held against who truly did, on each date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.marking.households import dates, lend_households
from csps.synthetic.marking.linked import PEOPLE, groups_of
from csps.synthetic.marking.pairs import Agreement
from csps.synthetic.marking.parents import ParentMarks, parent_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from csps.store import Lake, Manifest
    from csps.synthetic.marking.folders import Columns, Folder

    Flags = npt.NDArray[np.bool_]

OF_AGE = 18
ATTRIBUTES = ("ethnicity", "deprivation")

# A child of two homes may be said to live in either, and pairs are asked for in the one that csps has more of. A pair
# that meets in the other home only is right where it is said, and not missed where it is not.
PAIRS = """
    WITH said AS (
             SELECT DISTINCT one.person AS a, other.person AS b
             FROM said_member AS one JOIN said_member AS other USING (family_id) WHERE one.person < other.person
         ),
         met AS (
             SELECT one.person AS a, other.person AS b, family
             FROM true_member AS one JOIN true_member AS other USING (family) WHERE one.person < other.person
         ),
         confirmed AS (SELECT met.* FROM met SEMI JOIN said USING (a, b)),
         ends AS (SELECT a AS person, family FROM confirmed UNION ALL SELECT b AS person, family FROM confirmed),
         seen AS (SELECT person, family, count(*) AS pairs FROM ends GROUP BY ALL),
         home AS (
             SELECT person, family FROM true_member LEFT JOIN seen USING (person, family)
             QUALIFY row_number() OVER (PARTITION BY person ORDER BY coalesce(pairs, 0) DESC, second, family) = 1
         ),
         asked AS (
             SELECT one.person AS a, other.person AS b
             FROM home AS one JOIN home AS other USING (family) WHERE one.person < other.person
         ),
         told AS (
             SELECT a, b, true AS said, false AS so FROM said
             UNION ALL SELECT a, b, false AS said, true AS so FROM asked
             UNION ALL SELECT a, b, false AS said, true AS so FROM confirmed
         )
    SELECT a, b, bool_or(said) AS said, bool_or(so) AS so FROM told GROUP BY a, b ORDER BY a, b
"""
FOUND = """
    WITH child AS (SELECT family, person FROM true_member SEMI JOIN true_child USING (person) WHERE NOT second),
         size AS (SELECT family, count(*) AS children FROM child GROUP BY family),
         met AS (
             SELECT family, family_id, count(*) AS children
             FROM child JOIN said_member USING (person) WHERE in_cohort GROUP BY ALL
         )
    SELECT size.family, any_value(size.children) AS children, coalesce(max(met.children), 0) AS together
    FROM size LEFT JOIN met USING (family) GROUP BY size.family ORDER BY size.family
"""
PURE = "SELECT children, shared FROM true_family ORDER BY family_id"
CHILDREN = """
    SELECT count(*) FILTER (home) AS living, count(*) FILTER (home AND NOT known) AS unknown,
           count(*) FILTER (said) AS said, count(*) FILTER (said AND NOT home) AS gone,
           count(*) FILTER (present AND NOT home) AS elsewhere,
           count(*) FILTER (present AND NOT home AND said) AS elsewhere_said
    FROM (
        SELECT present, person IN (SELECT person FROM true_member) AS home,
               person IN (SELECT person FROM true_person) AS known, person IN (SELECT person FROM said_member) AS said
        FROM true_child
    )
"""


@dataclass(frozen=True)
class ChildMarks:
    """What is known of children, whoever they live with.

    Args:
        living: in a family of the borough.
        unknown: of them, without a record at any agency: nobody could have found them.
        said: to live in a family.
        gone: of them, who live in none: moved away, dead or looked after.
        elsewhere: looked after, and so in no family.
        elsewhere_said: of them, said to live in one.
    """

    living: int
    unknown: int
    said: int
    gone: int
    elsewhere: int
    elsewhere_said: int


@dataclass(frozen=True)
class FamilyMarks:
    """How the families of one date stand beside the true ones.

    Args:
        as_of: the date, as YYYY-MM-DD.
        families: of csps, with children in them.
        pure: of them, whose children all live in one true family.
        true_families: with children at home.
        found: of them, with a child in a family of the cohort.
        whole: of them, with all children in one family of the cohort.
        single: what is known of children, one by one.
        overall: pairs of people who are said to live in one family, and who do.
        children: of them, two children.
        child_and_adult: one child.
        told: of those, both of whom some register has at a home on the day: nobody could tell of the rest.
        adults: no child.
        groups: attribute -> group -> pairs as seen from each child of the group: one of two children counts twice.
        parents: pairs of a child and somebody who looks after it: see `parents`.
    """

    as_of: str
    families: int
    pure: int
    true_families: int
    found: int
    whole: int
    single: ChildMarks
    overall: Agreement
    children: Agreement
    child_and_adult: Agreement
    told: Agreement
    adults: Agreement
    groups: Mapping[str, Mapping[str, Agreement]]
    parents: ParentMarks


def family_marks(workspace: Folder, truth: Folder, lake: Lake, manifest: Manifest) -> list[FamilyMarks]:
    """Mark the families of every date that a manifest holds, the oldest first.

    Args:
        workspace: what csps made; it has `true_person`.
        truth: what is so.
        lake: whose snapshots are checked as they are read.
        manifest: the published one.
    """
    found = []
    for day in dates(manifest):
        lend_households(workspace, truth, lake, manifest, day)
        people = truth.ask(PEOPLE, [day, str(truth.path / "person.parquet")])
        found.append(marks_of(workspace, day, people))
    return found


def marks_of(workspace: Folder, day: str, people: Columns) -> FamilyMarks:
    """Mark the families of one day.

    Args:
        workspace: it has the tables of `lend_households`.
        day: as YYYY-MM-DD.
        people: the true ones, numbered from nought, with their ages on the day.
    """
    age = people["age"].astype(np.float64)
    groups = groups_of(people, people["person"].astype(np.int64))
    met, is_child = workspace.ask(PAIRS), age < OF_AGE
    pairs, by_group = compare(met, is_child, {name: groups[name] for name in ATTRIBUTES})
    told = told_of(met, is_child, workspace.ask("SELECT person FROM at_home")["person"].astype(np.int64))
    pure, found, single = (workspace.ask(question) for question in (PURE, FOUND, CHILDREN))
    return FamilyMarks(
        as_of=day,
        families=len(pure["shared"]),
        pure=int((pure["shared"] == pure["children"]).sum()),
        true_families=len(found["family"]),
        found=int((found["together"] > 0).sum()),
        whole=int((found["together"] == found["children"]).sum()),
        single=ChildMarks(**{name: int(number[0]) for name, number in single.items()}),
        overall=pairs[0] + pairs[1] + pairs[2],
        children=pairs[2],
        child_and_adult=pairs[1],
        told=told,
        adults=pairs[0],
        groups=by_group,
        parents=parent_marks(workspace),
    )


def compare(
    pairs: Columns, is_child: Flags, groups: Mapping[str, npt.NDArray[np.str_]]
) -> tuple[list[Agreement], dict[str, dict[str, Agreement]]]:
    """Count pairs by how many of the two are children, and by the group of each child.

    Args:
        pairs: two persons `a` and `b`, and whether their living together is `said`, and is `so`.
        is_child: of each true person.
        groups: attribute -> group of each true person.
    """
    a, b = pairs["a"].astype(np.int64), pairs["b"].astype(np.int64)
    said, so = pairs["said"].astype(bool), pairs["so"].astype(bool)
    many = is_child[a].astype(np.int64) + is_child[b]
    seen_by = np.concatenate([a, b])
    from_child = is_child[seen_by]
    child, said_of, so_of = seen_by[from_child], np.tile(said, 2)[from_child], np.tile(so, 2)[from_child]
    return (
        [counted(said[many == number], so[many == number]) for number in range(3)],
        {
            name: {
                str(one): counted(said_of[group[child] == one], so_of[group[child] == one])
                for one in np.unique(group[child])
            }
            for name, group in groups.items()
        },
    )


def told_of(pairs: Columns, is_child: Flags, at_home: npt.NDArray[np.int64]) -> Agreement:
    """Count the pairs of a child and an adult both of whom a register has at a home.

    Args:
        pairs: as in `compare`.
        is_child: of each true person.
        at_home: the persons whom a register has somewhere.
    """
    known = np.zeros(len(is_child), bool)
    known[at_home] = True
    a, b = pairs["a"].astype(np.int64), pairs["b"].astype(np.int64)
    counts = (is_child[a] != is_child[b]) & known[a] & known[b]
    return counted(pairs["said"].astype(bool)[counts], pairs["so"].astype(bool)[counts])


def counted(said: Flags, so: Flags) -> Agreement:
    """Count pairs that are said, that are so, and that are both.

    >>> counted(np.array([True, True, False]), np.array([True, False, True])).precision
    0.5
    """
    return Agreement(int(so.sum()), int(said.sum()), int((said & so).sum()))
