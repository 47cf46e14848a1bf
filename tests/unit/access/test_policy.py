"""Reading the table: faults in it are told, and every mark has its words."""

import pytest

from csps.access import policy as room
from csps.access.actions import Action
from csps.access.policy import MARKS, allowed_roles, answer_for, policy
from csps.access.roles import Role
from csps.access.states import Always, FamilyState, KeyState, ModelState, RequestState
from csps.domain.errors import UsageError

TAKE = (Action.TAKE_IN_DELIVERIES, (Always.ALWAYS,))


@pytest.mark.parametrize(("rows", "words"), [
    ([(*TAKE, "Y Y Y Y Y Y Y")], "not one known mark per role"),
    ([(*TAKE, "Y Y Y Y Y Y Y Y Y")], "not one known mark per role"),
    ([(*TAKE, "Y Y Y Y Y Y Y ?")], "not one known mark per role"),
    ([(*TAKE, "Y d d d d d d d"), (*TAKE, "Y d d d d d d d")], "answers twice whether a administrator may take"),
])  # fmt: skip
def test_a_faulty_table_is_refused(monkeypatch, rows, words):
    monkeypatch.setattr(room, "ROWS", rows)
    with pytest.raises(UsageError, match=words):
        policy.__wrapped__()


@pytest.mark.parametrize(("role", "action", "state", "sentence"), [
    (Role.DATA_OFFICER, Action.RUN_WEEK, Always.ALWAYS, "A data officer may run and publish a week."),
    (Role.TRAINER, Action.RUN_WEEK, Always.ALWAYS,
     "A trainer may not run and publish a week: it is the duty of data officer."),
    (Role.ADMINISTRATOR, Action.SEE_NAMES, FamilyState.OWN,
     "An administrator may not see the names and address of a family: the role has no need to know it."),
    (Role.TRAINER, Action.APPROVE_MODEL, ModelState.PASSED,
     "A trainer may not approve a model: the two duties are kept apart; it is the duty of reviewer."),
    (Role.REVIEWER, Action.APPROVE_MODEL, ModelState.COULD_NOT_JUDGE,
     "A reviewer may approve a model, but not while it is so: evidence was missing, so that it could not be judged."),
    (Role.AUDITOR, Action.REVOKE_KEY, KeyState.ENROLLED,
     "An auditor may not revoke a key: the role reads and changes nothing."),
    (Role.INFORMATION_GOVERNANCE, Action.CONFIRM_ERASURE, RequestState.ASKED,
     "Information governance may confirm that a person's data is to be erased."),
])  # fmt: skip
def test_sentences(role, action, state, sentence):
    answer = answer_for(role, action, state)
    assert answer.reason == sentence
    assert answer.allowed == (" may not " not in sentence and "but not" not in sentence)


def test_every_mark_is_used():
    assert set(policy().values()) == MARKS


def test_a_state_that_does_not_belong_is_refused():
    with pytest.raises(UsageError, match="does not depend on such a state"):
        answer_for(Role.REVIEWER, Action.APPROVE_MODEL, KeyState.ENROLLED)


def test_who_may_at_all():
    assert allowed_roles(Action.WITHDRAW_MODEL) == (
        Role.DATA_OFFICER, Role.TRAINER, Role.REVIEWER, Role.INFORMATION_GOVERNANCE,
    )  # fmt: skip
