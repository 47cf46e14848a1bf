"""An enquiry that ended was substantiated or not; the model's outcome is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "s47e_s47_outcome_code", row["s47e_s47_end_date"].notnull() & row["s47e_s47_outcome_code"].isnull()


RULE = RowRule(
    name="enquiry ended without an outcome",
    effect=Effect.NOTE,
    sentence="The enquiry ended and its outcome is missing.",
    tables=("feeds.ssd_s47_enquiry",),
    source="Children Act 1989, section 47; Working Together",
    broken=_broken,
)
