"""A name that is none: a word for nobody, an unborn child, or a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

NAMES = frozenset({Identity.FORENAME, Identity.SURNAME, Identity.FULL_NAME})
WORDS = (
    "UNKNOWN",
    "NOT KNOWN",
    "N/A",
    "NONE",
    "TEST",
    "UNBORN",
    "BABY",
    "TBC",
    "DUPLICATE",
)


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.strip().upper().isin(WORDS) if asked.column.identity in NAMES else None


RULE = ValueRule(
    name="placeholder for a name",
    effect=Effect.TRUST,
    sentence="The name is a word that stands for nobody in particular.",
    broken=_broken,
)
