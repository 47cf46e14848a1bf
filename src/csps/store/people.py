"""The people of the families of a day, and the records about them: how a source row finds its family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.store.restrictions import families_left_out

if TYPE_CHECKING:
    from datetime import date

    import ibis

    from csps.store.engines import Connection

CHILD_MONTHS = 18 * 12
"""A person below this age in months is a child (glossary: dependent child)."""
YOUNG = ("child", "expected")
"""Roles of children, born or expected: what tells a person whose age nobody knows."""
MEMBER = ("as_of", "family_id", "person_id", "role", "age_months")


@dataclass(frozen=True)
class People:
    """Who was in the families that the programme looks at, on some days; families that are left out are not among them.

    Args:
        days: the days; mostly one.
        families: one row per day and family of the cohort, in the shape of `families.family`.
        members: as_of, family_id, person_id, role, age_months, started_on; one row per day, family and person.
        records: as_of, family_id, person_id, role, age_months, record_id; one row per day, family and record of a member.
    """

    days: tuple[date, ...]
    families: ibis.Table
    members: ibis.Table
    records: ibis.Table


def people_on(lake: Connection, day: date) -> People:
    """Give the people of the cohort's families on a day for which families were formed.

    A family of which a member objected, or whose data's processing is restricted, is not there: nothing is computed about
    it, nothing is learnt from it (`csps.store.restrictions`).

    Raises:
        UsageError: no families were formed for the day.
    """
    refuse_unformed(lake, day)
    part = day.isoformat()
    families = lake.table("families.family", part=part)
    families = families.filter(families.in_cohort).anti_join(families_left_out(lake, [day]), "family_id")
    members = (
        lake.table("families.membership", part=part).semi_join(families, "family_id").select(*MEMBER, "started_on")
    )
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    return People((day,), families, members, members.drop("started_on").inner_join(links, "person_id"))


def refuse_unformed(lake: Connection, day: date) -> None:
    """Refuse a day for which no families were formed.

    Raises:
        UsageError: so it is.
    """
    part = day.isoformat()
    formed = {} if lake.manifest is None else lake.manifest.parts.get("families.membership", {})
    if part not in formed:
        raise UsageError(f"No families were formed for {part}.", next_step=f"Run `csps families --as-of {part}` first.")
