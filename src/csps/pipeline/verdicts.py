"""People judge models: what the words `csps approval` and the weekly run need from the approval room, for one workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.approval import (
    Approvals,
    Papers,
    Verdict,
    acts_on,
    approved_model,
    earlier_submissions,
    standing_of,
    submitted_versions,
)
from csps.approval import withdraw as withdraw_version
from csps.approval.papers import PAGE
from csps.approval.review import Reviewed, review
from csps.domain.errors import ApprovalError, UsageError
from csps.journal import Kind
from csps.pipeline.people import register_of
from csps.pipeline.specifications import specification

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csps.approval import Act, ApprovedModel, Earlier, Standing
    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site


@dataclass(frozen=True, slots=True)
class Shown:
    """What is signed about a version, everything verified: what a reviewer reads is what they sign.

    Args:
        standing: the report, the verdicts that count, and how it stands.
        figures: every figure, from the file whose hash the report holds.
        page: the same as a page, whose hash it holds too.
        acts: what was done about it, as the journal tells it.
        earlier: versions that were submitted before.
    """

    standing: Standing
    figures: Mapping[str, Any]
    page: Path
    acts: tuple[Act, ...]
    earlier: tuple[Earlier, ...]


def approvals_of(site: Site) -> Approvals:
    """Give the approvals of a workspace, and whom they are believed from.

    Raises:
        AccessError: nobody is enrolled, or nobody trusted signed the register.
    """
    return Approvals(
        folder=site.registry,
        journal=site.journal,
        register=register_of(site),
        limits=site.programme.approval,
        synthetic=site.synthetic,
        specs=site.specs,
    )


def judge(
    site: Site,
    model: str,
    verdict: str,
    reason: str,
    *,
    by: SignedIn,
    version: str | None = None,
    acknowledged: Sequence[str] = (),
) -> Reviewed:
    """Sign a verdict about a model.

    Args:
        site: the workspace.
        model: its name.
        verdict: "approve" or "refuse".
        reason: why, in a sentence that names nobody.
        by: a reviewer who did not train it.
        version: the first digits of its hash; None for the version submitted last.
        acknowledged: names of the facts in its report that no mark decides.

    Raises:
        UsageError: no such model, version or fact, or another verdict.
        AccessError: `by` may not, or trained it.
        ApprovalError: nothing was submitted, something was changed, a mark was not passed, or a fact not acknowledged.
    """
    if verdict not in list(Verdict):
        raise UsageError(f"A verdict is {' or '.join(Verdict)}, not {verdict!r}.")
    approvals = approvals_of(site)
    return review(
        approvals,
        model=specification(site.specs, model).name,
        verdict=Verdict(verdict),
        reason=reason,
        by=by,
        on=site.today,
        version=_whole(approvals, model, version),
        acknowledged=acknowledged,
    )


def withdraw(site: Site, model: str, reason: str, *, by: SignedIn) -> Standing:
    """Take back the approval of the version in use.

    Raises:
        ApprovalError: none is approved.
        AccessError: `by` may not.
    """
    approvals = approvals_of(site)
    used = approved_model(approvals, model=specification(site.specs, model).name, on=site.today)
    return withdraw_version(approvals, model=model, version=used.version, reason=reason, by=by, on=site.today)


def approved(site: Site, model: str) -> ApprovedModel:
    """Give the version of a model that may be used today, everything about it verified.

    Raises:
        ApprovalError: there is none; the words say why.
    """
    return approved_model(approvals_of(site), model=specification(site.specs, model).name, on=site.today)


def is_approved(site: Site, model: str) -> bool:
    """Say whether a model may be used today."""
    try:
        approved(site, model)
    except ApprovalError:
        return False
    return True


def never_approved(site: Site) -> tuple[str, ...]:
    """Give the models of the workspace of which no version was ever approved, whatever became of it."""
    approvals = approvals_of(site)
    return tuple(
        name
        for name in site.specs
        if not any(event.draft.kind is Kind.MODEL_APPROVED for event in approvals.told(name))
    )


def submitted_version(site: Site, model: str, version: str | None = None) -> str:
    """Give the whole version that the first digits mean; the one submitted last where none are given.

    Raises:
        UsageError: nothing was submitted, or the digits mean no version or several.
    """
    approvals = approvals_of(site)
    versions = submitted_versions(approvals, specification(site.specs, model).name)
    if not versions:
        raise UsageError(f"There is no evidence about {model} yet.", next_step=f"Train it with `csps train {model}`.")
    return _whole(approvals, model, version) or versions[-1]


def shown(site: Site, model: str, version: str | None = None) -> Shown:
    """Give what is signed about a version, verified.

    Args:
        site: the workspace.
        model: its name.
        version: the first digits of its hash; None for the version submitted last.

    Raises:
        UsageError: nothing was submitted, or the digits mean no version or several.
        ApprovalError: what is signed about it cannot be relied on.
    """
    chosen = submitted_version(site, model, version)
    approvals = approvals_of(site)
    standing, place = standing_of(approvals, model, chosen, site.today), approvals.place(model, chosen)
    return Shown(
        standing,
        Papers.beside(place).told(),
        place / PAGE,
        acts_on(approvals, model, chosen),
        earlier_submissions(approvals, model, chosen, site.today),
    )


def _whole(approvals: Approvals, model: str, version: str | None) -> str | None:
    """Give the whole version that the first digits mean."""
    if version is None:
        return None
    found = [each for each in submitted_versions(approvals, model) if each.startswith(version)]
    if len(found) != 1:
        known = ", ".join(submitted_versions(approvals, model)) or "none yet"
        raise UsageError(f"{version!r} is {len(found) or 'no'} version of {model}; submitted were: {known}.")
    return found[0]
