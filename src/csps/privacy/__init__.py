"""Duties to the people in the data: retention, access, correction, restriction, erasure."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.privacy.run import Copied, copy_restrictions

__all__ = ["Copied", "copy_restrictions"]

# Where each public name lives; its module, and the vault behind it, is imported when the name is first used.
_HOMES = {"Copied": "run", "copy_restrictions": "run"}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
