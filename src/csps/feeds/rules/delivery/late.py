"""More days than allowed lie between it and the delivery before."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="late",
    effect=Effect.FILE,
    sentence="More days than allowed lie between it and the delivery before.",
)
