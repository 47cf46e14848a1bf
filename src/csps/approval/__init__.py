"""May this model be used? Marks fixed in advance, evidence held against them, and the signature of somebody else."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.approval.approvals import Approvals, Signatory
    from csps.approval.checks import Judged
    from csps.approval.history import Act, Earlier, acts_on, changed_marks, earlier_submissions
    from csps.approval.marks import Check, Fact, Result
    from csps.approval.papers import Papers, evidence_of
    from csps.approval.report import Evidence, Report
    from csps.approval.review import Reviewed, review, withdraw
    from csps.approval.run import run_checks
    from csps.approval.standing import Standing, standing_of, submitted_versions
    from csps.approval.statement import Statement, Verdict
    from csps.approval.submission import Submitted, submit
    from csps.approval.verdicts import write_verdicts
    from csps.approval.verification import ApprovedModel, approved_model

__all__ = [
    "Act",
    "Approvals",
    "ApprovedModel",
    "Check",
    "Earlier",
    "Evidence",
    "Fact",
    "Judged",
    "Papers",
    "Report",
    "Result",
    "Reviewed",
    "Signatory",
    "Standing",
    "Statement",
    "Submitted",
    "Verdict",
    "acts_on",
    "approved_model",
    "changed_marks",
    "earlier_submissions",
    "evidence_of",
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
    "Act": "history",
    "Approvals": "approvals",
    "ApprovedModel": "verification",
    "Check": "marks",
    "Earlier": "history",
    "Evidence": "report",
    "Fact": "marks",
    "Judged": "checks",
    "Papers": "papers",
    "Report": "report",
    "Result": "marks",
    "Reviewed": "review",
    "Signatory": "approvals",
    "Standing": "standing",
    "Statement": "statement",
    "Submitted": "submission",
    "Verdict": "statement",
    "acts_on": "history",
    "approved_model": "verification",
    "changed_marks": "history",
    "earlier_submissions": "history",
    "evidence_of": "papers",
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
