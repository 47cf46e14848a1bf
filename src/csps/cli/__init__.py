"""The `csps` command: the only door to Click and Rich."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.cli.program import main

__all__ = ["main"]


def __getattr__(name: str) -> object:
    """Fetch `main` when it is asked for, so that importing this package loads neither Click nor Rich."""
    if name == "main":
        return import_module("csps.cli.program").main
    raise AttributeError(f"module 'csps.cli' has no attribute {name!r}")
