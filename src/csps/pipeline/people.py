"""People at the command line are keys: how they come about, who vouches for them, and how one of them signs in.

<keys>/people/<person>.key        a person's signing key, under their passphrase
<trusted>/register.json           whose key is whose, signed by an administrator
<trusted>/administrators          fingerprints of the administrators this deployment believes, one a line
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import actor_for, check_act, enrol, found, make_request, read_register, revoke, write_register
from csps.access.policy import answer_for
from csps.access.register_file import register_digest
from csps.access.requests import check_person
from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.journal import Draft, Kind
from csps.keys import SigningKey, read_signing_key, write_key
from csps.keys.files import read_guarded, replace
from csps.settings.deployment import own_keys

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.access import Action, Actor, Register, Request, Role
    from csps.access.states import State
    from csps.keys import Passphrase
    from csps.pipeline.site import Site

PINNED = "The list of trusted administrators"
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody whose key was opened with their passphrase and is in force today.

    Args:
        actor: who they are, and in which roles.
        key: what they sign with.
        register: whose key is whose, as it was when they signed in.
    """

    actor: Actor
    key: SigningKey
    register: Register

    def check(self, action: Action, state: State | None = None) -> None:
        """Refuse an action that none of their roles allows.

        Raises:
            AccessError: with the reason.
        """
        if state is None:
            check_act(self.actor, action)
        else:
            check_act(self.actor, action, state)

    def roles_for(self, action: Action, state: State) -> tuple[Role, ...]:
        """Give those of their roles that may do something; none where they may not."""
        return tuple(role for role in self.actor.roles if answer_for(role, action, state).allowed)


def key_file(site: Site, person: str) -> Path:
    """Give the file in which a person's key lies on this machine.

    Raises:
        UsageError: the name is no short name.
    """
    check_person(person)
    return site.deployment.keys / PEOPLE / f"{person}.key"


def register_of(site: Site) -> Register:
    """Read whose key is whose, never an older register than the journal saw.

    Raises:
        AccessError: nobody was enrolled yet, or nobody trusted signed it.
        IntegrityError: it is damaged or missing, or an older one was put in its place.
    """
    if not is_founded(site):
        raise AccessError(
            "Nobody is enrolled for this workspace yet.",
            next_step="Begin with `csps people found PERSON`, the administrator.",
        )
    path, last = _register_file(site), _last_version(site)
    if not path.exists():
        raise IntegrityError(
            f"The register of keys is missing, and the journal tells of its version {last}.",
            next_step=f"Restore {path} from a backup, and find out who removed it.",
        )
    return read_register(path, trusted=_pinned(site), at_least=last)


def is_founded(site: Site) -> bool:
    """Say whether anybody was ever enrolled for this workspace: a register that was removed is not begun anew."""
    return _register_file(site).exists() or bool(_versions(site))


def make_key(site: Site, person: str, passphrase: Passphrase) -> Request:
    """Make a person's key among those of a workspace and ask for it to be enrolled.

    Raises:
        UsageError: there is a key of that name already, or the passphrase is too short.
        StorageError: the disk refused.
    """
    return _made(key_file(site, person), person, passphrase, demonstration=site.synthetic)


def make_own_key(environ: Mapping[str, str], person: str, passphrase: Passphrase) -> Request:
    """Make a person's key in their own account, where no workspace need be, and ask for it to be enrolled.

    Args:
        environ: variables by name, for example `os.environ`.
        person: their short name.
        passphrase: what the key is kept under.

    Raises:
        UsageError: there is a key of that name already, or the passphrase is too short.
        SettingsError: the environment names no folder of keys that can be used.
        StorageError: the disk refused.
    """
    check_person(person)
    return _made(own_keys(environ) / PEOPLE / f"{person}.key", person, passphrase, demonstration=False)


def _made(path: Path, person: str, passphrase: Passphrase, *, demonstration: bool) -> Request:
    key = SigningKey.new(demonstration=demonstration)
    _make_private(path.parent)
    write_key(path, key, passphrase)
    return make_request(key, person)


def found_register(site: Site, request: Request, passphrase: Passphrase) -> Register:
    """Begin the register with its first administrator, whose key this deployment believes from now on.

    Raises:
        UsageError: there is a register already.
    """
    if is_founded(site):
        raise UsageError("The register of keys was begun already.", next_step="Ask an administrator to enrol you.")
    key = read_signing_key(key_file(site, request.person), passphrase)
    register = found(request, site.today)
    _make_private(site.deployment.trusted_keys)
    pin = f"{key.fingerprint}\n".encode()
    replace(site.deployment.trusted_keys / "administrators", pin, PINNED, mode=0o644)
    _put(site, register, key, _Told(Kind.KEY_ENROLLED, key.fingerprint, "The first administrator begins the register."))
    return register


def enrol_key(site: Site, request: Request, roles: frozenset[Role], *, by: SignedIn) -> Register:
    """Enrol somebody's key.

    Raises:
        AccessError: `by` is no administrator.
        UsageError: no role, roles that are kept apart, or a key that is or was enrolled.
    """
    register = enrol(by.register, request, roles, by=by.actor.fingerprint, on=site.today)
    fingerprint = request.public_key.fingerprint
    _put(site, register, by.key, _Told(Kind.KEY_ENROLLED, fingerprint, f"Enrolled as {', '.join(sorted(roles))}."))
    return register


def revoke_key(site: Site, fingerprint: str, reason: str, *, by: SignedIn) -> Register:
    """Revoke somebody's key from today on.

    Raises:
        AccessError: `by` is no administrator, or the key is not enrolled.
        UsageError: the key is revoked already, or is the last administrator's.
    """
    register = revoke(by.register, fingerprint, by=by.actor.fingerprint, on=site.today)
    _put(site, register, by.key, _Told(Kind.KEY_REVOKED, fingerprint, reason))
    return register


def sign_in(site: Site, person: str, passphrase: Passphrase) -> SignedIn:
    """Open a person's key and find out what they may do today.

    Raises:
        AccessError: the passphrase is wrong, or the key is not in force.
        IntegrityError: the register or the key is damaged.
    """
    register = register_of(site)
    key = read_signing_key(key_file(site, person), passphrase)
    actor = actor_for(register, key.fingerprint, on=site.today, synthetic=site.synthetic)
    return SignedIn(actor, key, register)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the journal is told of a change of the register."""

    kind: Kind
    fingerprint: str
    reason: str


def _put(site: Site, register: Register, signer: SigningKey, told: _Told) -> None:
    """Put a register in place and tell the journal, which from then on refuses an older one."""
    write_register(_register_file(site), register, signer)
    details: dict[str, int | str] = {"register_version": register.version, "register": register_digest(register)}
    draft = Draft(signer.fingerprint, told.kind, f"key:{told.fingerprint}", told.reason, details)
    site.journal.append(draft, signer)


def _register_file(site: Site) -> Path:
    return site.deployment.trusted_keys / "register.json"


def _pinned(site: Site) -> frozenset[str]:
    data = read_guarded(site.deployment.trusted_keys / "administrators", PINNED, private=False)
    return frozenset(data.decode("ascii", "replace").split())


def _last_version(site: Site) -> int:
    """Give the newest version of the register that the journal tells of."""
    return max(_versions(site), default=1)


def _versions(site: Site) -> list[int]:
    enrolments = (Kind.KEY_ENROLLED, Kind.KEY_REVOKED)
    return [
        int(event.draft.details["register_version"])
        for event in site.journal.events()
        if event.draft.kind in enrolments
    ]


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
