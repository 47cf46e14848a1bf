"""Is every child with its parents? Pairs of a child and somebody who truly looks after it, and pairs that are said to be such.

In truth a pair is a child under 18 and an adult in charge of the home that the child lives in on the date (`guardian.parquet`:
carers and their partners, and no lodger, grandparent or grown-up child). A child of two homes may be said to be with either:
the pairs of the home of which more are found are asked for, and those of the other are right where they are said.

A pair is *said* if `families.membership` of the date has both in one family, the child in the role child and the adult in the
role carer. Precision is the share of the said pairs that are true. Recall is asked twice of the true pairs: how many are said,
and how many are in one family whatever the adult's role; and both again of the pairs of which any register had both at some
home by then, because nobody can tell of the rest.

A said pair is *confirmed* where no doubt stands against the membership of either (`families.unconfirmed`). What a doubt is worth
is told by how many of the children, and of the carers, against whom it stands are truly still there: the child with
somebody of that family who looks after it, the carer with a child of that family whom they look after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from csps.synthetic.marking.folders import Folder

PARENTS = """
    WITH said AS (
             SELECT child.person AS child, adult.person AS adult, bool_or(child.role = 'child' AND adult.role = 'carer') AS said,
                    bool_or(child.role = 'child' AND adult.role = 'carer' AND child.doubt IS NULL AND adult.doubt IS NULL) AS confirmed
             FROM said_role AS child JOIN said_role AS adult USING (family_id)
             WHERE child.person <> adult.person AND adult.role IN ('carer', 'adult') GROUP BY ALL
         ),
         so AS (
             SELECT DISTINCT child, guardian AS adult, family, member.second
             FROM true_guardian JOIN true_member AS member ON member.person = child
             JOIN (SELECT person AS guardian, family FROM true_member) AS host USING (guardian, family)
         ),
         found AS (
             SELECT so.*, said.adult IS NOT NULL AS together, coalesce(said.said, false) AS said,
                    coalesce(said.confirmed, false) AS confirmed
             FROM so LEFT JOIN said USING (child, adult)
         ),
         asked AS (
             SELECT child, family FROM found GROUP BY child, family, second
             QUALIFY row_number() OVER (PARTITION BY child ORDER BY count(*) FILTER (together) DESC, second, family) = 1
         ),
         pair AS (
             SELECT child, adult, true AS so, together, said, confirmed FROM found
             WHERE together OR (child, family) IN (FROM asked)
             UNION ALL SELECT child, adult, false, true, true, confirmed FROM said ANTI JOIN so USING (child, adult) WHERE said
         )
    SELECT bool_or(so) AS so, bool_or(together) AS together, bool_or(said) AS said,
           bool_or(confirmed) AS confirmed,
           child IN (FROM at_home) AND adult IN (FROM at_home) AS told
    FROM pair GROUP BY child, adult ORDER BY child, adult
"""

DOUBTED = """
    WITH cared AS (
             SELECT DISTINCT family_id, child.person AS child, adult.person AS adult
             FROM said_role AS child JOIN said_role AS adult USING (family_id)
             JOIN true_guardian ON true_guardian.child = child.person AND guardian = adult.person
             JOIN true_member AS lives ON lives.person = child.person
             JOIN true_member AS host ON host.person = adult.person AND host.family = lives.family
         ),
         there AS (SELECT family_id, child AS person FROM cared UNION SELECT family_id, adult FROM cared)
    SELECT doubt, role, count(*) AS members, count(*) FILTER ((family_id, person) IN (FROM there)) AS there,
           count(*) FILTER (person IN (SELECT person FROM true_member)) AS here
    FROM said_role WHERE doubt IS NOT NULL AND role IN ('child', 'carer') GROUP BY doubt, role ORDER BY role DESC, there / members, doubt
"""


@dataclass(frozen=True)
class DoubtMarks:
    """What a doubt is worth.

    Args:
        doubt: as `families.unconfirmed` has it.
        role: child or carer.
        members: against whom it stands.
        there: of them, who are still there: with somebody of the family who looks after them, or whom they look after.
        here: of them, who live in any family of the borough.
    """

    doubt: str
    role: str
    members: int
    there: int
    here: int


@dataclass(frozen=True)
class ParentMarks:
    """How well children and those who look after them were found.

    Args:
        pairs: true ones.
        said: pairs that csps says are such.
        right: pairs that are both.
        together: true pairs in one family of csps, in whatever role.
        told: true pairs both of whom some register had at some home by the date.
        told_right: of them, said.
        told_together: of them, in one family of csps.
        confirmed: said pairs against neither of whom a doubt stands.
        confirmed_right: of them, true.
        doubts: what each doubt is worth; none where no doubts were looked for.
    """

    pairs: int
    said: int
    right: int
    together: int
    told: int
    told_right: int
    told_together: int
    confirmed: int
    confirmed_right: int
    doubts: tuple[DoubtMarks, ...] = field(default=(), kw_only=True)

    @property
    def confirmed_precision(self) -> float | None:
        """Share of the confirmed pairs that are true."""
        return self.confirmed_right / self.confirmed if self.confirmed else None

    @property
    def precision(self) -> float | None:
        """Share of the said pairs that are true."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Share of the true pairs that are in one family."""
        return self.together / self.pairs if self.pairs else None

    @property
    def recall_of_told(self) -> float | None:
        """The same of the pairs of which registers tell."""
        return self.told_together / self.told if self.told else None


def parent_marks(workspace: Folder) -> ParentMarks:
    """Mark the pairs of one day.

    Args:
        workspace: it has the tables of `lend_households`.
    """
    pairs = workspace.ask(PARENTS)
    so, together, said, told, confirmed = (
        pairs[name].astype(bool) for name in ("so", "together", "said", "told", "confirmed")
    )
    right = (so & said, so & together, so & told, so & told & said, so & told & together)
    counted = (int(np.count_nonzero(each)) for each in (so, said, *right, confirmed, so & confirmed))
    doubted = workspace.ask(DOUBTED)
    doubts = tuple(
        DoubtMarks(str(doubt), str(role), *map(int, numbers))
        for doubt, role, *numbers in zip(
            *(doubted[name] for name in ("doubt", "role", "members", "there", "here")), strict=True
        )
    )
    return ParentMarks(*counted, doubts=doubts)
