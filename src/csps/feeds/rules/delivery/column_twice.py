"""Two columns have the same name."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="column given twice",
    effect=Effect.FILE,
    sentence="Two columns have the same name.",
)
