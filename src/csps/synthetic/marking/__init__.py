"""Marks: what csps made of a borough held against what really happened. The only code of csps that reads both."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.synthetic.marking.predictions import held_back
    from csps.synthetic.marking.run import mark
    from csps.synthetic.marking.words import Marks

__all__ = ["Marks", "held_back", "mark"]

_HOMES = {"Marks": "words", "held_back": "predictions", "mark": "run"}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
