"""A line ends with a carriage return alone."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="line ends",
    effect=Effect.FILE,
    sentence="A line ends with a carriage return alone.",
)
