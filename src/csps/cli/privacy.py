"""`csps privacy`: duties to the people in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, signed_in, signing_option, workspace_option

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from csps.pipeline import SignedIn
    from csps.workspace import Workspace

KINDS = {
    "adoption": "ADOPTION",
    "refuge": "REFUGE",
    "objection": "OBJECTION",
    "restricted": "RESTRICTED",
    "own-staff": "OWN_STAFF",
}
WORDS = {code: word for word, code in KINDS.items()} | {"OVERRIDE": "override"}
who_option = signing_option("who")
reason_option = click.option("--reason", required=True, help="Why, in a line; the journal keeps it. Name nobody.")
from_option = click.option(
    "--from", "started_on", type=DATE, help="First day; this week's Monday unless told otherwise."
)
until_option = click.option("--until", "ended_on", type=DATE, help="Last day; none while it lasts.")


@click.group()
def privacy() -> None:
    """What is owed to the people in the data: restrictions, erasure.

    PERSON is a pseudonym, as linkage gives it; `csps privacy find` tells it.
    """


@privacy.command(epilog=examples("csps privacy restrict PERSON --kind objection --reason 'letter of 3 November'"))
@click.argument("person")
@click.option("--kind", type=click.Choice(list(KINDS)), required=True)
@from_option
@until_option
@reason_option
@workspace_option
@who_option
def restrict(
    person: str,
    *,
    kind: str,
    started_on: datetime | None,
    ended_on: datetime | None,
    reason: str,
    folder: Path,
    who: str | None,
) -> None:
    """Set a restriction on PERSON. It counts from the next weekly run on.

    After an objection, or while processing is restricted, the family is neither scored, nor learnt from, nor listed. A
    refuge hides every place the person moves to while it lasts. Adoption, refuge and own staff seal the family.
    """
    from csps.pipeline import restrict as set_restriction

    workspace = opened(folder)
    number = set_restriction(
        workspace.site,
        person,
        KINDS[kind],
        started_on=_day(started_on) or workspace.last_monday,
        ended_on=_day(ended_on),
        reason=reason,
        by=_officer(workspace, who),
    )
    click.echo(f"Restriction {number} is set. It counts from the next `csps weekly` on.")


@privacy.command(epilog=examples("csps privacy override PERSON --reason 'section 47 enquiry, agreed at legal gateway'"))
@click.argument("person")
@from_option
@until_option
@reason_option
@workspace_option
@who_option
def override(
    person: str,
    *,
    started_on: datetime | None,
    ended_on: datetime | None,
    reason: str,
    folder: Path,
    who: str | None,
) -> None:
    """Override the objection of PERSON for compelling legitimate grounds (UK GDPR Article 21(1)), put on record."""
    from csps.pipeline import override as override_objection

    workspace = opened(folder)
    number = override_objection(
        workspace.site,
        person,
        started_on=_day(started_on) or workspace.last_monday,
        ended_on=_day(ended_on),
        reason=reason,
        by=signed_in(workspace, "information governance", who),
    )
    click.echo(f"Override {number} is on record. It counts from the next `csps weekly` on.")


@privacy.command(epilog=examples("csps privacy lift 3 --on 2026-11-30 --reason 'withdrew the objection'"))
@click.argument("number", type=click.IntRange(min=1))
@click.option("--on", "ended_on", type=DATE, help="Last day; this week's Monday unless told otherwise.")
@reason_option
@workspace_option
@who_option
def lift(number: int, ended_on: datetime | None, reason: str, folder: Path, who: str | None) -> None:
    """End the restriction NUMBER, or the override, that was set here. What an agency told ends when the agency says so.

    An objection, a restriction of processing and an override are ended by information governance only.
    """
    from csps.pipeline import lift as lift_restriction

    workspace = opened(folder)
    day = _day(ended_on) or workspace.last_monday
    by = signed_in(workspace, "information governance", who)
    lift_restriction(workspace.site, number, ended_on=day, reason=reason, by=by)
    click.echo(f"Restriction {number} ends on {day.isoformat()}.")


@privacy.command(epilog=examples("csps privacy restrictions", "csps privacy restrictions --json"))
@workspace_option
@who_option
@json_option
def restrictions(folder: Path, who: str | None, *, as_json: bool) -> None:
    """List the restrictions that people of the programme set, ended ones among them."""
    from csps.pipeline import stated

    workspace = opened(folder)
    rows = [
        (
            str(one.number),
            WORDS[one.kind],
            ", ".join(persons),
            one.started_on.isoformat(),
            one.ended_on.isoformat() if one.ended_on else "",
            one.reason,
        )
        for one, persons in stated(workspace.site, by=_officer(workspace, who))
    ]
    headings = ("number", "kind", "person", "from", "until", "reason")
    if as_json:
        print_json([dict(zip(headings, row, strict=True)) for row in rows])
    else:
        print_table("Restrictions set here", headings, rows)


@privacy.command(epilog=examples("csps privacy find --reason 'subject access request 41'"))
@reason_option
@workspace_option
@who_option
@json_option
def find(reason: str, folder: Path, who: str | None, *, as_json: bool) -> None:
    """Find the pseudonym of somebody by surname and day of birth, which are asked for and kept nowhere."""
    from csps.pipeline import find_persons

    workspace = opened(folder)
    by = signed_in(workspace, "information governance", who)
    surname = click.prompt("Surname", err=True)
    born_on = click.prompt("Born on (YYYY-MM-DD)", type=DATE, err=True).date()
    persons = find_persons(workspace.site, surname, born_on, reason=reason, by=by)
    if as_json:
        print_json(list(persons))
    else:
        click.echo("\n".join(persons) or "Nobody of that surname and day of birth is known.")


@privacy.command(epilog=examples("csps privacy confirm PERSON --reason 'erasure request 17 is upheld'"))
@click.argument("person")
@reason_option
@workspace_option
@who_option
def confirm(person: str, reason: str, folder: Path, who: str | None) -> None:
    """Answer for it that PERSON is to be erased. Somebody else then does it, with `csps privacy erase`."""
    from csps.pipeline import confirm_erasure

    workspace = opened(folder)
    confirm_erasure(workspace.site, person, reason=reason, by=signed_in(workspace, "information governance", who))
    click.echo("The erasure is confirmed. A data officer carries it out with `csps privacy erase`.")


@privacy.command(epilog=examples("csps privacy erase PERSON --reason 'erasure request 17 is upheld'"))
@click.argument("person")
@reason_option
@workspace_option
@who_option
@json_option
def erase(person: str, reason: str, folder: Path, who: str | None, *, as_json: bool) -> None:
    """Erase PERSON from the vault, the lake and its history, the lists and the registry, once it was confirmed.

    If it is cut off, run it again; until it has ended no week runs. The certificate says what was erased and what may
    remain in which copies.
    """
    from csps.pipeline import erase_person

    workspace = opened(folder)
    done = erase_person(workspace.site, person, reason=reason, by=_officer(workspace, who))
    if as_json:
        print_json({"certificate": done.certificate, **done.body})
        return
    click.echo(f"Erased, with a certificate in {done.certificate}.")
    for sentence in done.body["remains"]:
        click.echo(f"- {sentence}")


def _officer(workspace: Workspace, who: str | None) -> SignedIn:
    return signed_in(workspace, "data officer", who)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
