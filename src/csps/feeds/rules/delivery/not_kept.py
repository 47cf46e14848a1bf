"""Rows that are known and left out."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="not kept",
    effect=Effect.NOTE,
    sentence="The file has rows for a table that the feed does not name, or that csps does not have; they are left out.",
)
