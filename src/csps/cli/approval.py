"""`csps approval`: the evidence about a model, and who signed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json
from csps.cli.told import as_plain
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from csps.workspace import Workspace

_MODEL = click.argument("model")
_VERSION = click.option("--version", help="The first digits of its hash; the newest unless told otherwise.")
_REASON = click.option("--reason", required=True, help="Why, in a sentence; it is signed with the verdict.")


@click.group()
def approval() -> None:
    """May this model be used? Evidence, marks fixed in advance, and the signature of somebody who did not train it."""


@approval.command(
    epilog=examples("csps approval show maltreatment", "csps approval show maltreatment --by 'ethnicity x sex'")
)
@_MODEL
@_VERSION
@click.option("--by", metavar="GROUPING", help="By what families are told apart, such as 'ethnicity x sex', or 'all'.")
@workspace_option
@json_option
def show(model: str, version: str | None, by: str | None, folder: Path, *, as_json: bool) -> None:
    """Show what is signed about MODEL: how it did, what had to be reached, what was found, for whom, and who signed."""
    from csps.cli.evidence import show_evidence

    show_evidence(opened(folder), model, version, by=by, as_json=as_json)


@approval.command(
    epilog=examples("csps approval approve maltreatment --reason 'read with the team on Monday' --as m.reed")
)
@_MODEL
@_VERSION
@_REASON
@click.option(
    "--acknowledge",
    "acknowledged",
    multiple=True,
    metavar="FACT",
    help="The name of something that no mark decides, as `show` prints it; signed with the verdict. Repeat for each.",
)
@workspace_option
@person_option
@json_option
def approve(
    model: str,
    version: str | None,
    reason: str,
    folder: Path,
    person: str | None,
    *,
    acknowledged: tuple[str, ...],
    as_json: bool,
) -> None:
    """Sign that MODEL may be used.

    Refused while a mark is missed or could not be judged, while something that no mark decides is not acknowledged, and to
    whoever trained it.
    """
    _judge(folder, model, "approve", reason, version=version, person=person, as_json=as_json, acknowledged=acknowledged)


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
    folder: Path,
    model: str,
    verdict: str,
    reason: str,
    *,
    version: str | None,
    person: str | None,
    as_json: bool,
    acknowledged: tuple[str, ...] = (),
) -> None:
    from csps.access import Action, ModelState, check_act
    from csps.pipeline import judge

    workspace = opened(folder)
    by = signed_in(workspace, "reviewer", person)
    if not as_json:
        check_act(by.actor, Action.REVIEW_MODEL, ModelState.PASSED)  # before the evidence is shown to be signed
        _show_what_is_signed(workspace, model, verdict, version, acknowledged)
    reviewed = judge(workspace.site, model, verdict, reason, version=version, acknowledged=acknowledged, by=by)
    if as_json:
        print_json(as_plain(reviewed))
    else:
        click.echo(str(reviewed))


def _show_what_is_signed(
    workspace: Workspace, model: str, verdict: str, version: str | None, acknowledged: tuple[str, ...]
) -> None:
    """Print what a reviewer is about to sign; what cannot be signed is refused afterwards, with its reasons."""
    from csps.cli.evidence import DEMONSTRATION

    report = workspace.evidence(model, version).standing.report
    known, short = report.evidence, report.short_of
    click.echo(f"To {verdict}: {model}@{known.version}, trained by {report.trainer}.\n{known.summary}")
    if known.for_demonstration:
        click.echo(DEMONSTRATION)
    click.echo(f"{len(known.checks) - len(short)} of {len(known.checks)} checks were passed.")
    for check in short:
        click.echo(f"  {check.result.value}: {check.name} {check.found}; {check.mark}")
    for fact in known.facts:
        click.echo(f"  {'acknowledged' if fact.name in acknowledged else 'not acknowledged'}: {fact}")
    for name, value in report.hashes.items():
        click.echo(f"  hash of the {name}: {value}")
