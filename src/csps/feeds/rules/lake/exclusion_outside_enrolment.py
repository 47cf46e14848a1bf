"""A school excludes its own pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held

DAYS_BEFORE = 6
"""Days by which the entry may follow: a week that begins on a Monday, and a pupil who enters on its Friday."""


def _broken(held: Held) -> ibis.Table:
    rows, enrolments = held("feeds.school_exclusion"), held("feeds.school_enrolment")
    entry, leaving = enrolments["entry_date"], enrolments["leaving_date"]
    on_roll = [
        rows["record_id"] == enrolments["record_id"],
        rows["estab"] == enrolments["estab"],
        rows["start_date"].delta(entry, unit="day") >= -DAYS_BEFORE,
        leaving.isnull() | (rows["start_date"] <= leaving),
    ]
    return rows.filter(rows["estab"].notnull()).anti_join(enrolments, on_roll)


RULE = LakeRule(
    name="exclusion outside enrolment",
    effect=Effect.NOTE,
    sentence="The pupil was not on the roll of the school on that day.",
    tables=(
        "feeds.school_exclusion",
        "feeds.school_enrolment",
    ),
    column="start_date",
    ties={
        "feeds.school_exclusion": ("record_id",),
        "feeds.school_enrolment": ("record_id",),
    },
    source="School Attendance (Pupil Registration) (England) Regulations 2024",
    broken=_broken,
)
