"""It has more rows than programme.toml expects."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="more rows than expected",
    effect=Effect.FILE,
    sentence="It has more rows than programme.toml expects.",
)
