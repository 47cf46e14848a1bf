"""The file is empty, or has no first line with the names of its columns."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="empty file",
    effect=Effect.FILE,
    sentence="The file is empty, or has no first line with the names of its columns.",
)
