"""The people of a demonstration. Their keys are marked as such and are refused outside a synthetic workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.access import Role
from csps.domain.errors import AccessError
from csps.keys import Passphrase
from csps.pipeline import enrol_key, found_register, found_vault, is_founded, make_key, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.pipeline import Site

DEMONSTRATION_PASSPHRASE = "nobody here is real"  # noqa: S105 - no secret: what it opens is refused everywhere else
PEOPLE = {
    Role.ADMINISTRATOR: "demo.administrator",
    Role.DATA_OFFICER: "demo.officer",
    Role.TRAINER: "demo.trainer",
    Role.REVIEWER: "demo.reviewer",
    Role.COORDINATOR: "demo.coordinator",
    Role.INFORMATION_GOVERNANCE: "demo.governance",
}


def demonstrated_role(roles: Iterable[Role]) -> str:
    """Give the first of some roles that a demonstrator has.

    >>> demonstrated_role([Role.COORDINATOR, Role.INFORMATION_GOVERNANCE])
    'coordinator'
    """
    return next(role.value for role in roles if role in PEOPLE)


def demonstrator(role: str) -> str:
    """Give the short name of the demonstrator in a role.

    >>> demonstrator("trainer")
    'demo.trainer'
    """
    return PEOPLE[Role(role)]


def enrol_demonstrators(site: Site) -> None:
    """Make the keys of a synthetic workspace and enrol its demonstrators, unless that was done.

    Raises:
        AccessError: the workspace is not synthetic.
        StorageError: the disk refused.
    """
    if not site.synthetic:
        raise AccessError(
            "Demonstrators are enrolled in a synthetic workspace only.", next_step="Enrol people with `csps people`."
        )
    passphrase = Passphrase(DEMONSTRATION_PASSPHRASE)
    if is_founded(site):
        return
    found_vault(site)
    found_register(site, make_key(site, PEOPLE[Role.ADMINISTRATOR], passphrase), passphrase)
    for role, person in PEOPLE.items():
        if role is not Role.ADMINISTRATOR:
            by = sign_in(site, PEOPLE[Role.ADMINISTRATOR], passphrase)
            enrol_key(site, make_key(site, person, passphrase), frozenset({role}), by=by)
