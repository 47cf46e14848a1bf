"""A child has one mother on record; a second is a carer, or a child under two references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_mother")
    mothers = rows.group_by("moth_childs_person_record_id").agg(_mothers=rows["record_id"].nunique())
    return rows.semi_join(mothers.filter(mothers["_mothers"] > 1), "moth_childs_person_record_id")


RULE = LakeRule(
    name="two mothers",
    effect=Effect.TRUST,
    sentence="The child has another mother too.",
    tables=("feeds.ssd_mother",),
    column="moth_childs_person_record_id",
    ties={
        "feeds.ssd_mother": ("moth_childs_person_record_id",),
    },
    broken=_broken,
)
