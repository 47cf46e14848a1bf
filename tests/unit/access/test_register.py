"""The register: founded once, changed by administrators only, never for themselves, nothing taken out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from csps.access.register import Enrolment, Register, check_roles, enrol, found, revoke
from csps.access.requests import make_request
from csps.access.roles import Role
from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.keys.signing import SigningKey

WEEK = timedelta(weeks=1)


def test_the_founder_is_an_administrator_by_their_own_hand(kit):
    (founder,) = kit.founded.enrolments
    assert founder.roles == {Role.ADMINISTRATOR}
    assert founder.enrolled_by == founder.fingerprint == kit.FOUNDER.fingerprint
    assert kit.founded.version == 1


def test_the_full_register(kit):
    assert kit.full.version == 3
    assert [entry.person for entry in kit.full.enrolments] == ["a.founder", "b.other", "j.okafor"]
    assert kit.full.roles_of("j.okafor", kit.DAY) == {Role.TRAINER, Role.REVIEWER}
    assert kit.full.roles_of("nobody", kit.DAY) == frozenset()


def test_a_key_speaks_from_its_day_until_it_is_revoked(kit):
    revoked = revoke(kit.full, kit.JO.fingerprint, by=kit.OTHER.fingerprint, on=kit.DAY + WEEK)
    assert revoked.version == 4
    entry = revoked.find(kit.JO.fingerprint)
    days = [kit.DAY - timedelta(days=1), kit.DAY, kit.DAY + WEEK - timedelta(days=1), kit.DAY + WEEK]
    assert [entry.is_in_force(day) for day in days] == [False, True, True, False]
    with pytest.raises(AccessError, match="is enrolled from 2026-11-16"):
        revoked.in_force(kit.JO.fingerprint, days[0])
    with pytest.raises(AccessError, match="was revoked on 2026-11-23"):
        revoked.in_force(kit.JO.fingerprint, days[3])
    assert revoked.roles_of("j.okafor", days[3]) == frozenset()
    assert kit.full.find(kit.JO.fingerprint).revoked_on is None  # the old value is as it was


def test_a_key_nobody_enrolled(kit):
    with pytest.raises(AccessError, match=r"is not enrolled. Nothing was changed. Ask an administrator"):
        kit.full.find("0" * 64)


def test_only_administrators_in_force_enrol_and_revoke(kit):
    request = make_request(SigningKey.new(), "k.lee")
    for by, on in ((kit.JO, kit.DAY), (SigningKey.new(), kit.DAY), (kit.FOUNDER, kit.DAY - WEEK)):
        with pytest.raises(AccessError):
            enrol(kit.full, request, kit.roles(Role.AUDITOR), by=by.fingerprint, on=on)
        with pytest.raises(AccessError):
            revoke(kit.full, kit.JO.fingerprint, by=by.fingerprint, on=on)


def test_nobody_enrols_their_own_next_key(kit):
    request = make_request(SigningKey.new(), "b.other")
    with pytest.raises(AccessError, match="does not enrol a key for themselves"):
        enrol(kit.full, request, kit.roles(Role.REVIEWER), by=kit.OTHER.fingerprint, on=kit.DAY)
    enrol(kit.full, request, kit.roles(Role.ADMINISTRATOR), by=kit.FOUNDER.fingerprint, on=kit.DAY)


def test_a_key_is_enrolled_once_even_after_it_was_revoked(kit):
    revoked = revoke(kit.full, kit.JO.fingerprint, by=kit.OTHER.fingerprint, on=kit.DAY + WEEK)
    for register in (kit.full, revoked):
        with pytest.raises(UsageError, match="enrolled already"):
            enrol(
                register,
                make_request(kit.JO, "k.lee"),
                kit.roles(Role.AUDITOR),
                by=kit.OTHER.fingerprint,
                on=kit.DAY + WEEK,
            )


def test_a_request_that_was_changed_is_not_enrolled(kit):
    forged = replace(make_request(SigningKey.new(), "k.lee"), person="m.lee")
    with pytest.raises(IntegrityError):
        enrol(kit.full, forged, kit.roles(Role.AUDITOR), by=kit.OTHER.fingerprint, on=kit.DAY)
    with pytest.raises(IntegrityError):
        found(forged, kit.DAY)


def test_roles_that_stand_alone_stand_alone_over_all_keys_of_a_person(kit):
    for apart in (Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(UsageError, match=f"The role {apart.value} stands alone"):
            check_roles(kit.roles(apart, Role.COORDINATOR))
    request = make_request(SigningKey.new(), "j.okafor")
    with pytest.raises(UsageError, match="The role auditor stands alone"):
        enrol(kit.full, request, kit.roles(Role.AUDITOR), by=kit.OTHER.fingerprint, on=kit.DAY)
    with pytest.raises(UsageError, match="at least one role"):
        enrol(kit.full, request, kit.roles(), by=kit.OTHER.fingerprint, on=kit.DAY)


def test_the_last_administrator_stays(kit):
    one_left = revoke(kit.full, kit.OTHER.fingerprint, by=kit.FOUNDER.fingerprint, on=kit.DAY + WEEK)
    with pytest.raises(UsageError, match="last administrator's key is not revoked"):
        revoke(one_left, kit.FOUNDER.fingerprint, by=kit.FOUNDER.fingerprint, on=kit.DAY + WEEK)


def test_a_key_is_revoked_once_and_not_before_it_began(kit):
    revoked = revoke(kit.full, kit.JO.fingerprint, by=kit.OTHER.fingerprint, on=kit.DAY + WEEK)
    for register, on in ((revoked, kit.DAY + WEEK), (kit.full, kit.DAY - WEEK)):
        with pytest.raises((UsageError, AccessError)):
            revoke(register, kit.JO.fingerprint, by=kit.OTHER.fingerprint, on=on)


def test_an_administrator_may_be_revoked_on_the_day_of_their_last_act(kit):
    revoke(kit.full, kit.OTHER.fingerprint, by=kit.FOUNDER.fingerprint, on=kit.DAY)
    later = enrol(
        kit.full,
        make_request(SigningKey.new(), "k.lee"),
        kit.roles(Role.AUDITOR),
        by=kit.OTHER.fingerprint,
        on=kit.DAY + WEEK,
    )
    with pytest.raises(UsageError, match="enrolled or revoked others after 2026-11-16"):
        revoke(later, kit.OTHER.fingerprint, by=kit.FOUNDER.fingerprint, on=kit.DAY)


def entries(kit, **changes):
    *before, last = kit.full.enrolments
    return (*before, replace(last, **changes))


def test_a_register_that_cannot_have_come_about_is_refused(kit):
    impossible = {
        "empty": (),
        "twice": (*kit.founded.enrolments, *kit.founded.enrolments),
        "by nobody": entries(kit, enrolled_by="0" * 64),
        "by themselves": entries(kit, enrolled_by=kit.JO.fingerprint),
        "by one who had not begun": entries(kit, enrolled_on=kit.DAY - WEEK),
        "for themselves": entries(kit, person="b.other", roles=kit.roles(Role.ADMINISTRATOR)),
        "roles apart": entries(kit, roles=kit.roles(Role.AUDITOR, Role.REVIEWER)),
        "no role": entries(kit, roles=frozenset()),
        "no name": entries(kit, person="Jo Okafor"),
        "revoked by nobody": entries(kit, revoked_on=kit.DAY),
        "revoked on no day": entries(kit, revoked_by=kit.OTHER.fingerprint),
        "revoked by no administrator": entries(kit, revoked_on=kit.DAY, revoked_by=kit.JO.fingerprint),
        "revoked before it began": entries(kit, revoked_on=kit.DAY - WEEK, revoked_by=kit.OTHER.fingerprint),
        "founded by another": (replace(kit.founded.enrolments[0], enrolled_by=kit.JO.fingerprint),),
        "founded as another": (replace(kit.founded.enrolments[0], roles=kit.roles(Role.TRAINER)),),
    }
    for why, enrolments in impossible.items():
        changes = len(enrolments) + sum(entry.revoked_on is not None for entry in enrolments)
        with pytest.raises(IntegrityError):
            assert Register(changes, enrolments) is None, why
    with pytest.raises(IntegrityError, match="contradicts itself"):
        Register(2, kit.full.enrolments)


def test_values_are_frozen(kit):
    with pytest.raises(AttributeError):
        kit.full.version = 9
    with pytest.raises(AttributeError):
        kit.full.enrolments[0].person = "k.lee"
    assert isinstance(kit.full.enrolments[0], Enrolment)
