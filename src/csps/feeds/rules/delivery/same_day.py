"""Another delivery with the same extraction date was taken in before."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="another file for the same day",
    effect=Effect.FILE,
    sentence="Another delivery with the same extraction date was taken in before.",
)
