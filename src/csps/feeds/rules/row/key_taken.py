"""A key that another file says something newer about: a correction of the same day, or a delivery of a later one."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="key taken in before",
    effect=Effect.ROW,
    sentence="A later file has a row with the same key; that one counts.",
)
