"""People are worked with in an open case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.programme_member")
    others = held("feeds.programme_case").select(case_ref="case_ref", _other="closed_on")
    joined = rows.inner_join(others, "case_ref")
    return joined.filter(joined["joined_on"] > joined["_other"])


RULE = LakeRule(
    name="joined after the case closed",
    effect=Effect.NOTE,
    sentence="The person joined the programme case after it was closed.",
    tables=(
        "feeds.programme_member",
        "feeds.programme_case",
    ),
    column="joined_on",
    ties={
        "feeds.programme_member": ("case_ref",),
        "feeds.programme_case": ("case_ref",),
    },
    broken=_broken,
)
