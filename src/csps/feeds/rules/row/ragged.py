"""A row that cannot be cut into its columns."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="number of values",
    effect=Effect.ROW,
    sentence="The row has more or fewer values than the first line has names.",
)
