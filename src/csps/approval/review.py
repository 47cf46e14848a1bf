"""A reviewer approves or refuses a model, and whoever may withdraws one: signed, and told in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from csps.access import Action, Duty, ModelState, check_act, check_follows
from csps.approval.approvals import subject
from csps.approval.standing import Standing, standing_of, submitted_versions
from csps.approval.statement import SignedStatement, Statement, Verdict
from csps.approval.submission import check_current
from csps.domain.errors import ApprovalError, UsageError
from csps.journal import Draft, Kind
from csps.journal.reasons import check_reason
from csps.keys.files import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.approval.approvals import Approvals, Signatory
    from csps.journal import Event

_SHORT_OF = (ModelState.FAILED, ModelState.COULD_NOT_JUDGE)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A verdict that was signed.

    Args:
        statement: what was signed.
        standing: how the model stands now.
        wanting: how many more reviewers must approve it.
    """

    statement: Statement
    standing: Standing
    wanting: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        name = f"{self.standing.model}@{self.standing.version}"
        if self.statement.verdict is Verdict.REFUSE:
            return f"{self.statement.reviewer} has refused {name}; it may not be used."
        if self.wanting:
            return (
                f"{self.statement.reviewer} has approved {name}; {self.wanting} more must sign before it may be used."
            )
        return f"{self.statement.reviewer} has approved {name}; it may be used until {self.standing.valid_until}."


def review(
    approvals: Approvals,
    *,
    model: str,
    verdict: Verdict,
    reason: str,
    by: Signatory,
    on: date,
    version: str | None = None,
    acknowledged: Sequence[str] = (),
) -> Reviewed:
    """Sign a verdict about exactly one model, its data and its report.

    Args:
        approvals: where approvals are kept.
        model: its name.
        verdict: whether it may be used.
        reason: why, in a sentence that names nobody.
        by: a reviewer who did not train it.
        on: today.
        version: the first 16 digits of its digest; None for the version that was submitted last.
        acknowledged: names of the report's facts; an approval needs every one of them.

    Raises:
        AccessError: `by` may not, or trained the model.
        ApprovalError: nothing was submitted, what was submitted was changed, or, for an approval, a mark was missed or
            could not be judged, the specification is another by now, or a fact is not acknowledged: every one is named.
        UsageError: the reason holds a number or address of somebody, or a name is no fact of the report.
        BusyError: another writer held the journal.
        StorageError: the disk refused.
    """
    check_reason(reason)
    standing = standing_of(approvals, model, version or _latest(approvals, model), on)
    _check_may(standing, verdict, by)
    if verdict is Verdict.APPROVE:
        check_current(approvals, standing.report.evidence)
        _check_acknowledged(standing, acknowledged)
    known = tuple(sorted(set(acknowledged))) if verdict is Verdict.APPROVE else ()
    statement = _statement(approvals, standing, verdict, reason, known, by=by, on=on)
    place = approvals.place(model, standing.version)
    signed = SignedStatement.by(by.key, statement)
    replace(place / f"review-{statement.reviewer}.json", signed.to_bytes(), "The review of a model")
    kind = Kind.MODEL_APPROVED if verdict is Verdict.APPROVE else Kind.MODEL_REFUSED
    _tell(approvals, kind, standing, reason, by=by, details=standing.report.hashes)
    after = standing_of(approvals, model, standing.version, on)
    signers = {one.reviewer for one in after.reviews if one.verdict is Verdict.APPROVE and one.valid_until >= on}
    return Reviewed(statement, after, max(0, approvals.limits.reviewers - len(signers)))


def withdraw(approvals: Approvals, *, model: str, version: str, reason: str, by: Signatory, on: date) -> Standing:
    """Take back the approval of a version: no family is scored with it from now on, and it cannot be approved again.

    Raises:
        AccessError: `by` may not, or it is not approved.
        ApprovalError: what is signed about it was changed.
        UsageError: the reason holds a number or address of somebody.
        BusyError: another writer held the journal.
        StorageError: the disk refused.
    """
    check_reason(reason)
    standing = standing_of(approvals, model, version, on)
    check_act(by.actor, Action.WITHDRAW_MODEL, standing.state)
    model_hash: dict[str, int | str] = {"model": standing.report.evidence.digest}
    # Before the file: from here on the journal knows, whatever becomes of the file.
    told = _tell(approvals, Kind.MODEL_WITHDRAWN, standing, reason, by=by, details=model_hash)
    replace(approvals.place(model, version) / "withdrawn.json", told.to_line(), "The withdrawal of a model")
    return standing_of(approvals, model, version, on)


def _latest(approvals: Approvals, model: str) -> str:
    versions = submitted_versions(approvals, model)
    if not versions:
        raise ApprovalError(
            f"No version of {model} was submitted for review.", next_step=f"Train one: `csps train {model}`."
        )
    return versions[-1]


def _check_may(standing: Standing, verdict: Verdict, by: Signatory) -> None:
    """Refuse whoever may not review, whoever trained the model, and an approval of what fell short."""
    action = Action.APPROVE_MODEL if verdict is Verdict.APPROVE else Action.REFUSE_MODEL
    check_act(by.actor, action, ModelState.PASSED)
    check_follows(Duty.JUDGE_AFTER_TRAINING, by.actor, standing.report.trainer)
    if verdict is Verdict.APPROVE and standing.state in _SHORT_OF:
        short = standing.report.short_of
        lines = "".join(f"\n- {check}" for check in short)
        raise ApprovalError(
            f"{standing.model}@{standing.version} cannot be approved: of {len(standing.report.evidence.checks)} checks "
            f"{len(short)} were missed or could not be judged:{lines}\n",
            next_step="Mend the data or the model and train it again. Marks are not moved after results are seen.",
        )
    check_act(by.actor, action, standing.state)
    if any(one.reviewer == by.actor.person for one in standing.reviews) and not standing.lapsed:
        raise ApprovalError(
            f"{by.actor.person} has signed a verdict about {standing.model}@{standing.version} already.",
            next_step="Ask another reviewer.",
        )


def _check_acknowledged(standing: Standing, acknowledged: Sequence[str]) -> None:
    """Refuse an approval by somebody who does not say that they know what no mark decides."""
    facts = {fact.name: fact for fact in standing.report.evidence.facts}
    unknown = sorted(set(acknowledged) - facts.keys())
    if unknown:
        raise UsageError(f"The report states no such fact: {', '.join(map(repr, unknown))}.", next_step=_show(standing))
    missing = [fact for name, fact in facts.items() if name not in acknowledged]
    if missing:
        lines = "".join(f"\n- {fact}" for fact in missing)
        raise ApprovalError(
            f"{standing.model}@{standing.version} has {len(missing)} facts that no mark decides and that whoever approves "
            f"it must know:{lines}\n",
            next_step="If you approve it all the same, name each with --acknowledge: it is signed with the verdict.",
        )


def _show(standing: Standing) -> str:
    return f"Read it again: `csps approval show {standing.model}`."


def _statement(
    approvals: Approvals,
    standing: Standing,
    verdict: Verdict,
    reason: str,
    acknowledged: tuple[str, ...],
    *,
    by: Signatory,
    on: date,
) -> Statement:
    hashes = {name: str(value) for name, value in standing.report.hashes.items()}
    lasting = timedelta(weeks=approvals.limits.valid_weeks) if verdict is Verdict.APPROVE else timedelta()
    return Statement(
        subject=subject(standing.model, standing.version),
        **hashes,
        verdict=verdict,
        reason=reason,
        acknowledged=acknowledged,
        reviewer=by.actor.person,
        signed_by=by.key.fingerprint,
        reviewed_on=on,
        valid_until=on + lasting,
    )


def _tell(
    approvals: Approvals,
    kind: Kind,
    standing: Standing,
    reason: str,
    *,
    by: Signatory,
    details: dict[str, int | str],
) -> Event:
    about = subject(standing.model, standing.version)
    return approvals.journal.append(Draft(by.key.fingerprint, kind, about, reason, details), by.key)
