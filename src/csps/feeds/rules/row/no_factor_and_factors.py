"""Code 21 says that no factors were identified; it stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

NONE = "21"


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    factors = row["cinf_assessment_factors_json"]
    yield "cinf_assessment_factors_json", factors.contains(NONE) & (factors.length() > 1)


RULE = RowRule(
    name="no factor among factors",
    effect=Effect.TRUST,
    sentence="No factor was identified, and factors were.",
    tables=("feeds.ssd_assessment_factors",),
    source="children in need census guide, factors identified at the end of assessment",
    broken=_broken,
)
