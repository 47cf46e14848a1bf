"""The models of a weekly run: verified first, parsed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action, ModelState
from csps.pipeline.verdicts import approved, never_approved
from csps.riskmodel import RiskModel

if TYPE_CHECKING:
    from csps.approval import ApprovedModel
    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.store import Edition

SCORES = "scoring.score"


@dataclass(frozen=True, slots=True)
class Ready:
    """A model that may be used, and was parsed.

    Args:
        approval: who signed it, and until when it may be used.
        fitted: the model.
    """

    approval: ApprovedModel
    fitted: RiskModel

    @property
    def version(self) -> str:
        """The name by which every table calls the model."""
        return self.approval.version


def ready_models(site: Site, by: SignedIn) -> dict[str, Ready]:
    """Give every model by name, its approval verified before a byte of it is parsed.

    Raises:
        ApprovalError: one may not be used; the words say why. Nothing is scored with the others either: a list that
            is silently shorter by a model would be read as if nothing were missing.
        AccessError: whoever runs the week may not score.
    """
    by.check(Action.SCORE_WITH_MODEL, ModelState.APPROVED)
    ready = {}
    for name in site.specs:
        approval = approved(site, name)
        ready[name] = Ready(approval, RiskModel.load(approval.folder, approval.digest))
    return ready


def may_list(site: Site, edition: Edition) -> bool:
    """Say whether the week is to have a list: whether families were ever scored here, or every model was approved once.

    With one of two models approved there is no list yet, and deliveries are taken in as before.
    """
    return SCORES in edition.manifest() or not never_approved(site)
