"""A column came almost empty that was usually filled."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="emptied column",
    effect=Effect.FILE,
    sentence="A column came almost empty that was usually filled.",
)
