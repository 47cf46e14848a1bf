"""A column that is known and left out."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="column not kept",
    effect=Effect.NOTE,
    sentence="The format has the column, and no table of csps keeps it.",
)
