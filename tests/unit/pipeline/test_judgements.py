"""People's word on links: kept with its role and reason, journalled, refused where it cannot hold."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import ANN, EVA, FAMILY, KIT, LOU, WEEK, publish_week, record

import csps
from csps.domain.errors import AccessError, UsageError
from csps.journal import Draft, Kind
from csps.pipeline import (
    identities_of,
    judge_link,
    link_judgements,
    review_queue,
    unlink_records,
    withdraw_link,
)

WHY = "The school's file shows two children."


@pytest.fixture
def workspace(site, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    opened = csps.open(site.folder, environ={})
    opened.enrol_demonstrators()
    publish_week(opened.site)
    return opened


@pytest.fixture
def by(workspace):
    return workspace.sign_in("data officer", None, None)


def events(workspace, kind):
    return [event.draft for event in workspace.site.journal.events() if event.draft.kind is kind]


def test_a_judgement_is_kept_with_role_and_reason_and_told_to_the_journal(workspace, by):
    made = judge_link(workspace.site, (KIT, LOU), "same", WHY, by=by)
    assert link_judgements(workspace.site, by=by) == [made]
    assert (made.word.role, made.word.reason) == ("data officer", WHY)
    (told,) = events(workspace, Kind.JUDGEMENT_MADE)
    assert told.details == {"records": 2, "judgement": made.digest}
    assert told.reason == WHY


def test_what_was_judged_leaves_the_queue_and_comes_back_when_it_is_withdrawn(workspace, by):
    assert len(review_queue(workspace.site, by=by)) == 2
    made = judge_link(workspace.site, (KIT, LOU), "unsure", WHY, by=by)
    assert len(review_queue(workspace.site, by=by)) == 1
    withdraw_link(workspace.site, made.number, WHY, by=by)
    assert len(review_queue(workspace.site, by=by)) == 2
    assert len(events(workspace, Kind.JUDGEMENT_WITHDRAWN)) == 1
    assert link_judgements(workspace.site, by=by)[0].withdrawn.reason == WHY


def test_a_link_is_undone_with_a_list_of_what_rested_on_it(workspace, by):
    pair = (record(EVA, 1), record(EVA, 2))
    asked = unlink_records(workspace.site, pair, None, by=by)
    assert asked.judgement is None
    assert link_judgements(workspace.site, by=by) == []
    done = unlink_records(workspace.site, pair, WHY, by=by)
    assert done.person_id == EVA
    assert [each.table for each in done.touched] == ["families.membership", "scoring.score", "explain.reason"]
    assert done.judgement.verdict == "different"
    assert done.decided == ()


def test_what_people_did_about_the_family_in_the_meantime_is_listed_with_it(workspace, by):
    coordinator = workspace.sign_in("coordinator", None, None)
    workspace.site.journal.append(
        Draft(coordinator.actor.fingerprint, Kind.FAMILY_DECIDED, f"family:{FAMILY}", WHY, {"decision": "1" * 64}),
        coordinator.key,
    )
    judge_link(workspace.site, (record(EVA, 2), ANN), "unsure", WHY, by=by)
    asked = unlink_records(workspace.site, (record(EVA, 1), record(EVA, 2)), None, by=by)
    assert [each.what for each in asked.decided] == ["Somebody decided what to do for a family."]
    assert [each.verdict for each in asked.judged] == ["unsure"]


@pytest.mark.parametrize(
    ("pair", "words"),
    [((EVA, ANN), "not linked to one person"), ((EVA, EVA), "not linked"), ((EVA, "0" * 32), "no record")],
)
def test_what_is_not_linked_cannot_be_undone(workspace, by, pair, words):
    with pytest.raises(UsageError, match=words):
        unlink_records(workspace.site, pair, WHY, by=by)


def test_a_contradiction_changes_nothing_and_tells_nothing(workspace, by):
    judge_link(workspace.site, (KIT, LOU), "same", WHY, by=by)
    with pytest.raises(UsageError, match="contradicts"):
        judge_link(workspace.site, (LOU, KIT), "different", WHY, by=by)
    assert len(events(workspace, Kind.JUDGEMENT_MADE)) == 1


def test_who_may_not_judge_is_refused_before_the_vault_is_opened(workspace):
    trainer = workspace.sign_in("trainer", None, None)
    before = len(events(workspace, Kind.VAULT_OPENED))
    for act in (
        lambda: judge_link(workspace.site, (KIT, LOU), "same", WHY, by=trainer),
        lambda: review_queue(workspace.site, by=trainer),
        lambda: unlink_records(workspace.site, (KIT, LOU), None, by=trainer),
    ):
        with pytest.raises(AccessError):
            act()
    assert len(events(workspace, Kind.VAULT_OPENED)) == before


def test_a_reason_that_says_nothing_is_refused(workspace, by):
    with pytest.raises(UsageError, match="reason"):
        judge_link(workspace.site, (KIT, LOU), "same", "", by=by)


def test_identities_are_shown_of_the_records_asked_for_only(workspace, by):
    (held,) = identities_of(workspace.site, [record(EVA, 2)], by=by, reason=WHY)[record(EVA, 2)]
    assert held == {"table_name": "feeds.ssd_person", "forename": "Ivy", "surname": "Oak"}


def test_identities_of_sealed_people_are_shown_to_those_who_may_see_them_only(site, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    opened = csps.open(site.folder, environ={})
    opened.enrol_demonstrators()
    refuge = {
        "record_id": record(EVA, 1), "restriction_ref": "R1", "kind": "REFUGE", "start_date": WEEK, "delivery": "r.csv",
        "line": 2, "known_on": WEEK,
    }  # fmt: skip
    publish_week(opened.site, {"feeds.restriction": [refuge]})
    officer = opened.sign_in("data officer", None, None)
    assert identities_of(opened.site, [record(EVA, 2)], by=officer, reason=WHY) == {record(EVA, 2): []}
