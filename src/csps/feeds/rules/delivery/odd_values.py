"""The values of a column lie otherwise than in the deliveries before."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="values unlike before",
    effect=Effect.FILE,
    sentence="The values of a column lie otherwise than in the deliveries before.",
)
