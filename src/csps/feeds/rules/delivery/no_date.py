"""The file's name holds no date as programme.toml describes it."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="no date in the name",
    effect=Effect.FILE,
    sentence="The file's name holds no date as programme.toml describes it.",
)
