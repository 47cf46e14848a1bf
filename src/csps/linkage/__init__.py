"""Records -> persons, and where they lived."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.linkage.comparing import Compared, compare_edition
    from csps.linkage.explaining import Explained, TieExplained, explain_links
    from csps.linkage.frames.evidence import waterfall
    from csps.linkage.frames.run import link_records
    from csps.linkage.judged import state_of_judgements
    from csps.linkage.model import Model
    from csps.linkage.run import Linkage, learn_model, link_edition
    from csps.linkage.thresholds import Thresholds

__all__ = [
    "Compared",
    "Explained",
    "Linkage",
    "Model",
    "Thresholds",
    "TieExplained",
    "compare_edition",
    "explain_links",
    "learn_model",
    "link_edition",
    "link_records",
    "state_of_judgements",
    "waterfall",
]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Compared": "comparing",
    "Explained": "explaining",
    "Linkage": "run",
    "Model": "model",
    "Thresholds": "thresholds",
    "TieExplained": "explaining",
    "compare_edition": "comparing",
    "explain_links": "explaining",
    "learn_model": "run",
    "link_edition": "run",
    "link_records": "frames.run",
    "state_of_judgements": "judged",
    "waterfall": "frames.evidence",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
