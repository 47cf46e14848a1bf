"""A person is on a case from the application on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.homelessness_person")
    others = held("feeds.homelessness_case").select(case_ref="case_ref", _other="application_date")
    joined = rows.inner_join(others, "case_ref")
    return joined.filter(joined["joined_date"] < joined["_other"])


RULE = LakeRule(
    name="in the household before the application",
    effect=Effect.NOTE,
    sentence="The person joined the homeless household before it applied.",
    tables=(
        "feeds.homelessness_person",
        "feeds.homelessness_case",
    ),
    column="joined_date",
    ties={
        "feeds.homelessness_person": ("case_ref",),
        "feeds.homelessness_case": ("case_ref",),
    },
    source="H-CLIC",
    broken=_broken,
)
