"""Persons -> families, by date."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.families.dated_members import memberships
    from csps.families.frames.run import form_families
    from csps.families.run import FamiliesFormed, form_dated_families

__all__ = ["FamiliesFormed", "form_dated_families", "form_families", "memberships"]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "FamiliesFormed": "run",
    "form_dated_families": "run",
    "form_families": "frames.run",
    "memberships": "dated_members",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
