"""csps: risk profiling for family programmes, as advice to a trained person, never a decision.

Importing this package does nothing and loads nothing heavy: each name below is fetched when it is first asked for.

>>> import csps
>>> csps.CspsError.__name__
'CspsError'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.domain.errors import CspsError
    from csps.workspace.workspace import Workspace
    from csps.workspace.workspace import open_workspace as open  # noqa: A004 - csps.open, as in gzip.open

__all__ = ["CspsError", "Workspace", "__version__", "open"]

# Where each public name lives, and what it is called there.
_HOMES = {
    "CspsError": ("csps.domain.errors", "CspsError"),
    "Workspace": ("csps.workspace.workspace", "Workspace"),
    "open": ("csps.workspace.workspace", "open_workspace"),
}


def __getattr__(name: str) -> object:
    """Fetch a public name from the module it lives in (PEP 562), or the version from the installed package."""
    if name == "__version__":
        return import_module("csps.domain.version").csps_version()
    if name in _HOMES:
        module, own = _HOMES[name]
        return getattr(import_module(module), own)
    raise AttributeError(f"module 'csps' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, so that an interactive session can complete them."""
    return sorted(__all__)
