"""A workspace as Python sees it, before anything was done in it. Whole runs are tried in tests/acceptance."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import ANN, EVA, FAMILY, WEEK, publish_week

import csps
from csps.domain.errors import AccessError, ContractError, UsageError
from csps.keys import Passphrase


@pytest.fixture
def workspace(site):
    return csps.open(site.folder, environ={})


def test_it_says_which_it_is_and_that_nothing_is_published(workspace):
    assert repr(workspace) == "<csps workspace workspace: Synthetic borough, nothing published yet>"
    assert workspace.tables().empty
    assert list(workspace.tables().columns) == ["rows", "parts", "meaning"]


def test_a_table_is_refused_with_the_reason(workspace):
    with pytest.raises(UsageError, match="nothing is published yet"):
        workspace.table("scoring.score")
    with pytest.raises(ContractError, match="There is no table"):
        workspace.table("scoring.scores")


@pytest.mark.parametrize("table", ["feeds.restriction", "privacy.stated_restriction", "worklist.entry"])
def test_a_sealed_table_asks_for_somebody_whose_duty_it_is(workspace, table):
    workspace.enrol_demonstrators()
    with pytest.raises(AccessError, match="trainer"):
        workspace.table(table, person="demo.trainer")
    with pytest.raises(UsageError, match="nothing is published yet"):
        workspace.table(table)


def test_a_list_of_nothing_is_refused(workspace):
    with pytest.raises(UsageError):
        workspace.weekly_list()


def test_the_last_monday_of_a_synthetic_borough_is_its_end(workspace):
    assert workspace.last_monday.isoformat() == "2026-11-16"


def test_whoever_is_not_named_is_a_demonstrator_who_is_enrolled_when_first_needed(workspace):
    assert not workspace.site.deployment.keys.exists()
    assert workspace.sign_in("trainer", None, None).actor.person == "demo.trainer"


def test_a_named_person_needs_their_own_passphrase(workspace):
    workspace.enrol_demonstrators()
    with pytest.raises(AccessError, match="passphrase"):
        workspace.sign_in("trainer", "demo.trainer", Passphrase("three other words"))


def test_a_passphrase_is_taken_from_the_environment(site):
    csps.open(site.folder, environ={}).enrol_demonstrators()
    wrong = csps.open(site.folder, environ={"CSPS_PASSPHRASE": "three other words"})
    with pytest.raises(AccessError, match="passphrase"):
        wrong.sign_in("trainer", None, None)


def test_without_evidence_there_is_none_to_show(workspace):
    workspace.enrol_demonstrators()
    with pytest.raises(UsageError, match="no evidence about maltreatment"):
        workspace.evidence("maltreatment")


def test_memberships_are_asked_for_by_family_or_by_its_first_digits(workspace):
    with pytest.raises(UsageError, match="Nothing is published"):
        workspace.memberships()
    workspace.enrol_demonstrators()
    publish_week(workspace.site)
    assert len(workspace.memberships()) == 3
    found = workspace.memberships(FAMILY[:8])
    assert found["person_id"].tolist() == [ANN, EVA]
    assert found["from_day"].tolist() == [WEEK, WEEK]
    assert found["to_day"].isna().all()
