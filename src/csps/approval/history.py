"""What was done about a model, in order: who trained, who signed, who withdrew, and which marks were in force each time.

"Fixed in advance" is a word of whoever wrote the marks. Nothing can prove that nobody had seen a result before, but whoever
reads how often a model was submitted, and how the marks differed, can ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.approval.approvals import version_told
from csps.approval.standing import standing_of, submitted_versions
from csps.domain.errors import ApprovalError
from csps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csps.approval.approvals import Approvals

_DID = {
    Kind.MODEL_TRAINED: "trained and submitted it",
    Kind.MODEL_APPROVED: "approved it",
    Kind.MODEL_REFUSED: "refused it",
    Kind.MODEL_WITHDRAWN: "withdrew it",
}


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a version, as the journal tells it.

    Args:
        on: the day.
        person: short name.
        did: what, in words.
        reason: why, in their own.
    """

    on: date
    person: str
    did: str
    reason: str

    def __str__(self) -> str:
        """Say it in one line.

        >>> from datetime import date
        >>> print(Act(date(2026, 11, 16), "r.view", "approved it", "Read with the team."))
        2026-11-16 r.view approved it: Read with the team.
        """
        return f"{self.on} {self.person} {self.did}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version that was submitted before.

    Args:
        version: the first 16 digits of its digest.
        acts: what was done about it.
        marks: what it had to reach; None where what is signed about it cannot be relied on any more.
        missed: checks that it did not pass; None likewise.
    """

    version: str
    acts: tuple[Act, ...]
    marks: Mapping[str, str] | None
    missed: int | None


def acts_on(approvals: Approvals, model: str, version: str) -> tuple[Act, ...]:
    """Give what the journal tells about a version, in order.

    Raises:
        AccessError: a key of the journal was never enrolled.
        IntegrityError: the journal is damaged.
    """
    return tuple(
        Act(
            event.at.date(),
            approvals.register.find(event.draft.actor).person,
            _DID[event.draft.kind],
            event.draft.reason,
        )
        for event in approvals.told(model)
        if version_told(event) == version
    )


def earlier_submissions(approvals: Approvals, model: str, version: str, on: date) -> tuple[Earlier, ...]:
    """Give the versions that were submitted before a version was last submitted, the oldest first.

    Raises:
        IntegrityError: the journal is damaged.
    """
    versions = submitted_versions(approvals, model)
    before = versions[: versions.index(version)] if version in versions else versions
    return tuple(_earlier(approvals, model, each, on) for each in before)


def _earlier(approvals: Approvals, model: str, version: str, on: date) -> Earlier:
    acts = acts_on(approvals, model, version)
    try:
        report = standing_of(approvals, model, version, on).report
    except ApprovalError:  # it was changed since: its marks would be somebody's word
        return Earlier(version, acts, None, None)
    return Earlier(version, acts, report.evidence.marks, len(report.short_of))


def changed_marks(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Say which marks differ.

    >>> changed_marks({"auc_at_least": "0.65", "owner": "x"}, {"auc_at_least": "0.6", "owner": "x"})
    ('auc_at_least was 0.65, is 0.6',)
    """
    return tuple(
        f"{key} was {before.get(key, 'not set')}, is {now.get(key, 'not set')}"
        for key in sorted(before.keys() | now.keys())
        if before.get(key) != now.get(key)
    )
