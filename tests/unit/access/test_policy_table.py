"""The table answers every question once, and says what it must say."""

import itertools

import pytest

from csps.access.actions import Action
from csps.access.policy import answer_for, policy
from csps.access.policy_table import ROWS
from csps.access.roles import Role
from csps.access.states import FamilyState, ModelState, RequestState

EVERY = [(role, action, state) for role in Role for action in Action for state in action.states]
READING = {
    Action.SEE_REJECTED_ROWS, Action.SEE_TABLES, Action.SEE_GROUP_FIGURES, Action.SEE_WORKLIST, Action.READ_JOURNAL,
    Action.VERIFY_JOURNAL, Action.SEE_EVIDENCE, Action.SEE_FAMILY, Action.SEE_NAMES,
}  # fmt: skip


def may(role):
    return {
        (action, state) for each, action, state in EVERY if each is role and answer_for(role, action, state).allowed
    }


def test_every_role_action_and_state_has_exactly_one_explicit_answer():
    asked = [(action, state) for action, states, _ in ROWS for state in states]
    assert len(asked) == len(set(asked))
    assert set(policy()) == set(EVERY)
    assert len(EVERY) == 8 * (21 + 6 * 7 + 2 * 3 + 3 * 3 + 4 * 3) == 720


@pytest.mark.parametrize(("role", "action"), list(itertools.product(Role, Action)))
def test_every_answer_has_a_sentence_and_not_now_means_another_time(role, action):
    marks = {policy()[role, action, state] for state in action.states}
    assert "t" not in marks or "Y" in marks
    for state in action.states:
        answer = answer_for(role, action, state)
        assert answer.reason.endswith(".")
        assert action.value in answer.reason
        assert answer.allowed == (" may not " not in answer.reason and "but not while" not in answer.reason)


def test_nothing_is_forbidden_to_everybody():
    assert {action for role in Role for action, _ in may(role)} == set(Action)


def test_every_role_may_do_something():
    assert all(may(role) for role in Role)


def test_only_the_auditor_has_the_mark_of_reading_only_and_only_reads():
    assert {role for (role, _, _), mark in policy().items() if mark == "r"} == {Role.AUDITOR}
    assert {action for action, _ in may(Role.AUDITOR)} <= READING


def test_a_model_is_judged_by_reviewers_and_used_only_when_approved():
    for action in (Action.APPROVE_MODEL, Action.REFUSE_MODEL, Action.REVIEW_MODEL):
        assert {role for role in Role for each, _ in may(role) if each is action} == {Role.REVIEWER}
    assert {state for role in Role for action, state in may(role) if action is Action.APPROVE_MODEL} == {
        ModelState.PASSED
    }
    used = {state for role in Role for action, state in may(role) if action is Action.SCORE_WITH_MODEL}
    assert used == {ModelState.APPROVED}


def test_an_administrator_sees_nobody_and_judges_nothing():
    seen = {action for action, _ in may(Role.ADMINISTRATOR)}
    assert seen & READING == {Action.READ_JOURNAL, Action.VERIFY_JOURNAL}
    assert not seen & {Action.TRAIN_MODEL, Action.APPROVE_MODEL, Action.LINK_RECORDS, Action.RENEW_HEADS}


def test_names_are_seen_by_those_who_visit_and_those_who_answer():
    seeing = {role for role in Role for action, _ in may(role) if action is Action.SEE_NAMES}
    assert seeing == {Role.COORDINATOR, Role.PRACTITIONER, Role.INFORMATION_GOVERNANCE}
    assert {state for action, state in may(Role.PRACTITIONER) if action is Action.SEE_NAMES} == {FamilyState.OWN}
    sealed = {role for role in Role if (Action.SEE_NAMES, FamilyState.SEALED) in may(role)}
    assert sealed == {Role.INFORMATION_GOVERNANCE}


def test_two_roles_meet_before_data_is_erased_or_leaves():
    for first, second in ((Action.CONFIRM_ERASURE, Action.ERASE_PERSON), (Action.CHECK_RELEASE, Action.RELEASE_TABLE)):
        assert not {r for r in Role if (first, RequestState.ASKED) in may(r)} & {
            r for r in Role if (second, RequestState.CONFIRMED) in may(r)
        }
        assert not any((second, RequestState.ASKED) in may(role) for role in Role)
