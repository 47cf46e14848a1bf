"""A pupil has one main registration; attendance and exclusions are counted there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.school_enrolment")
    rows = rows.filter(rows["enrol_status"].isin(("C", "M")))
    return overlapping(rows, ("record_id",), "entry_date", "leaving_date", days=31)


RULE = LakeRule(
    name="two main registrations at once",
    effect=Effect.NOTE,
    sentence="The pupil enters a second school while the main registration at one is open.",
    tables=("feeds.school_enrolment",),
    column="entry_date",
    ties={
        "feeds.school_enrolment": ("record_id",),
    },
    source="school census guide, enrolment status",
    broken=_broken,
)
