"""The code for none stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held

NONE = "NONE"


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_disability")
    has_one = rows.filter(rows["disa_disability_code"] != NONE)
    return rows.filter(rows["disa_disability_code"] == NONE).semi_join(has_one, "record_id")


RULE = LakeRule(
    name="no disability and a disability",
    effect=Effect.TRUST,
    sentence="The person has no disability, and has one.",
    tables=("feeds.ssd_disability",),
    column="disa_disability_code",
    ties={
        "feeds.ssd_disability": ("record_id",),
    },
    source="children in need census guide, disabilities",
    broken=_broken,
)
