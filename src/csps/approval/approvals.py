"""Where approvals are kept, and whom they are believed from.

    <registry>/approvals/<model>/<version>/report.json          what is signed: checks, facts, marks, hashes
                                           audit.json, .html    every figure, and the page for a reviewer
                                           trained.json         the journal's event, signed by the trainer
                                           review-<person>.json a verdict, signed by a reviewer
                                           withdrawn.json       the journal's event, signed by whoever withdrew it

Each act is told in the journal as well, and an approval counts only where both agree. A refusal or a withdrawal counts
wherever it stands: taking a file away brings no model back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from csps.domain.errors import UsageError
from csps.journal import Kind
from csps.registry import model_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.access import Actor, Register
    from csps.journal import Event, Journal
    from csps.keys import SigningKey
    from csps.settings import ModelSpec
    from csps.settings.choices import ApprovalLimits

_KINDS = frozenset({Kind.MODEL_TRAINED, Kind.MODEL_APPROVED, Kind.MODEL_REFUSED, Kind.MODEL_WITHDRAWN})
_REVIEW = re.compile(r"review-([a-z][a-z0-9.-]{1,39})\.json")


class Signatory(Protocol):
    """Somebody whose key is open and in force today."""

    @property
    def actor(self) -> Actor:
        """Who they are, and in which roles."""
        ...

    @property
    def key(self) -> SigningKey:
        """What they sign with."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """The approvals of a workspace.

    Args:
        folder: the workspace's folder `registry`.
        journal: of the workspace.
        register: whose key is whose, read and verified.
        limits: what an approval is worth.
        synthetic: whether nobody in the workspace is real; keys made for demonstrations count nowhere else.
        specs: the models' specifications as they are now: their marks say which checks a report must hold.
    """

    folder: Path
    journal: Journal
    register: Register
    limits: ApprovalLimits
    synthetic: bool
    specs: Mapping[str, ModelSpec]

    def place(self, model: str, version: str) -> Path:
        """Give the folder of what is said about one version of a model.

        Raises:
            UsageError: name or version have another form.
        """
        model_folder(self.folder, model, version)  # the same names lead to the shelf
        return self.folder / "approvals" / model / version

    def review_files(self, model: str, version: str) -> dict[str, Path]:
        """Give the files of signed verdicts by the reviewer's short name."""
        found = sorted(self.place(model, version).glob("review-*.json"))
        named = {match[1]: path for path in found if (match := _REVIEW.fullmatch(path.name))}
        if len(named) != len(found):
            raise UsageError(
                "A file beside the reviews of a model is named like one and belongs to nobody.",
                next_step="Find out who put it there, and take it away.",
            )
        return named

    def told(self, model: str) -> tuple[Event, ...]:
        """Give what the journal tells about the versions of a model, in order.

        Raises:
            IntegrityError: the journal is damaged.
        """
        about = f"model:{model}@"
        return tuple(
            event
            for event in self.journal.events()
            if event.draft.kind in _KINDS and event.draft.subject.startswith(about)
        )


def subject(model: str, version: str) -> str:
    """Name a version of a model as the journal does."""
    return f"model:{model}@{version}"


def version_told(event: Event) -> str:
    """Give the version that an event is about."""
    return event.draft.subject.rpartition("@")[2]
