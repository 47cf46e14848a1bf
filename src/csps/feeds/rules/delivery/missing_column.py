"""A column of the contract is not in the first line."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="missing column",
    effect=Effect.FILE,
    sentence="A column of the contract is not in the first line.",
)
