"""The same bytes came before under another name for the same day."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="the same bytes",
    effect=Effect.FILE,
    sentence="The same bytes came before under another name for the same day.",
)
