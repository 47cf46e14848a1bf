"""A status and dates that were kept up by different people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    if "status" in row.table:
        yield "status", (row["status"] == "LIVE") & (row["to_date"] < row.known_on)
        yield "status", (row["status"] == "ENDED") & row["to_date"].isnull()
    else:
        yield "live_ind", row["live_ind"] & (row["vacation_date"] < row.known_on)


RULE = RowRule(
    name="status that contradicts the dates",
    effect=Effect.NOTE,
    sentence="It is live and over, or ended without an end.",
    tables=(
        "feeds.housing_benefit_claim",
        "feeds.council_tax_occupation",
    ),
    broken=_broken,
)
