"""A need belongs to an open case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.programme_need")
    others = held("feeds.programme_case").select(case_ref="case_ref", _other="closed_on")
    joined = rows.inner_join(others, "case_ref")
    return joined.filter(joined["identified_on"] > joined["_other"])


RULE = LakeRule(
    name="need found after the case closed",
    effect=Effect.NOTE,
    sentence="The need was identified after the programme case was closed.",
    tables=(
        "feeds.programme_need",
        "feeds.programme_case",
    ),
    column="identified_on",
    ties={
        "feeds.programme_need": ("case_ref",),
        "feeds.programme_case": ("case_ref",),
    },
    broken=_broken,
)
