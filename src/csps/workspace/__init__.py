"""A workspace as a Python program or a notebook sees it: `csps.open`."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.workspace.demonstration import demonstrate
    from csps.workspace.workspace import Workspace, open_workspace

__all__ = ["Workspace", "demonstrate", "open_workspace"]

# Where each public name lives; its module is imported when the name is first used.
_HOMES = {"Workspace": "workspace", "demonstrate": "demonstration", "open_workspace": "workspace"}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
