"""Many of its values are codes that are not in their list, and few were before."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="codes not in their list",
    effect=Effect.FILE,
    sentence="Many of its values are codes that are not in their list, and few were before.",
)
