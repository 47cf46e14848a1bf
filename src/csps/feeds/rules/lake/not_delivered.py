"""A reference to a row of another table that no delivery ever held."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="refers to nothing",
    effect=Effect.NOTE,
    sentence="The row it refers to was never delivered.",
)
