"""An application is made by somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, others = held("feeds.homelessness_case"), held("feeds.homelessness_person")
    others = others.filter(others["is_lead"])
    return rows.anti_join(others, "case_ref")


RULE = LakeRule(
    name="homeless household without a lead",
    effect=Effect.NOTE,
    sentence="Nobody leads the homeless household.",
    tables=(
        "feeds.homelessness_case",
        "feeds.homelessness_person",
    ),
    column="*",
    ties={
        "feeds.homelessness_case": ("case_ref",),
        "feeds.homelessness_person": ("case_ref",),
    },
    source="H-CLIC",
    broken=_broken,
)
