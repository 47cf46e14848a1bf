"""XML that would reach outside itself, or grow."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="entities",
    effect=Effect.FILE,
    sentence="The document declares entities or a document type; none is ever expanded or fetched.",
)
