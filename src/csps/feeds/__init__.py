"""Agencies' deliveries -> checked snapshots, identities split off at the door."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.feeds.drop_box import clear_drop_box
    from csps.feeds.explanation import Account, explain_delivery
    from csps.feeds.inspection.draft import propose_feed
    from csps.feeds.inspection.run import inspect_file
    from csps.feeds.intake import FeedIntake, Intake
    from csps.feeds.ledger import Load, State, held_loads, settled_files
    from csps.feeds.run import take_in

__all__ = [
    "Account",
    "FeedIntake",
    "Intake",
    "Load",
    "State",
    "clear_drop_box",
    "explain_delivery",
    "held_loads",
    "inspect_file",
    "propose_feed",
    "settled_files",
    "take_in",
]

# Where each public name lives; its module, and Ibis behind it, is imported when the name is first used.
_HOMES = {
    "Account": "explanation",
    "explain_delivery": "explanation",
    "FeedIntake": "intake",
    "Intake": "intake",
    "Load": "ledger",
    "State": "ledger",
    "held_loads": "ledger",
    "settled_files": "ledger",
    "clear_drop_box": "drop_box",
    "inspect_file": "inspection.run",
    "propose_feed": "inspection.draft",
    "take_in": "run",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
