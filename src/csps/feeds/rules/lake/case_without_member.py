"""A family is worked with; without a member the case says nothing about anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, others = held("feeds.programme_case"), held("feeds.programme_member")
    return rows.anti_join(others, "case_ref")


RULE = LakeRule(
    name="programme case without a member",
    effect=Effect.NOTE,
    sentence="Nobody belongs to the programme case.",
    tables=(
        "feeds.programme_case",
        "feeds.programme_member",
    ),
    column="*",
    ties={
        "feeds.programme_case": ("case_ref",),
        "feeds.programme_member": ("case_ref",),
    },
    broken=_broken,
)
