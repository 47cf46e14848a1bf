"""The model that may be used today: everything about it is verified before a byte of it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import ModelState
from csps.approval.approvals import version_told
from csps.approval.standing import Standing, standing_of
from csps.approval.submission import check_current
from csps.domain.errors import ApprovalError, CspsError
from csps.journal import Kind
from csps.registry import model_folder
from csps.riskmodel import digest

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from csps.approval.approvals import Approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedModel:
    """A model that may be used today.

    Args:
        model: its name.
        version: the first 16 digits of its digest.
        digest: what was signed, and what `RiskModel.load` holds the files against.
        folder: where the files are.
        standing: who signed, and until when.
    """

    model: str
    version: str
    digest: str
    folder: Path
    standing: Standing


def approved_model(approvals: Approvals, *, model: str, on: date) -> ApprovedModel:
    """Give the version of a model that was approved last, if it may be used.

    It never falls back to an older one: what people approved last is used, or nothing is.

    Args:
        approvals: where approvals are kept, and whom they are believed from.
        model: its name.
        on: today.

    Raises:
        ApprovalError: nobody approved a version, too few did, the approval lapsed or was withdrawn, the specification was
            changed since, or anything that was signed is not as it was: which, and what to do.
        IntegrityError: the journal is damaged.
        StorageError: the disk refused.
    """
    version = _approved_last(approvals, model)
    standing = standing_of(approvals, model, version, on)
    _check_approved(approvals, standing, on)
    check_current(approvals, standing.report.evidence)
    signed, folder = standing.report.evidence.digest, model_folder(approvals.folder, model, version)
    _check_files(standing, folder, signed)
    return ApprovedModel(model=model, version=version, digest=signed, folder=folder, standing=standing)


def _approved_last(approvals: Approvals, model: str) -> str:
    approved = [version_told(event) for event in approvals.told(model) if event.draft.kind is Kind.MODEL_APPROVED]
    if not approved:
        raise ApprovalError(f"Nobody has approved a version of {model}.", next_step=_review(model))
    return approved[-1]


def _check_approved(approvals: Approvals, standing: Standing, on: date) -> None:
    name = f"{standing.model}@{standing.version}"
    if standing.state is ModelState.APPROVED:
        return
    if standing.lapsed:
        days = ", ".join(f"{one.reviewer} until {one.valid_until}" for one in standing.reviews)
        raise ApprovalError(f"The approval of {name} has lapsed by {on}: {days}.", next_step=_review(standing.model))
    if standing.state is ModelState.PASSED:
        raise ApprovalError(
            f"{name} has {len(standing.reviews)} of {approvals.limits.reviewers} approvals that the journal tells of.",
            next_step=_review(standing.model),
        )
    raise ApprovalError(
        f"{name} may not be used: {standing.state.value}.",
        next_step=f"Train another version: `csps train {standing.model}`, and have it reviewed.",
    )


def _check_files(standing: Standing, folder: Path, signed: str) -> None:
    name = f"{standing.model}@{standing.version}"
    try:
        found = digest(folder)
    except CspsError as error:
        raise ApprovalError(
            f"The files of {name} are not those that were approved: {error.refused}",
            next_step="Restore them from a backup, and find out who changed them.",
        ) from error
    if found != signed:
        raise ApprovalError(
            f"The files of {name} are not those that were approved: their hash is {found[:16]}.",
            next_step="Restore them from a backup, and find out who changed them.",
        )


def _review(model: str) -> str:
    return f"Have it reviewed by somebody who did not train it: `csps approval approve {model}`."
