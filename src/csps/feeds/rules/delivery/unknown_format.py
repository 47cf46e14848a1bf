"""A file of another format than was declared."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="unknown format",
    effect=Effect.FILE,
    sentence="The file does not have the format that programme.toml names.",
)
