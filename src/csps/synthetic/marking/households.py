"""Who truly lived with whom on a date, and who csps says did: the tables that marks of families and scores begin with.

In the truth a child of two homes is a member of both families, of one as a second home. A child who is looked after
lives in no family until it comes home. A family in a refuge is a family like any other: where it lives is protected,
not that it is one. An adopted child is of the adoptive family from the day of adoption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.synthetic.marking.persons import verified

if TYPE_CHECKING:
    from csps.store import Lake, Manifest
    from csps.synthetic.marking.folders import Folder

FAMILY, MEMBERSHIP, UNCONFIRMED = "families.family", "families.membership", "families.unconfirmed"
RESIDENCE = "linkage.residence"

UNDER_AGE = """
    SELECT person, born_on,
           arrived_on <= $1::DATE AND coalesce(least(left_on, died_on) > $1::DATE, true) AS present
    FROM read_parquet($2) WHERE born_on <= $1::DATE AND born_on > $1::DATE - INTERVAL 18 YEAR ORDER BY person
"""
LIVING_TOGETHER = """
    SELECT person, family, bool_and(role = 'second_home') AS second FROM read_parquet($2)
    WHERE "from" <= $1::DATE AND coalesce("to" > $1::DATE, true) GROUP BY ALL ORDER BY ALL
"""
LOOKING_AFTER = """
    SELECT DISTINCT child, guardian FROM read_parquet($2) SEMI JOIN (
        SELECT person AS child FROM read_parquet($3) WHERE born_on <= $1::DATE AND born_on > $1::DATE - INTERVAL 18 YEAR
    ) USING (child)
    WHERE "from" <= $1::DATE AND coalesce("to" > $1::DATE, true) ORDER BY ALL
"""
SAID_ROLES = """
    SELECT DISTINCT family_id, person, role, NULL::VARCHAR AS doubt
    FROM read_parquet(?) JOIN true_person USING (person_id) ORDER BY ALL
"""
SAID_ROLES_AND_DOUBTS = """
    SELECT DISTINCT family_id, person, role, doubt
    FROM read_parquet(?) LEFT JOIN (SELECT family_id, person_id, doubt FROM read_parquet(?)) USING (family_id, person_id)
    JOIN true_person USING (person_id) ORDER BY ALL
"""
SAID_TOGETHER = """
    SELECT DISTINCT family_id, person, in_cohort
    FROM read_parquet(?) AS member JOIN read_parquet(?) AS family USING (family_id) JOIN true_person USING (person_id)
    ORDER BY ALL
"""
# Of each stay the last that was known by the day counts.
AT_HOME = """
    SELECT DISTINCT person FROM (
        SELECT person_id, max(ended_on) AS ended_on FROM read_parquet($2)
        WHERE known_on <= $1::DATE AND started_on <= $1::DATE
        GROUP BY person_id, place_id, register, started_on, known_on
        QUALIFY row_number() OVER (PARTITION BY person_id, place_id, register, started_on ORDER BY known_on DESC) = 1
    ) JOIN true_person USING (person_id) WHERE coalesce(ended_on >= $1::DATE, true) ORDER BY person
"""
NOBODY = "SELECT person FROM true_person WHERE false"
MOST_CHILDREN = """
    WITH size AS (SELECT family_id, count(*) AS children FROM said_member SEMI JOIN true_child USING (person) GROUP BY ALL),
         met AS (
             SELECT family_id, family, count(true_child.person) AS shared, count(*) AS people,
                    count(*) FILTER (WHERE second) AS second
             FROM said_member JOIN true_member USING (person) LEFT JOIN true_child USING (person)
             GROUP BY ALL HAVING shared > 0
         )
    SELECT family_id, children, family, coalesce(shared, 0) AS shared FROM size LEFT JOIN met USING (family_id)
    QUALIFY row_number() OVER (PARTITION BY family_id ORDER BY shared DESC NULLS LAST, people DESC, second, family) = 1
    ORDER BY family_id
"""


def dates(manifest: Manifest) -> list[str]:
    """Give the dates on which families were formed, the oldest first."""
    return sorted(set(manifest.parts.get(MEMBERSHIP, {})) & set(manifest.parts.get(FAMILY, {})))


def lend_households(workspace: Folder, truth: Folder, lake: Lake, manifest: Manifest, day: str) -> None:
    """Make what is true and what is said about one day tables of the workspace.

    - `true_child`: person, born_on and present (not gone from the borough) of everybody under 18
    - `true_member`: person and family, and whether it is the person's second home only
    - `true_guardian`: child and guardian, a row for everybody who looks after a child then
    - `said_role`: family_id, true person, role and doubt of each member of a family of csps; no doubts where none were looked for
    - `said_member`: family_id and true person of each member of a family of csps, and whether it is in the cohort
    - `at_home`: person of everybody whom some register has at a home then, as was known by then
    - `true_family`: of each family of csps with a child: family_id, its children, the true family in which most of them
      live and how many those are (`shared`); of two alike, the one with more of the other members

    Args:
        workspace: what csps made; it has `true_person`.
        truth: what is so.
        lake: whose snapshots are checked as they are read.
        manifest: it holds families of the day.
        day: as YYYY-MM-DD.
    """
    names = ("person", "membership", "guardian")
    people, membership, guardian = (str(truth.path / f"{name}.parquet") for name in names)
    workspace.lend("true_child", truth.arrow(UNDER_AGE, [day, people]))
    workspace.lend("true_member", truth.arrow(LIVING_TOGETHER, [day, membership]))
    workspace.lend("true_guardian", truth.arrow(LOOKING_AFTER, [day, guardian, people]))
    said = [verified(lake, manifest, table, day) for table in (MEMBERSHIP, FAMILY)]
    if day in manifest.parts.get(UNCONFIRMED, {}):
        doubts = verified(lake, manifest, UNCONFIRMED, day)
        workspace.lend("said_role", workspace.arrow(SAID_ROLES_AND_DOUBTS, [said[0], doubts]))
    else:
        workspace.lend("said_role", workspace.arrow(SAID_ROLES, said[:1]))
    workspace.lend("said_member", workspace.arrow(SAID_TOGETHER, said))
    homes = [day, verified(lake, manifest, RESIDENCE)] if RESIDENCE in manifest.parts else None
    workspace.lend("at_home", workspace.arrow(NOBODY) if homes is None else workspace.arrow(AT_HOME, homes))
    workspace.lend("true_family", workspace.arrow(MOST_CHILDREN))
