"""`csps approval`: the evidence about a model, and who signed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json
from csps.cli.told import as_plain
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

_MODEL = click.argument("model")
_VERSION = click.option("--version", help="The first digits of its hash; the newest unless told otherwise.")
_REASON = click.option("--reason", required=True, help="Why, in a sentence; it is signed with the verdict.")


@click.group()
def approval() -> None:
    """May this model be used? Evidence, marks fixed in advance, and the signature of somebody who did not train it."""


@approval.command(epilog=examples("csps approval show maltreatment"))
@_MODEL
@_VERSION
@workspace_option
@json_option
def show(model: str, version: str | None, folder: Path, *, as_json: bool) -> None:
    """Show the evidence about MODEL: what had to be reached, what was found, and for whom."""
    from csps.cli.evidence import show_evidence

    show_evidence(opened(folder), model, version, as_json=as_json)


@approval.command(
    epilog=examples("csps approval approve maltreatment --reason 'read with the team on Monday' --as m.reed")
)
@_MODEL
@_VERSION
@_REASON
@workspace_option
@person_option
@json_option
def approve(model: str, version: str | None, reason: str, folder: Path, person: str | None, *, as_json: bool) -> None:
    """Sign that MODEL may be used. Refused while a mark is missed, or could not be judged, and to whoever trained it."""
    _judge(folder, model, "approve", reason, version=version, person=person, as_json=as_json)


@approval.command(
    epilog=examples("csps approval refuse maltreatment --reason 'misses too many young families' --as m.reed")
)
@_MODEL
@_VERSION
@_REASON
@workspace_option
@person_option
@json_option
def refuse(model: str, version: str | None, reason: str, folder: Path, person: str | None, *, as_json: bool) -> None:
    """Sign that MODEL may not be used."""
    _judge(folder, model, "refuse", reason, version=version, person=person, as_json=as_json)


@approval.command(
    epilog=examples("csps approval withdraw maltreatment --reason 'a feed was wrong for a month' --as m.reed")
)
@_MODEL
@_REASON
@workspace_option
@person_option
@json_option
def withdraw(model: str, reason: str, folder: Path, person: str | None, *, as_json: bool) -> None:
    """Take back the approval of MODEL: no family is scored with it from now on."""
    from csps.pipeline import withdraw as withdraw_model

    workspace = opened(folder)
    standing = withdraw_model(workspace.site, model, reason, by=signed_in(workspace, "reviewer", person))
    if as_json:
        print_json(as_plain(standing))
        return
    click.echo(f"{model} may no longer be used. The next week is not published before another version is approved.")


def _judge(
    folder: Path, model: str, verdict: str, reason: str, *, version: str | None, person: str | None, as_json: bool
) -> None:
    from csps.pipeline import judge

    workspace = opened(folder)
    by = signed_in(workspace, "reviewer", person)
    reviewed = judge(workspace.site, model, verdict, reason, version=version, by=by)
    if as_json:
        print_json(as_plain(reviewed))
    else:
        click.echo(str(reviewed))
