"""A file that cannot be read to its end."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="damaged",
    effect=Effect.FILE,
    sentence="The file breaks off, or is not what its first bytes say.",
)
