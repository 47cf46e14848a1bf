"""Each of the three duties, and each stay in temporary accommodation, has a first and a last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

SPELLS = (
    ("prevention_start_date", "prevention_end_date"),
    ("relief_start_date", "relief_end_date"),
    ("main_duty_start_date", "main_duty_end_date"),
    ("ta_from_date", "ta_to_date"),
)


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    for began, ended in SPELLS:
        yield ended, row[ended] < row[began]


RULE = RowRule(
    name="homelessness duty ended before it began",
    effect=Effect.TRUST,
    sentence="A duty, or temporary accommodation, ended before it began.",
    tables=("feeds.homelessness_case",),
    source="Housing Act 1996, Part 7; H-CLIC",
    broken=_broken,
)
