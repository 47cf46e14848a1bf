"""Families -> what happened next, programme criteria met, and folds."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.outcomes.explanation import CriteriaExplained, explain_criteria
    from csps.outcomes.folds import FoldsAssigned, assign_folds
    from csps.outcomes.meeting import CriteriaMet, meet_criteria
    from csps.outcomes.run import OutcomesFound, find_outcomes

__all__ = [
    "CriteriaExplained",
    "CriteriaMet",
    "FoldsAssigned",
    "OutcomesFound",
    "assign_folds",
    "explain_criteria",
    "find_outcomes",
    "meet_criteria",
]

# Where each public name lives; its module, and Ibis behind it, is imported when the name is first used.
_HOMES = {
    "CriteriaExplained": "explanation",
    "CriteriaMet": "meeting",
    "FoldsAssigned": "folds",
    "OutcomesFound": "run",
    "assign_folds": "folds",
    "explain_criteria": "explanation",
    "find_outcomes": "run",
    "meet_criteria": "meeting",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
