"""`csps journal`: what was done, by whom and why; and whether the record of it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

ROLE = "information governance"
LAST = 20


@click.group()
def journal() -> None:
    """Read the journal, or verify that nothing in it was changed, moved or dropped."""


@journal.command("verify", epilog=examples("csps journal verify", "csps journal verify --json"))
@workspace_option
@person_option
@json_option
def verify_command(folder: Path, person: str | None, *, as_json: bool) -> None:
    """Read every event with its signature and the heads in second places, and say what is wrong.

    Ends with the exit code of damage where anything is.
    """
    from csps.access import Action
    from csps.domain.errors import IntegrityError
    from csps.pipeline import register_of

    workspace = opened(folder)
    try:
        signed_in(workspace, ROLE, person).check(Action.VERIFY_JOURNAL)
        register = register_of(workspace.site)
    except IntegrityError:  # whose key is whose rests on the journal too: damage is looked for without it
        register = None
    found = workspace.site.journal.verify(register)
    if as_json:
        print_json({"events": found.head.number, "findings": found.findings, "notices": found.notices})
    else:
        for each in found.notices:
            click.echo(f"Note, {each.where}: {each.what}")
        for each in found.findings:
            click.echo(f"Wrong, {each.where}: {each.what}")
        if found.is_sound:
            click.echo(f"{found.head.number:,} events, each in its place and signed as it must be.")
    found.check_sound()


@journal.command(
    "list", epilog=examples("csps journal list --last 50", "csps journal list --about family:741218e1 --json")
)
@click.option("--last", type=click.IntRange(min=1), default=LAST, show_default=True, help="How many, the latest.")
@click.option(
    "--about", default="", help="Only of a subject that begins so: family:, person:, model:, week:, store: ..."
)
@workspace_option
@person_option
@json_option
def list_command(folder: Path, person: str | None, last: int, about: str, *, as_json: bool) -> None:
    """List what was done, the latest last. For administrators, information governance and auditors."""
    from csps.access import Action
    from csps.pipeline import register_of

    workspace = opened(folder)
    signed_in(workspace, ROLE, person).check(Action.READ_JOURNAL)
    names = {entry.public_key.fingerprint: entry.person for entry in register_of(workspace.site).enrolments}
    events = [event for event in workspace.site.journal.events() if event.draft.subject.startswith(about)][-last:]
    rows = [
        {
            "number": event.number,
            "at": event.at.isoformat(timespec="seconds"),
            "who": names.get(event.draft.actor, event.draft.actor[:8]),
            "did": event.draft.kind.value,
            "about": event.draft.subject,
            "why": event.draft.reason,
        }
        for event in events
    ]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo(
                f"{row['number']:>6}  {row['at']}  {row['who']}: {row['did']}, {row['about']}\n        {row['why']}"
            )
