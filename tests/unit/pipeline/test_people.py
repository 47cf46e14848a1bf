"""People come about as keys, an administrator vouches for them, and whoever signs in is who they say."""

from __future__ import annotations

import pytest

from csps.access import Action, Role
from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.pipeline.people import (
    enrol_key,
    found_register,
    is_founded,
    key_file,
    make_key,
    register_of,
    revoke_key,
    sign_in,
)

WORDS = Passphrase("three random words")


@pytest.fixture
def founded(site):
    """A workspace with an administrator."""
    found_register(site, make_key(site, "a.admin", WORDS), WORDS)
    return site


def enrolled(site, person, *roles):
    by = sign_in(site, "a.admin", WORDS)
    return enrol_key(site, make_key(site, person, WORDS), frozenset(roles), by=by)


def test_before_anybody_is_enrolled_nobody_signs_in(site):
    assert not is_founded(site)
    with pytest.raises(AccessError, match="Nobody is enrolled") as refused:
        sign_in(site, "a.admin", WORDS)
    assert "csps people found" in refused.value.next_step


def test_the_first_administrator_begins_the_register_and_is_believed(founded):
    assert is_founded(founded)
    (entry,) = register_of(founded).enrolments
    assert (entry.person, entry.roles) == ("a.admin", {Role.ADMINISTRATOR})
    pinned = (founded.deployment.trusted_keys / "administrators").read_text()
    assert pinned == f"{entry.fingerprint}\n"


def test_a_register_is_begun_once(founded):
    with pytest.raises(UsageError, match="begun already"):
        found_register(founded, make_key(founded, "b.admin", WORDS), WORDS)


def test_whoever_is_enrolled_signs_in_with_their_roles(founded):
    enrolled(founded, "t.rainer", Role.TRAINER)
    who = sign_in(founded, "t.rainer", WORDS)
    assert (who.actor.person, who.actor.roles) == ("t.rainer", (Role.TRAINER,))
    who.check(Action.TRAIN_MODEL)
    with pytest.raises(AccessError):
        who.check(Action.RUN_WEEK)


def test_another_passphrase_opens_nothing(founded):
    with pytest.raises(AccessError, match="passphrase"):
        sign_in(founded, "a.admin", Passphrase("three other words"))


def test_a_key_that_nobody_enrolled_speaks_for_nobody(founded):
    make_key(founded, "m.reed", WORDS)
    with pytest.raises(AccessError):
        sign_in(founded, "m.reed", WORDS)


def test_only_an_administrator_enrols(founded):
    enrolled(founded, "t.rainer", Role.TRAINER)
    trainer = sign_in(founded, "t.rainer", WORDS)
    with pytest.raises(AccessError, match="administrator"):
        enrol_key(founded, make_key(founded, "m.reed", WORDS), frozenset({Role.REVIEWER}), by=trainer)
    assert len(register_of(founded).enrolments) == 2


def test_a_revoked_key_opens_nothing_from_that_day(founded):
    enrolled(founded, "t.rainer", Role.TRAINER)
    fingerprint = sign_in(founded, "t.rainer", WORDS).actor.fingerprint
    revoke_key(founded, fingerprint, "left the council", by=sign_in(founded, "a.admin", WORDS))
    with pytest.raises(AccessError):
        sign_in(founded, "t.rainer", WORDS)


def test_every_change_is_told_in_the_journal_and_signed(founded):
    enrolled(founded, "t.rainer", Role.TRAINER)
    events = list(founded.journal.events())
    assert [event.draft.kind for event in events] == [Kind.KEY_ENROLLED, Kind.KEY_ENROLLED]
    assert all(event.signature for event in events)
    founded.journal.verify(register_of(founded)).check_sound()


def test_an_older_register_put_back_is_noticed(founded):
    path = founded.deployment.trusted_keys / "register.json"
    older = path.read_bytes()
    enrolled(founded, "t.rainer", Role.TRAINER)
    path.write_bytes(older)
    with pytest.raises(IntegrityError, match="version 1; version 2 was already in force"):
        register_of(founded)


def test_a_register_that_was_removed_is_missed_and_not_begun_anew(founded):
    request = make_key(founded, "b.admin", WORDS)
    (founded.deployment.trusted_keys / "register.json").unlink()
    with pytest.raises(IntegrityError, match="is missing, and the journal tells of its version 1"):
        register_of(founded)
    with pytest.raises(UsageError, match="begun already"):
        found_register(founded, request, WORDS)


def test_an_administrator_who_is_not_pinned_is_not_believed(founded):
    (founded.deployment.trusted_keys / "administrators").write_text("0" * 64 + "\n")
    with pytest.raises(AccessError, match="not signed by an administrator whom this deployment trusts"):
        register_of(founded)


def test_a_name_is_never_a_path(site):
    with pytest.raises(UsageError):
        key_file(site, "../elsewhere")


def test_keys_are_readable_by_their_owner_only(founded):
    path = key_file(founded, "a.admin")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
