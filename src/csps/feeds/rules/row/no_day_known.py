"""A row that does not say since when it was known."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="no day known",
    effect=Effect.ROW,
    sentence="The column that says since when the row is known holds no day.",
)
