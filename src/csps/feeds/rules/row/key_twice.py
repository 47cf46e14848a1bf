"""A key that a later row of the same file has too: agencies append, so that the last row counts."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="key given twice",
    effect=Effect.ROW,
    sentence="A later row of the file has the same key; the last one counts.",
)
