"""`csps worklist who`: whom a reference of the list stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, print_table
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

ROLE = "coordinator"


@click.command(epilog=examples("csps worklist who 741218e1 --reason 'the visit agreed on at the Monday meeting'"))
@click.argument("reference")
@click.option("--reason", required=True, help="Why, in a line; the journal keeps it. Name nobody.")
@workspace_option
@person_option
def who(reference: str, reason: str, folder: Path, person: str | None) -> None:
    """Say who the family REFERENCE of the published week's list is: names, days of birth, where they were last known.

    For coordinators and information governance; a sealed family for the latter only. The journal keeps who asked, about
    which family and why.
    """
    from csps.pipeline import name_family
    from csps.worklist.words import day

    workspace = opened(folder)
    found = name_family(workspace.site, reference, reason=reason, by=signed_in(workspace, ROLE, person))
    rows = [
        (
            one.role,
            one.name or "nobody told a name",
            day(one.born_on) if one.born_on else "",
            f"{one.address} (told {day(one.told_on)})" if one.told_on else "",
            one.contact,
        )
        for one in found.members
    ]
    print_table(f"Family {found.family_id}", ("role", "name", "born", "last known address", "contact"), rows)
    click.echo("The journal keeps that you asked. Agencies told this; it may be wrong, or no longer so.")
