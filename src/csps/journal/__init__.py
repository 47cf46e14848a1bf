"""Append-only, hash-chained events: who did what, when and why."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.journal.event import Draft, Event
    from csps.journal.head import Head
    from csps.journal.kinds import Kind
    from csps.journal.record import Journal
    from csps.journal.verification import Verification

__all__ = ["Draft", "Event", "Head", "Journal", "Kind", "Verification"]

# Where each public name lives; its module is imported when the name is first used.
_HOMES = {
    "Draft": "event",
    "Event": "event",
    "Head": "head",
    "Journal": "record",
    "Kind": "kinds",
    "Verification": "verification",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
