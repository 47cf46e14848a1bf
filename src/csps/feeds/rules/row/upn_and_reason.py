"""One of the two was not taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "pers_upn_unknown", row["pers_upn"].notnull() & row["pers_upn_unknown"].notnull()


RULE = RowRule(
    name="pupil number and why it is unknown",
    effect=Effect.NOTE,
    sentence="There is a pupil number and a reason why it is unknown.",
    tables=("feeds.ssd_person",),
    source="children in need census guide, N00150 and N00160",
    broken=_broken,
)
