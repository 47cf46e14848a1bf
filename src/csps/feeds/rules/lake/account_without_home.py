"""An account is for a home; without one its people live nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, others = held("feeds.council_tax_account"), held("feeds.council_tax_occupation")
    return rows.anti_join(others, "account_ref")


RULE = LakeRule(
    name="council tax account without a home",
    effect=Effect.NOTE,
    sentence="The account was never at any home.",
    tables=(
        "feeds.council_tax_account",
        "feeds.council_tax_occupation",
    ),
    column="*",
    ties={
        "feeds.council_tax_account": ("account_ref",),
        "feeds.council_tax_occupation": ("account_ref",),
    },
    broken=_broken,
)
