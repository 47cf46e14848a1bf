"""A child with a plan has provision code E."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "provision", (row["request_status"] == "PLAN") & (row["provision"] != "E")


RULE = RowRule(
    name="plan without the provision of one",
    effect=Effect.NOTE,
    sentence="A plan is in place, and the provision is not that of a plan.",
    tables=("feeds.school_sen",),
    source="SEND code of practice; school census guide",
    broken=_broken,
)
