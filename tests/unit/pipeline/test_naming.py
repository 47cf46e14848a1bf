"""Whom a reference stands for: told to those with the duty to call, from the vault, and to the journal first."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import EVA, FAMILY, WEEK, publish_week, record

import csps
from csps.domain.errors import AccessError, UsageError
from csps.journal import Kind
from csps.pipeline import name_family, name_to_explain, whole_name

WHY = "The visit agreed on at the Monday meeting."
REFUGE = {
    "record_id": record(EVA, 1), "restriction_ref": "R1", "kind": "REFUGE", "start_date": WEEK, "delivery": "r.csv",
    "line": 2, "known_on": WEEK,
}  # fmt: skip


@pytest.fixture
def opened(site, monkeypatch):
    """Publish a week, with further rows where some are given; give the workspace."""
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)

    def publish(more=None):
        workspace = csps.open(site.folder, environ={})
        workspace.enrol_demonstrators()
        publish_week(workspace.site, more)
        return workspace

    return publish


def events(workspace, kind):
    return [event.draft for event in workspace.site.journal.events() if event.draft.kind is kind]


def test_a_coordinator_learns_who_a_family_is_and_the_journal_that_they_asked(opened):
    workspace = opened()
    found = name_family(workspace.site, FAMILY[:8], reason=WHY, by=workspace.sign_in("coordinator", None, None))
    assert (found.family_id, found.week) == (FAMILY, WEEK)
    assert [(one.role, one.name) for one in found.members] == [("carer", ""), ("child", "Ivy Oak")]
    (told,) = events(workspace, Kind.FAMILY_VIEWED)
    assert (told.subject, told.reason) == (f"family:{FAMILY}", WHY)
    assert len(events(workspace, Kind.VAULT_OPENED)) == 1


@pytest.mark.parametrize("role", ["trainer", "reviewer", "data officer", "administrator"])
def test_others_learn_nothing_and_the_vault_stays_shut(opened, role):
    workspace = opened()
    with pytest.raises(AccessError):
        name_family(workspace.site, FAMILY, reason=WHY, by=workspace.sign_in(role, None, None))
    assert events(workspace, Kind.VAULT_OPENED) == []
    assert events(workspace, Kind.FAMILY_VIEWED) == []
    (refused,) = events(workspace, Kind.ACCESS_REFUSED)
    assert (refused.subject, refused.reason) == (f"family:{FAMILY}", WHY)
    assert refused.actor == workspace.sign_in(role, None, None).actor.fingerprint


def test_a_sealed_family_is_named_to_information_governance_only(opened):
    workspace = opened({"feeds.restriction": [REFUGE]})
    with pytest.raises(AccessError, match="sealed"):
        name_family(workspace.site, FAMILY, reason=WHY, by=workspace.sign_in("coordinator", None, None))
    assert events(workspace, Kind.VAULT_OPENED) == []
    governance = workspace.sign_in("information governance", None, None)
    assert len(name_family(workspace.site, FAMILY, reason=WHY, by=governance).members) == 2


@pytest.mark.parametrize(("reference", "said"), [("", "6 digits"), (FAMILY[:3], "6 digits"), ("0" * 8, "No family of")])
def test_what_names_nobody_or_anybody_is_refused(opened, reference, said):
    workspace = opened()
    with pytest.raises(UsageError, match=said):
        name_family(workspace.site, reference, reason=WHY, by=workspace.sign_in("coordinator", None, None))
    assert events(workspace, Kind.FAMILY_VIEWED) == []


def test_the_digits_of_the_list_are_enough_wherever_a_family_is_named(opened):
    workspace = opened()
    with workspace.site.lake.connect() as lake:
        assert whole_name(lake, FAMILY[:8], WEEK) == FAMILY
        assert whole_name(lake, "0" * 8, WEEK) == "0" * 8


def test_a_family_that_is_not_sealed_may_be_explained(opened):
    workspace = opened()
    with workspace.site.lake.connect() as lake:
        assert name_to_explain(lake, FAMILY[:8], WEEK) == FAMILY


def test_a_sealed_family_is_not_explained_by_its_feature_nor_by_its_criteria(opened):
    workspace = opened({"feeds.restriction": [REFUGE]})
    for explained in (
        lambda: workspace.why_scored(FAMILY[:8], WEEK),
        lambda: workspace.explain_feature(FAMILY[:8], "police_incidents_52w", WEEK),
        lambda: workspace.explain_criteria(FAMILY, WEEK),
    ):
        with pytest.raises(AccessError, match="is sealed"):
            explained()
