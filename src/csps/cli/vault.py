"""`csps vault`: the place of identities looked after as a whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from csps.cli.output import examples, json_option, print_json
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

FOLDER = click.Path(path_type=Path, file_okay=False)
reason_option = click.option("--reason", required=True, help="Why, in a line; the journal keeps it. Name nobody.")


@click.group()
def vault() -> None:
    """The encrypted place of identities: checked, given new keys, copied and brought back."""


@vault.command(epilog=examples("csps vault check --reason 'monthly check'"))
@reason_option
@workspace_option
@person_option
@json_option
def check(reason: str, folder: Path, person: str | None, *, as_json: bool) -> None:
    """Verify every page and open every seal, whether anybody reads it or not."""
    from csps.pipeline import check_whole_vault

    workspace = opened(folder)
    found = check_whole_vault(workspace.site, by=signed_in(workspace, "administrator", person), reason=reason)
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(f"The vault is whole.\n{found}")


@vault.command(epilog=examples("csps vault rotate --reason 'yearly rotation'"))
@reason_option
@workspace_option
@person_option
def rotate(reason: str, folder: Path, person: str | None) -> None:
    """Give the vault new keys; the old ones open nothing afterwards.

    If it is cut off, run it again: it goes on where it stopped. Copies of the vault's data that were taken before still
    open; copies of the old key file are of no use any more.
    """
    from csps.pipeline import rotate_keys

    workspace = opened(folder)
    done = rotate_keys(workspace.site, by=signed_in(workspace, "administrator", person), reason=reason)
    click.echo(
        f"The vault has new keys; {done.keys:,} keys of records and deliveries are wrapped anew.\n"
        "Copy the new key file to where you keep such copies, and take a backup: `csps vault backup`."
    )


@vault.command(epilog=examples("csps vault backup /backup/vault-june --keys /elsewhere/keys --reason 'weekly backup'"))
@click.argument("target", metavar="FOLDER", type=FOLDER)
@click.option(
    "--keys", type=FOLDER, help="Where the table of keys is copied to: another place. Only the newest is kept."
)
@reason_option
@workspace_option
@person_option
def backup(target: Path, keys: Path | None, reason: str, folder: Path, person: str | None) -> None:
    """Copy the vault's data into the new FOLDER, and its table of keys elsewhere.

    The data open with the table of keys only, and neither opens without the deployment's key.
    """
    from csps.pipeline import back_up_vault

    workspace = opened(folder)
    by = signed_in(workspace, "administrator", person)
    taken = back_up_vault(workspace.site, target, keys=keys, by=by, reason=reason)
    click.echo(
        f"{taken.files:,} files of {taken.bytes:,} bytes, to generation {taken.generation}, are in {taken.folder}."
    )
    if keys is None:
        click.echo("The table of keys was not copied: without it this backup cannot be read. See --keys.")


@vault.command(epilog=examples("csps vault restore /backup/vault-june --reason 'the disk was lost'"))
@click.argument("source", metavar="FOLDER", type=FOLDER)
@click.option("--keys", type=FOLDER, help="A copy of the table of keys; the vault's own unless told otherwise.")
@click.option("--accept-gap", is_flag=True, help="Use a copy that ends before the published week.")
@reason_option
@workspace_option
@person_option
@json_option
def restore(
    source: Path, keys: Path | None, reason: str, folder: Path, person: str | None, *, accept_gap: bool, as_json: bool
) -> None:
    """Bring the vault back from the copy in FOLDER.

    Somebody who was erased after the copy was taken stays erased, and how many of their rows it held is said.
    """
    from csps.pipeline import restore_vault

    workspace = opened(folder)
    by = signed_in(workspace, "administrator", person)
    back = restore_vault(workspace.site, source, keys=keys, accept_gap=accept_gap, by=by, reason=reason)
    if as_json:
        print_json(asdict(back))
        return
    click.echo(f"The vault is back as it was at generation {back.generation}.\n{back.checked}")
    if back.generation < back.published:
        click.echo(f"Generations {back.generation + 1} to {back.published} are lost until agencies send them again.")
