"""It has fewer rows than programme.toml expects."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="fewer rows than expected",
    effect=Effect.FILE,
    sentence="It has fewer rows than programme.toml expects.",
)
