"""The register of public keys: who has which roles from when until when. Frozen values and pure functions.

Nothing is ever taken out: a revoked key stays, because what it signed before must still be verified. Every change makes a
new register with the next version, so that an older one put in its place shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csps.access.requests import check_person
from csps.access.roles import ALONE, Role
from csps.domain.errors import AccessError, IntegrityError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from csps.access.requests import Request
    from csps.keys.signing import PublicKey


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One key and whose it is.

    Args:
        person: short name; one person may have had several keys.
        roles: at least one.
        public_key: theirs.
        enrolled_on: first day on which it speaks for them.
        enrolled_by: fingerprint of the administrator's key; the founder's is their own.
        demonstration: whether it is refused outside a synthetic workspace.
        revoked_on: first day on which it speaks for nobody; None while it is in force.
        revoked_by: fingerprint of the administrator's key; empty while it is in force.
    """

    person: str
    roles: frozenset[Role]
    public_key: PublicKey
    enrolled_on: date
    enrolled_by: str
    demonstration: bool = False
    revoked_on: date | None = None
    revoked_by: str = ""

    @property
    def fingerprint(self) -> str:
        """The name of the key."""
        return self.public_key.fingerprint

    def is_in_force(self, on: date) -> bool:
        """Say whether the key spoke for the person on a day: from the day of enrolment, and not on that of revocation."""
        return self.enrolled_on <= on and (self.revoked_on is None or on < self.revoked_on)


@dataclass(frozen=True, slots=True)
class Register:
    """Every key that was ever enrolled, in order.

    Args:
        version: 1 for the founding, then one more with each change.
        enrolments: the founder's first.

    Raises:
        IntegrityError: it could not have come about by founding, enrolling and revoking.
    """

    version: int
    enrolments: tuple[Enrolment, ...]

    def __post_init__(self) -> None:
        """Refuse a register that these functions could not have made."""
        changes = len(self.enrolments) + sum(entry.revoked_on is not None for entry in self.enrolments)
        names = [entry.fingerprint for entry in self.enrolments]
        if not names or self.version != changes or len(set(names)) != len(names):
            raise IntegrityError("The register of keys contradicts itself.", next_step="Restore it from a backup.")
        for number, entry in enumerate(self.enrolments):
            if not _has_come_about(entry, self.enrolments, is_founder=number == 0):
                raise IntegrityError(
                    f"Key {entry.fingerprint[:16]} was not enrolled or revoked by an administrator.",
                    next_step="Restore the register of keys from a backup.",
                )

    def find(self, fingerprint: str) -> Enrolment:
        """Find a key, revoked or not.

        Raises:
            AccessError: nobody enrolled it.
        """
        for entry in self.enrolments:
            if entry.fingerprint == fingerprint:
                return entry
        raise AccessError(f"Key {fingerprint[:16]} is not enrolled.", next_step="Ask an administrator to enrol it.")

    def in_force(self, fingerprint: str, on: date) -> Enrolment:
        """Find a key that speaks for somebody on a day.

        Raises:
            AccessError: it was never enrolled, not yet, or is revoked.
        """
        entry = self.find(fingerprint)
        if entry.is_in_force(on):
            return entry
        why = (
            f"is enrolled from {entry.enrolled_on}" if on < entry.enrolled_on else f"was revoked on {entry.revoked_on}"
        )
        raise AccessError(f"Key {fingerprint[:16]} {why}.", next_step="Ask an administrator to enrol a new key.")

    def roles_of(self, person: str, on: date) -> frozenset[Role]:
        """Give the roles a person has on a day over all their keys."""
        return frozenset(
            role
            for entry in self.enrolments
            if entry.person == person and entry.is_in_force(on)
            for role in entry.roles
        )


def found(request: Request, on: date) -> Register:
    """Begin a register with an administrator, the one person who enrols their own key.

    Whoever deploys csps pins the fingerprint: nothing in the register can vouch for its own beginning.

    Raises:
        IntegrityError: the request is not signed with its key.
    """
    request.check()
    by, roles = request.public_key.fingerprint, frozenset({Role.ADMINISTRATOR})
    return Register(1, (Enrolment(request.person, roles, request.public_key, on, by, request.demonstration),))


def enrol(register: Register, request: Request, roles: frozenset[Role], *, by: str, on: date) -> Register:
    """Enrol a key and give the new register.

    Args:
        register: as it is.
        request: signed by whoever holds the key.
        roles: what they will do.
        by: fingerprint of the administrator's key.
        on: first day on which the key speaks for them.

    Raises:
        AccessError: `by` is no administrator on that day, or enrols another key for themselves.
        IntegrityError: the request is not signed with its key.
        UsageError: no role, roles that are kept apart, or a key that is or was enrolled.
    """
    administrator = _administrator(register, by, on)
    request.check()
    if request.person == administrator.person:
        raise AccessError(
            "An administrator does not enrol a key for themselves.", next_step="Ask another administrator."
        )
    if request.public_key.fingerprint in {entry.fingerprint for entry in register.enrolments}:
        raise UsageError("This key is or was enrolled already.", next_step="Make a new key.")
    check_roles(roles | register.roles_of(request.person, on))
    entry = Enrolment(request.person, roles, request.public_key, on, by, request.demonstration)
    if not roles:
        raise UsageError("A key is enrolled with at least one role.")
    return Register(register.version + 1, (*register.enrolments, entry))


def revoke(register: Register, fingerprint: str, *, by: str, on: date) -> Register:
    """Revoke a key from a day on and give the new register. What it signed before stays its owner's word.

    Raises:
        AccessError: `by` is no administrator on that day, or the key is not enrolled.
        UsageError: the key is revoked already, is the last administrator's, or enrolled others after that day.
    """
    _administrator(register, by, on)
    entry = register.find(fingerprint)
    if entry.revoked_on is not None or on < entry.enrolled_on:
        raise UsageError(f"Key {fingerprint[:16]} is not in force on {on}.")
    revoked = replace(entry, revoked_on=on, revoked_by=by)
    after = tuple(revoked if old is entry else old for old in register.enrolments)
    if not any(Role.ADMINISTRATOR in each.roles and each.revoked_on is None for each in after):
        raise UsageError("The last administrator's key is not revoked.", next_step="Enrol another administrator first.")
    try:
        return Register(register.version + 1, after)
    except IntegrityError:
        raise UsageError(
            f"Key {fingerprint[:16]} enrolled or revoked others after {on}.",
            next_step="Revoke it from the day of its last such act, and look at each of those keys.",
        ) from None


def check_roles(roles: frozenset[Role]) -> None:
    """Refuse roles that nobody has together.

    Raises:
        UsageError: one of them stands alone.
    """
    for role, why in ALONE.items():
        if role in roles and len(roles) > 1:
            raise UsageError(f"The role {role.value} stands alone. {why}", next_step="Enrol two people.")


def _administrator(register: Register, by: str, on: date) -> Enrolment:
    entry = register.in_force(by, on)
    if Role.ADMINISTRATOR not in entry.roles:
        raise AccessError("Only an administrator enrols and revokes keys.", next_step="Ask an administrator.")
    return entry


def _has_come_about(entry: Enrolment, enrolments: tuple[Enrolment, ...], *, is_founder: bool) -> bool:
    """Say whether an administrator's key, in force on the day, stands behind an enrolment and its revocation."""
    try:
        check_person(entry.person)
        check_roles(entry.roles)
    except UsageError:
        return False
    administrators = {other.fingerprint: other for other in enrolments if Role.ADMINISTRATOR in other.roles}
    if (entry.revoked_on is None) != (not entry.revoked_by) or not entry.roles:
        return False
    if entry.revoked_on is not None:
        revoker = administrators.get(entry.revoked_by)
        if revoker is None or entry.revoked_on < entry.enrolled_on or not _could_act(revoker, entry.revoked_on):
            return False
    if is_founder:
        return entry.enrolled_by == entry.fingerprint and Role.ADMINISTRATOR in entry.roles
    enroller = administrators.get(entry.enrolled_by)
    return enroller is not None and enroller.person != entry.person and _could_act(enroller, entry.enrolled_on)


def _could_act(administrator: Enrolment, on: date) -> bool:
    """Say whether an administrator may have acted on a day: that of their own revocation counts, up to the hour of it."""
    return administrator.enrolled_on <= on and (administrator.revoked_on is None or on <= administrator.revoked_on)
