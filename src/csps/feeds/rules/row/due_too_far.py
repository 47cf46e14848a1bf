"""A due date that no pregnancy reaches: 40 weeks from the last period are 280 days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

LONGEST = 300


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    due = "pers_expected_dob" if "pers_expected_dob" in row.table else "pregnancy_due_date"
    yield due, row[due].delta(row.known_on, unit="day") > LONGEST


RULE = RowRule(
    name="expected birth too far ahead",
    effect=Effect.TRUST,
    sentence="The child is expected more than 300 days after the extraction.",
    tables=(
        "feeds.ssd_person",
        "feeds.homelessness_person",
    ),
    broken=_broken,
)
