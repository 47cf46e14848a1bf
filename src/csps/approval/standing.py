"""How a version of a model stands: everything signed about it, verified, and held against the journal.

Nothing is believed because a file says so. The report's hash is in the event that its trainer signed; each verdict is
signed by a key that was in force and a reviewer's on its day; and a verdict of which the journal does not tell does not
count. Whatever does not fit refuses the whole version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from csps.access import Action, Duty, ModelState, Role, actor_for, check_follows
from csps.approval.approvals import subject, version_told
from csps.approval.marks import Result
from csps.approval.papers import Papers, check_papers
from csps.approval.report import Report
from csps.approval.statement import SignedStatement, Verdict
from csps.domain.errors import ApprovalError, CspsError, IntegrityError
from csps.journal import Kind
from csps.journal.event import parse_line
from csps.keys.files import read_guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csps.approval.approvals import Approvals
    from csps.approval.statement import Statement
    from csps.journal import Event

_TOLD_AS = {Verdict.APPROVE: Kind.MODEL_APPROVED, Verdict.REFUSE: Kind.MODEL_REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a version of a model stands on a day.

    Args:
        model: its name.
        version: the first 16 digits of its digest.
        state: how far it has come.
        lapsed: whether it was approved for long enough, and is no longer.
        report: what was signed about.
        reviews: verdicts that count, by the day and the reviewer; a lapsed one counts for nothing and is here too.
        valid_until: last day on which it may be used; None where it may not.
    """

    model: str
    version: str
    state: ModelState
    lapsed: bool
    report: Report
    reviews: tuple[Statement, ...]
    valid_until: date | None


def submitted_versions(approvals: Approvals, model: str) -> tuple[str, ...]:
    """Give the versions of a model that a trainer submitted, the newest last.

    Raises:
        IntegrityError: the journal is damaged.
    """
    trained = [version_told(event) for event in approvals.told(model) if event.draft.kind is Kind.MODEL_TRAINED]
    return tuple(dict.fromkeys(reversed(trained)))[::-1]


def standing_of(approvals: Approvals, model: str, version: str, on: date) -> Standing:
    """Verify everything that is signed about a version of a model, and say how it stands.

    Args:
        approvals: where approvals are kept, and whom they are believed from.
        model: its name.
        version: the first 16 digits of its digest.
        on: the day.

    Raises:
        ApprovalError: nobody submitted it, or something about it was changed, forged or damaged.
        UsageError: name or version have another form.
        StorageError: the disk refused.
    """
    events = [event for event in approvals.told(model) if version_told(event) == version]
    try:
        report = _report(approvals, model, version, events)
        reviews = tuple(
            sorted(_reviews(approvals, report, events), key=lambda one: (one.reviewed_on.isoformat(), one.reviewer))
        )
    except CspsError as error:
        raise ApprovalError(
            f"What is signed about {model}@{version} cannot be relied on: {error.refused}",
            next_step=error.next_step or f"Find out who changed it; then train again: `csps train {model}`.",
        ) from error
    return _stand(approvals, report, reviews, events, on)


def _report(approvals: Approvals, model: str, version: str, events: list[Event]) -> Report:
    """Read the report, and make sure that a trainer signed that this model has it."""
    place = approvals.place(model, version)
    if not (place / "trained.json").exists():
        raise IntegrityError("No trainer has submitted it.", next_step=f"Train it: `csps train {model}`.")
    report = Report.from_bytes(read_guarded(place / "report.json", "The report about a model", private=False))
    line = read_guarded(place / "trained.json", "The trainer's statement", private=False)
    trained = parse_line(line)
    if trained.hash not in {event.hash for event in events}:
        raise IntegrityError("The journal does not tell of its training.")
    _check_told(trained, Kind.MODEL_TRAINED, report, subject(model, version))
    if _signer(approvals, trained, Action.TRAIN_MODEL) != report.trainer:
        raise IntegrityError("The report names another trainer than the one who signed.")
    if report.evidence.model != model or report.evidence.version != version:
        raise IntegrityError("The report is about another model.")
    check_papers(report.evidence, Papers.beside(place), approvals.specs.get(model))
    return report


def _reviews(approvals: Approvals, report: Report, events: list[Event]) -> Iterator[Statement]:
    """Yield the verdicts that are signed as they must be and of which the journal tells."""
    known = report.evidence
    for reviewer, path in approvals.review_files(known.model, known.version).items():
        signed = SignedStatement.from_bytes(read_guarded(path, "A review of a model", private=False))
        statement = signed.statement
        _check_statement(approvals, signed, report, reviewer)
        for event in events:
            if event.draft.kind is _TOLD_AS[statement.verdict] and event.draft.actor == statement.signed_by:
                if dict(event.draft.details) != report.hashes:
                    continue  # it tells of an earlier report about the same model
                _signer(approvals, event, Action.APPROVE_MODEL)
                yield statement
                break


def _check_statement(approvals: Approvals, signed: SignedStatement, report: Report, reviewer: str) -> None:
    """Refuse a verdict that is not signed by a reviewer, in force on its day, about exactly this report."""
    statement, known = signed.statement, report.evidence
    entry = approvals.register.in_force(statement.signed_by, statement.reviewed_on)
    signed.check(entry.public_key)
    actor = actor_for(approvals.register, statement.signed_by, on=statement.reviewed_on, synthetic=approvals.synthetic)
    if actor.person != statement.reviewer or actor.person != reviewer:
        raise IntegrityError("A review bears another name than its signature.")
    if Role.REVIEWER not in actor.roles:
        raise IntegrityError(f"{actor.person} was no reviewer on {statement.reviewed_on}.")
    check_follows(Duty.JUDGE_AFTER_TRAINING, actor, report.trainer)
    hashes = {"model": statement.model, "data": statement.data, "report": statement.report}
    if hashes != report.hashes or statement.subject != subject(known.model, known.version):
        raise IntegrityError(
            f"{reviewer} signed another model, other data or another report.",
            next_step=f"Have it reviewed again: `csps approval approve {known.model}`.",
        )
    facts = {fact.name for fact in known.facts} if statement.verdict is Verdict.APPROVE else set()
    if set(statement.acknowledged) != facts:
        raise IntegrityError(f"{reviewer} approved it without acknowledging what no mark decides.")


def _check_told(event: Event, kind: Kind, report: Report, about: str) -> None:
    hashes = {name: event.draft.details.get(name) for name in ("model", "data", "report")}
    if event.draft.kind is not kind or event.draft.subject != about or hashes != report.hashes:
        raise IntegrityError("The report is not the one whose hash its trainer signed.")


def _signer(approvals: Approvals, event: Event, action: Action) -> str:
    """Give the person who signed an event, whose key was in force and had the role that the action takes."""
    on = event.at.date()
    event.check_signature(approvals.register.in_force(event.draft.actor, on).public_key)
    actor = actor_for(approvals.register, event.draft.actor, on=on, synthetic=approvals.synthetic)
    needed = Role.TRAINER if action is Action.TRAIN_MODEL else Role.REVIEWER
    if needed not in actor.roles:
        raise IntegrityError(f"{actor.person} was no {needed.value} on {on}.")
    return actor.person


def _stand(
    approvals: Approvals, report: Report, reviews: tuple[Statement, ...], events: list[Event], on: date
) -> Standing:
    known = report.evidence
    approving = [one for one in reviews if one.verdict is Verdict.APPROVE]
    ends = [last_day(one, approvals.limits.valid_weeks) for one in approving if one.reviewed_on <= on]
    holding = sorted((end for end in ends if end >= on), reverse=True)
    enough = approvals.limits.reviewers
    state = _state(approvals, report, reviews, events)
    approved = state is ModelState.PASSED and len(holding) >= enough
    return Standing(
        model=known.model,
        version=known.version,
        state=ModelState.APPROVED if approved else state,
        lapsed=state is ModelState.PASSED and not approved and len(approving) >= enough,
        report=report,
        reviews=reviews,
        valid_until=holding[enough - 1] if approved else None,
    )


def last_day(review: Statement, valid_weeks: int) -> date:
    """Give the last day on which an approval holds: as it was signed, or sooner where the council has shortened it."""
    return min(review.valid_until, review.reviewed_on + timedelta(weeks=valid_weeks))


def _state(approvals: Approvals, report: Report, reviews: tuple[Statement, ...], events: list[Event]) -> ModelState:
    """Say how far a model has come, approvals left out."""
    kinds = {event.draft.kind for event in events}
    place = approvals.place(report.evidence.model, report.evidence.version)
    results = {check.result for check in report.evidence.checks}
    if Kind.MODEL_WITHDRAWN in kinds or (place / "withdrawn.json").exists():
        return ModelState.WITHDRAWN
    if Kind.MODEL_REFUSED in kinds or any(one.verdict is Verdict.REFUSE for one in reviews):
        return ModelState.REFUSED
    if Result.MISSED in results:
        return ModelState.FAILED
    if Result.COULD_NOT_JUDGE in results:
        return ModelState.COULD_NOT_JUDGE
    return ModelState.PASSED if results else ModelState.TRAINED
