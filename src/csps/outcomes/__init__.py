"""Families -> what happened next, programme criteria met, and folds."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.outcomes.explanation import CriteriaExplained, explain_criteria
    from csps.outcomes.folds import FoldsAssigned, assign_folds
    from csps.outcomes.in_force import lines_told, national_lines, rules_on
    from csps.outcomes.meeting import CriteriaMet, meet_criteria
    from csps.outcomes.progress.cases import sealed_cases
    from csps.outcomes.progress.finding import CaseProgress, find_progress
    from csps.outcomes.progress.run import ProgressFound, write_progress
    from csps.outcomes.run import OutcomesFound, find_outcomes

__all__ = [
    "CaseProgress",
    "CriteriaExplained",
    "CriteriaMet",
    "FoldsAssigned",
    "OutcomesFound",
    "ProgressFound",
    "assign_folds",
    "explain_criteria",
    "find_outcomes",
    "find_progress",
    "lines_told",
    "meet_criteria",
    "national_lines",
    "rules_on",
    "sealed_cases",
    "write_progress",
]

# Where each public name lives; its module, and Ibis behind it, is imported when the name is first used.
_HOMES = {
    "CaseProgress": "progress.finding",
    "CriteriaExplained": "explanation",
    "CriteriaMet": "meeting",
    "FoldsAssigned": "folds",
    "OutcomesFound": "run",
    "ProgressFound": "progress.run",
    "assign_folds": "folds",
    "explain_criteria": "explanation",
    "find_outcomes": "run",
    "find_progress": "progress.finding",
    "lines_told": "in_force",
    "meet_criteria": "meeting",
    "national_lines": "in_force",
    "rules_on": "in_force",
    "sealed_cases": "progress.cases",
    "write_progress": "progress.run",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
