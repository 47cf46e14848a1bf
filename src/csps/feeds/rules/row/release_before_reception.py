"""A sentence ends after it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "expected_release_date", row["expected_release_date"] < row["reception_date"]


RULE = RowRule(
    name="release expected before reception",
    effect=Effect.TRUST,
    sentence="The release is expected before the reception into prison.",
    tables=("feeds.prison_custody",),
    broken=_broken,
)
