"""However people are enrolled and revoked: the register comes back from its file, and its promises hold."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.access.actions import Action
from csps.access.authority import Actor, can_act
from csps.access.policy import answer_for
from csps.access.register import enrol, found, revoke
from csps.access.register_file import read_register, write_register
from csps.access.requests import make_request
from csps.access.roles import ALONE, Role
from csps.domain.errors import AccessError, CspsError, UsageError
from csps.keys import files
from csps.keys.signing import SigningKey

DAY = date(2026, 1, 5)
KEYS = [SigningKey(bytes([number]) * 32) for number in range(1, 9)]
PEOPLE = ["a.founder", "b.lee", "c.khan", "d.evans"]
STEPS = st.lists(
    st.tuples(
        st.booleans(),  # enrol or revoke
        st.integers(0, len(KEYS) - 1),  # whose key
        st.integers(0, len(KEYS) - 1),  # by which key
        st.sampled_from(PEOPLE),
        st.frozensets(st.sampled_from(list(Role)), max_size=2),
        st.integers(0, 3),  # days later
    ),
    max_size=12,
)


def lived(steps):
    """Try each step; give the register and the day on which it ended."""
    register, day = found(make_request(KEYS[0], PEOPLE[0]), DAY), DAY
    for is_enrolment, whose, by, person, roles, later in steps:
        day += timedelta(days=later)
        actor = KEYS[by].fingerprint
        try:
            if is_enrolment:
                register = enrol(register, make_request(KEYS[whose], person), roles, by=actor, on=day)
            else:
                register = revoke(register, KEYS[whose].fingerprint, by=actor, on=day)
        except (AccessError, UsageError):
            continue
    return register, day


@given(STEPS)
def test_a_register_keeps_its_promises(steps):
    register, day = lived(steps)
    in_force = [entry for entry in register.enrolments if entry.is_in_force(day + timedelta(days=1))]
    assert any(Role.ADMINISTRATOR in entry.roles for entry in in_force)
    for person in PEOPLE:
        roles = register.roles_of(person, day + timedelta(days=1))
        assert not any(alone in roles and len(roles) > 1 for alone in ALONE)
    for entry in register.enrolments[1:]:
        assert register.find(entry.enrolled_by).person != entry.person


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_a_register_comes_back_from_its_file(steps):
    register, _ = lived(steps)
    signers = [
        key for key in KEYS
        if any(e.fingerprint == key.fingerprint and Role.ADMINISTRATOR in e.roles and e.revoked_on is None for e in register.enrolments)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.json"
        write_register(path, register, signers[0])
        assert read_register(path, trusted=frozenset({signers[0].fingerprint}), at_least=register.version) == register


def test_any_flipped_bit_in_the_register_is_found(monkeypatch):
    register, _ = lived([(True, 1, 0, "b.lee", frozenset({Role.REVIEWER}), 1)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.json"
        write_register(path, register, KEYS[0])
        data = path.read_bytes()
        for position in range(len(data) * 8):
            changed = bytearray(data)
            changed[position // 8] ^= 1 << position % 8
            monkeypatch.setattr(files, "read_guarded", lambda *_, changed=bytes(changed), **__: changed)
            with pytest.raises(CspsError):
                read_register(path, trusted=frozenset({KEYS[0].fingerprint}))


@given(st.lists(st.sampled_from(list(Role)), min_size=1, unique=True), st.sampled_from(list(Action)), st.data())
def test_several_roles_allow_what_one_of_them_allows(roles, action, data):
    state = data.draw(st.sampled_from(list(action.states)))
    together = can_act(Actor("x.y", "0" * 64, tuple(roles)), action, state)
    assert together == any(answer_for(role, action, state).allowed for role in roles)
