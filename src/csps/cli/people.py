"""`csps people`: whose key is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.access import Role
from csps.cli.output import examples, json_option, print_json, print_table
from csps.cli.workspaces import asked_passphrase, is_outside, opened, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

ROLES = click.Choice([role.value for role in Role])


@click.group()
def people() -> None:
    """The people who work with a workspace: each is a key under a passphrase, enrolled by an administrator."""


@people.command(epilog=examples("csps people found a.admin"))
@click.argument("person")
@workspace_option
def found(person: str, folder: Path) -> None:
    """Begin the register of keys with PERSON as its first administrator, and make the vault's keys."""
    from csps.pipeline import found_register, found_vault, make_key

    site = opened(folder).site
    passphrase = asked_passphrase(person, again=True)
    register = found_register(site, make_key(site, person, passphrase), passphrase)
    found_vault(site)
    click.echo(
        f"{person} is the administrator. This machine now believes the key {register.enrolments[0].fingerprint}.\n"
        "Other people make a key with `csps people request`, in an account or on a machine of their own if they like, and "
        "are enrolled with `csps people enrol`."
    )


@people.command(epilog=examples("csps people request j.okafor > j.okafor.request"))
@click.argument("person")
@workspace_option
def request(person: str, folder: Path) -> None:
    """Make a key for PERSON in this account and print the request an administrator enrols. It holds no secret.

    No workspace is needed: without one the key lies in the account's folder of keys.
    """
    import os

    from csps.pipeline import make_key, make_own_key

    if is_outside(folder):
        asked = make_own_key(os.environ, person, asked_passphrase(person, again=True))
    else:
        asked = make_key(opened(folder).site, person, asked_passphrase(person, again=True))
    click.echo(asked.to_bytes().decode().rstrip("\n"))


@people.command(epilog=examples("csps people enrol j.okafor.request --role reviewer --as a.admin"))
@click.argument("file", type=click.File("rb"))
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="What they will do; may be repeated.")
@click.option("--as", "person", metavar="PERSON", required=True, help="The administrator.")
@workspace_option
def enrol(file: BinaryIO, roles: tuple[str, ...], person: str, folder: Path) -> None:
    """Enrol whoever made the request in FILE. Compare the key's fingerprint with them in person first."""
    from csps.access import parse_request
    from csps.pipeline import enrol_key

    workspace = opened(folder)
    asked = parse_request(file.read())
    by = signed_in(workspace, Role.ADMINISTRATOR.value, person)
    enrol_key(workspace.site, asked, frozenset(Role(role) for role in roles), by=by)
    click.echo(f"{asked.person} is enrolled as {', '.join(roles)} with the key {asked.public_key.fingerprint}.")


@people.command(epilog=examples("csps people revoke 3f9c… --reason 'left the council' --as a.admin"))
@click.argument("fingerprint")
@click.option("--reason", required=True, help="Why, in a line; the journal keeps it.")
@click.option("--as", "person", metavar="PERSON", required=True, help="The administrator.")
@workspace_option
def revoke(fingerprint: str, reason: str, person: str, folder: Path) -> None:
    """Revoke the key FINGERPRINT from today on. What it signed before stays its owner's word."""
    from csps.pipeline import revoke_key

    workspace = opened(folder)
    revoke_key(workspace.site, fingerprint, reason, by=signed_in(workspace, Role.ADMINISTRATOR.value, person))
    click.echo(f"The key {fingerprint} is revoked from today on.")


@people.command("list", epilog=examples("csps people list"))
@workspace_option
@json_option
def list_people(folder: Path, *, as_json: bool) -> None:
    """List whose key is whose."""
    from csps.pipeline import register_of

    enrolments = register_of(opened(folder).site).enrolments
    rows = [
        (
            one.person,
            ", ".join(sorted(one.roles)),
            one.enrolled_on.isoformat(),
            one.revoked_on.isoformat() if one.revoked_on else "",
            one.fingerprint,
        )
        for one in enrolments
    ]
    headings = ("person", "roles", "enrolled", "revoked", "key")
    if as_json:
        print_json([dict(zip(headings, row, strict=True)) for row in rows])
    else:
        print_table("Whose key is whose", headings, rows)
