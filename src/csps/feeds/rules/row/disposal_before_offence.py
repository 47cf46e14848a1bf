"""An offence is dealt with after it was committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "disposal_date", row["disposal_date"] < row["offence_date"]
    yield "disposal_end_date", row["disposal_end_date"] < row["disposal_date"]


RULE = RowRule(
    name="disposal before the offence",
    effect=Effect.TRUST,
    sentence="The disposal lies before the offence.",
    tables=("feeds.youth_justice_offence",),
    broken=_broken,
)
