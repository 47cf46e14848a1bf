"""A sheet that nothing is made of."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="sheet left out",
    effect=Effect.NOTE,
    sentence="A sheet of the file belongs to no table of the feed; its rows are left out.",
)
