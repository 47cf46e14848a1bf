"""A row about somebody who was erased: it is neither taken in nor kept anywhere."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="about somebody erased",
    effect=Effect.ROW,
    sentence="It is about somebody who was erased; nothing of it is kept.",
    source="UK GDPR Article 17",
)
