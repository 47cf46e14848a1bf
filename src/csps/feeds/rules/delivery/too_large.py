"""A file that would take all memory."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="too large",
    effect=Effect.FILE,
    sentence="Unpacked, the file is larger than csps reads in one piece, or it is packed more tightly than data ever is.",
)
