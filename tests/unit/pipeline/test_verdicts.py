"""What can be asked about a model before any was trained. Verdicts are tried in approval's own tests and in acceptance."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from csps.access import Role
from csps.domain.errors import ApprovalError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.pipeline import is_approved, judge, sign_in, submitted_version, withdraw
from csps.pipeline.approved import may_list
from csps.pipeline.verdicts import never_approved
from csps.store import Edition
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators

MONDAY = date(2026, 11, 16)


@pytest.fixture
def reviewer(site):
    enrol_demonstrators(site)
    return sign_in(site, PEOPLE[Role.REVIEWER], Passphrase(DEMONSTRATION_PASSPHRASE))


def test_nothing_is_approved_that_nobody_signed(site, reviewer):
    assert not is_approved(site, "maltreatment")
    assert never_approved(site) == tuple(site.specs)


def test_with_one_of_two_models_approved_deliveries_are_taken_in_and_there_is_no_list_yet(site, monkeypatch):
    first, second = site.specs
    told = {first: [Kind.MODEL_TRAINED, Kind.MODEL_APPROVED, Kind.MODEL_WITHDRAWN], second: [Kind.MODEL_TRAINED]}
    history = SimpleNamespace(
        told=lambda name: [SimpleNamespace(draft=SimpleNamespace(kind=kind)) for kind in told[name]]
    )
    monkeypatch.setattr("csps.pipeline.verdicts.approvals_of", lambda _site: history)
    edition = Edition(site.lake, MONDAY)
    assert never_approved(site) == (second,)
    assert not may_list(site, edition)
    told[second].append(Kind.MODEL_APPROVED)
    assert never_approved(site) == ()
    assert may_list(site, edition)


def test_without_a_submission_there_is_nothing_to_judge(site, reviewer):
    with pytest.raises(ApprovalError, match="No version of maltreatment was submitted"):
        judge(site, "maltreatment", "approve", "Read with the team.", by=reviewer)
    with pytest.raises(ApprovalError, match="Nobody has approved a version of maltreatment"):
        withdraw(site, "maltreatment", "A feed was wrong.", by=reviewer)
    with pytest.raises(UsageError, match="There is no evidence about maltreatment yet"):
        submitted_version(site, "maltreatment")


def test_an_unknown_model_or_verdict_is_refused(site, reviewer):
    with pytest.raises(UsageError, match="no model 'harm'"):
        judge(site, "harm", "approve", "Read with the team.", by=reviewer)
    with pytest.raises(UsageError, match="A verdict is approve or refuse"):
        judge(site, "maltreatment", "maybe", "Read with the team.", by=reviewer)


def test_a_version_that_was_never_submitted_is_refused(site, reviewer):
    with pytest.raises(UsageError, match="submitted were: none yet"):
        judge(site, "maltreatment", "approve", "Read with the team.", by=reviewer, version="0123")
