"""A key that was taken in from another file for the same day: what was published is never contradicted."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="key taken in before",
    effect=Effect.ROW,
    sentence="Another file for the same day has a row with the same key.",
)
