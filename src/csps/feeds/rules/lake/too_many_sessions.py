"""A week has ten half-day sessions; more mean that a week was counted twice, or two pupils under one reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Held

MOST = 10


@ibis.udf.scalar.builtin(name="hash", signature=(("string", "string", "string", "date"), "uint64"))
def _number_of(delivery, record, school, week):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - DuckDB's
    ...


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.school_attendance")
    week = ["delivery", "record_id", "estab", "week_start"]
    # Weeks are first added up under a number made of each, which takes a third of the memory: two weeks that share one are
    # told apart afterwards, among the few rows that are left.
    number = _number_of(*(rows[name] for name in week))
    perhaps = rows.group_by(_number=number).agg(_sessions=rows["sessions"].sum())
    rows = rows.filter(number.isin(perhaps.filter(perhaps["_sessions"] > MOST)["_number"]))
    counted = rows.group_by(week).agg(_sessions=rows["sessions"].sum())
    return rows.semi_join(counted.filter(counted["_sessions"] > MOST), week)


RULE = LakeRule(
    name="attendance beyond possible sessions",
    effect=Effect.TRUST,
    sentence="The pupil has more than ten sessions at the school in the week.",
    tables=("feeds.school_attendance",),
    column="sessions",
    ties={
        "feeds.school_attendance": ("record_id",),
    },
    new_only=("feeds.school_attendance",),
    source="Education (School Day and School Year) (England) Regulations 1999",
    broken=_broken,
)
