"""A file that would take all memory."""

from __future__ import annotations

from csps.feeds.rules.rule import Effect, Rule

RULE = Rule(
    name="too large",
    effect=Effect.FILE,
    sentence="Unpacked, the file is larger than the 256 MB that csps reads in one piece, or packed more tightly than data ever is. "
    "Ask for it in parts, or as plain text, which is read however long it is.",
)
