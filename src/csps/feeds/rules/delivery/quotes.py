"""A quotation mark stands inside a value without being doubled, or is never closed."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="quotes",
    effect=Effect.FILE,
    sentence="A quotation mark stands inside a value without being doubled, or is never closed.",
)
