"""Who is acting, and whether they may."""

from datetime import timedelta

import pytest

from csps.access.actions import Action
from csps.access.authority import Actor, act_answer, actor_for, can_act, check_act
from csps.access.register import found
from csps.access.requests import make_request
from csps.access.roles import Role
from csps.access.states import Always, FamilyState, ModelState
from csps.domain.errors import AccessError, UsageError
from csps.keys.signing import SigningKey


@pytest.fixture
def jo(kit):
    return actor_for(kit.full, kit.JO.fingerprint, on=kit.DAY, synthetic=False)


def test_a_key_speaks_for_its_person(jo, kit):
    assert jo == Actor("j.okafor", kit.JO.fingerprint, (Role.TRAINER, Role.REVIEWER))


def test_a_key_not_in_force_speaks_for_nobody(kit):
    for fingerprint, on in ((kit.JO.fingerprint, kit.DAY - timedelta(days=1)), ("0" * 64, kit.DAY)):
        with pytest.raises(AccessError):
            actor_for(kit.full, fingerprint, on=on, synthetic=True)


def test_demonstrations_stay_in_synthetic_workspaces(kit):
    key = SigningKey.new(demonstration=True)
    register = found(make_request(key, "demo.founder"), kit.DAY)
    assert actor_for(register, key.fingerprint, on=kit.DAY, synthetic=True).person == "demo.founder"
    with pytest.raises(
        AccessError, match=r"made for demonstrations and opens nothing outside .* Make a key of your own"
    ):
        actor_for(register, key.fingerprint, on=kit.DAY, synthetic=False)


def test_one_role_is_enough(jo):
    check_act(jo, Action.TRAIN_MODEL)
    check_act(jo, Action.APPROVE_MODEL, ModelState.PASSED)
    assert can_act(jo, Action.SEE_TABLES)


def test_a_refusal_says_why(jo):
    with pytest.raises(
        AccessError, match=r"^A trainer may not see the names .* need to know it\. Nothing was changed\. Ask"
    ):
        check_act(jo, Action.SEE_NAMES, FamilyState.OWN)
    assert not can_act(jo, Action.SEE_NAMES, FamilyState.OWN)


def test_a_state_that_does_not_belong_is_no_answer(jo):
    for ask in (check_act, can_act, act_answer):
        with pytest.raises(UsageError):
            ask(jo, Action.APPROVE_MODEL, Always.ALWAYS)


@pytest.mark.parametrize("role", Role)
def test_check_and_can_agree_everywhere(role):
    actor = Actor("x.y", "0" * 64, (role,))
    for action in Action:
        for state in action.states:
            try:
                check_act(actor, action, state)
            except AccessError:
                assert not can_act(actor, action, state)
            else:
                assert can_act(actor, action, state)
