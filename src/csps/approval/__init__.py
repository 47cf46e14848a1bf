"""May this model be used? Marks fixed in advance, evidence held against them, and the signature of somebody else."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.approval.approvals import Approvals, Signatory
    from csps.approval.marks import Check, Result
    from csps.approval.report import Evidence, Report
    from csps.approval.review import Reviewed, review, withdraw
    from csps.approval.run import run_checks
    from csps.approval.standing import Standing, standing_of, submitted_versions
    from csps.approval.statement import Statement, Verdict
    from csps.approval.submission import Submitted, submit
    from csps.approval.verdicts import write_verdicts
    from csps.approval.verification import ApprovedModel, approved_model

__all__ = [
    "Approvals",
    "ApprovedModel",
    "Check",
    "Evidence",
    "Report",
    "Result",
    "Reviewed",
    "Signatory",
    "Standing",
    "Statement",
    "Submitted",
    "Verdict",
    "approved_model",
    "review",
    "run_checks",
    "standing_of",
    "submit",
    "submitted_versions",
    "withdraw",
    "write_verdicts",
]

# Where each public name lives; its module is imported when the name is first used.
_HOMES = {
    "Approvals": "approvals",
    "ApprovedModel": "verification",
    "Check": "marks",
    "Evidence": "report",
    "Report": "report",
    "Result": "marks",
    "Reviewed": "review",
    "Signatory": "approvals",
    "Standing": "standing",
    "Statement": "statement",
    "Submitted": "submission",
    "Verdict": "statement",
    "approved_model": "verification",
    "review": "review",
    "run_checks": "run",
    "standing_of": "standing",
    "submit": "submission",
    "submitted_versions": "standing",
    "withdraw": "review",
    "write_verdicts": "verdicts",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
