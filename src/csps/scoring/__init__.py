"""How likely is what a model is about, for each family, as known this Monday?"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.scoring.run import Scored, score_week
    from csps.scoring.words import bands_of, of_100, places_of

__all__ = ["Scored", "bands_of", "of_100", "places_of", "score_week"]

# Where each public name lives; its module is imported when the name is first used.
_HOMES = {
    "Scored": "run",
    "bands_of": "words",
    "of_100": "words",
    "places_of": "words",
    "score_week": "run",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
