"""The mother's reference stands where the child's belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "moth_childs_person_id", row["moth_person_id"] == row["moth_childs_person_id"]


RULE = RowRule(
    name="mother of oneself",
    effect=Effect.TRUST,
    sentence="A person is recorded as their own mother.",
    tables=("feeds.ssd_mother",),
    broken=_broken,
)
