"""A reference that names somebody with another date of birth than before: two people under one reference, or a correction."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="another date of birth",
    effect=Effect.TRUST,
    sentence="The same reference had another date of birth before.",
)
