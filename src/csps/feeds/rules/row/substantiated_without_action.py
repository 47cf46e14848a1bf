"""An enquiry that led to a conference did not end in no further action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "s47e_s47_nfa", row["s47e_s47_nfa"] & (row["s47e_s47_outcome_code"] == "SUBSTANTIATED_ICPC")


RULE = RowRule(
    name="substantiated and no further action",
    effect=Effect.TRUST,
    sentence="The enquiry was substantiated with a conference, and nothing further was done.",
    tables=("feeds.ssd_s47_enquiry",),
    source="Working Together to Safeguard Children",
    broken=_broken,
)
