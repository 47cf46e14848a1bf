"""What can be asked about a model before any was trained. Verdicts are tried in approval's own tests and in acceptance."""

from __future__ import annotations

import pytest

from csps.access import Role
from csps.domain.errors import ApprovalError, UsageError
from csps.keys import Passphrase
from csps.pipeline import is_approved, judge, sign_in, submitted_version, withdraw
from csps.pipeline.verdicts import was_ever_approved
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators


@pytest.fixture
def reviewer(site):
    enrol_demonstrators(site)
    return sign_in(site, PEOPLE[Role.REVIEWER], Passphrase(DEMONSTRATION_PASSPHRASE))


def test_nothing_is_approved_that_nobody_signed(site, reviewer):
    assert not is_approved(site, "maltreatment")
    assert not was_ever_approved(site)


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
