"""A stage that nobody closed when the arrears were paid, or a balance with the wrong sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

FAR = ("COURT", "POSSESSION", "WARRANT", "SUMMONS", "LIABILITY_ORDER", "ENFORCEMENT", "COMMITTAL")


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    stage = "arrears_stage" if "arrears_stage" in row.table else "stage"
    yield stage, row[stage].isin(FAR) & (row["balance_pence"] < 0)


RULE = RowRule(
    name="court action while in credit",
    effect=Effect.NOTE,
    sentence="The account is in credit, and action about arrears has gone as far as a court.",
    tables=(
        "feeds.housing_rent_account",
        "feeds.council_tax_arrears",
    ),
    broken=_broken,
)
