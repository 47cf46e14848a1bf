"""A trainer submits a model: the report is written, and an event of the journal that they sign binds it to the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action, check_act
from csps.approval.approvals import subject, version_told
from csps.approval.papers import check_papers
from csps.approval.report import Report
from csps.domain.errors import ApprovalError, StorageError
from csps.journal import Draft, Kind
from csps.keys.files import replace

if TYPE_CHECKING:
    from pathlib import Path

    from csps.approval.approvals import Approvals, Signatory
    from csps.approval.papers import Papers
    from csps.approval.report import Evidence
    from csps.journal import Event


@dataclass(frozen=True, slots=True)
class Submitted:
    """A model that waits for a reviewer.

    Args:
        version: the first 16 digits of its digest.
        report: what a reviewer reads.
        place: the folder of what is signed about it.
    """

    version: str
    report: Report
    place: Path


def submit(approvals: Approvals, evidence: Evidence, papers: Papers, *, by: Signatory) -> Submitted:
    """Submit a model with its evidence for review.

    The same model with the same evidence is submitted once; other evidence about it makes earlier verdicts void, and they
    are taken away: the journal keeps them.

    Args:
        approvals: where approvals are kept.
        evidence: what is known about the model; see `evidence_of`.
        papers: its figures and the page about them.
        by: the trainer.

    Raises:
        AccessError: `by` may not train.
        ApprovalError: the specification is another by now.
        IntegrityError: checks, facts or marks are not those that the specification asks for of these figures.
        StorageError: the disk refused.
        BusyError: another writer held the journal.
    """
    check_act(by.actor, Action.TRAIN_MODEL)
    check_current(approvals, evidence)
    check_papers(evidence, papers, approvals.specs[evidence.model])
    report = Report(evidence, by.actor.person)
    place = approvals.place(evidence.model, evidence.version)
    told = _told(approvals, report, by)
    try:
        place.mkdir(mode=0o750, parents=True, exist_ok=True)
        if told is None:
            for stale in approvals.review_files(evidence.model, evidence.version).values():
                stale.unlink()
    except OSError as error:
        raise StorageError(f"The report could not be kept: {error.strerror or type(error).__name__}.") from error
    for name, data in papers.files.items():
        replace(place / name, data, "What lies beside the report about a model")
    replace(place / "report.json", report.to_bytes(), "The report about a model")
    if told is None:
        counts: dict[str, int | str] = {
            "families": evidence.families,
            "features": evidence.features,
            "marks": report.marks_hash,
        }
        about, reason = subject(evidence.model, evidence.version), "Trained, measured and submitted for review."
        told = approvals.journal.append(
            Draft(by.key.fingerprint, Kind.MODEL_TRAINED, about, reason, counts | report.hashes), by.key
        )
    replace(place / "trained.json", told.to_line(), "The trainer's statement")
    return Submitted(evidence.version, report, place)


def check_current(approvals: Approvals, evidence: Evidence) -> None:
    """Refuse a model that was trained to another specification than the one in force: its marks are not known any more.

    Raises:
        ApprovalError: there is none, it was changed since, or its marks are for a demonstration and people are real.
    """
    spec = approvals.specs.get(evidence.model)
    if spec is None or spec.fingerprint != evidence.spec:
        raise ApprovalError(
            f"The specification of {evidence.model} was changed after {evidence.model}@{evidence.version} was trained to "
            "it.",
            next_step=f"Put models/{evidence.model}/spec.toml back, or train again: `csps train {evidence.model}`.",
        )
    if spec.pass_marks.demonstration and not approvals.synthetic:
        raise ApprovalError(
            f"The marks of {evidence.model} are for a demonstration, and somebody in this workspace is real.",
            next_step=f"Fix marks in models/{evidence.model}/spec.toml, and train again.",
        )


def _told(approvals: Approvals, report: Report, by: Signatory) -> Event | None:
    """Find the event of an earlier submission of the same report by the same key, if it is the latest."""
    trained = [
        event
        for event in approvals.told(report.evidence.model)
        if event.draft.kind is Kind.MODEL_TRAINED and version_told(event) == report.evidence.version
    ]
    if not trained or trained[-1].draft.actor != by.key.fingerprint:
        return None
    return trained[-1] if report.hashes.items() <= dict(trained[-1].draft.details).items() else None
