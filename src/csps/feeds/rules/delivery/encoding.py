"""The bytes are not letters in the encoding that programme.toml names."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="encoding",
    effect=Effect.FILE,
    sentence="The bytes are not letters in the encoding that programme.toml names.",
)
