"""A column that the contract does not have; it is left out."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="unknown column",
    effect=Effect.NOTE,
    sentence="A column that the contract does not have; it is left out.",
)
