"""`csps outcomes cohort`: whom a model is about on each date, of whom it lost sight, and whether enough time has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, workspace_option
from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

HEADINGS = ("date", "cohort", "left out", "not asked", "asked", "waiting", "gone", "outcome")


@click.command(
    "cohort",
    epilog=examples(
        "csps outcomes cohort maltreatment --workspace demo/workspace", "csps outcomes cohort eligibility --json"
    ),
)
@click.argument("model")
@click.option("--as-of", type=DATE, help="One date only; all that were counted unless told otherwise.")
@workspace_option
@json_option
def cohort(folder: Path, model: str, as_of: datetime | None, *, as_json: bool) -> None:
    """Show whom MODEL is about on each date, of whom it lost sight, and to how many it happened."""
    rows = opened(folder).cohort(model, as_of.date() if as_of else None)
    if not rows:
        raise UsageError(
            f"Nobody has counted the families of {model} yet.", next_step=f"Run `csps outcomes --model {model}` first."
        )
    if as_json:
        print_json([dict(row) for row in rows])
    else:
        show_cohort(model, rows)


def show_cohort(model: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print the table."""
    print_table(f"Whom {model} is about", HEADINGS, [_line(row) for row in rows])
    for rules, days in by_rules(rows).items():
        click.echo(f"Who meets the threshold is judged by {rules} ({days[0]} to {days[-1]}).")
    click.echo(
        "left out: a member objected, or the data is restricted. not asked: it holds already, or there is nobody to ask "
        "about.\nwaiting: the horizon, and a quarter for what happened in it to be written down, is not over. gone: left on record before it was; nothing is taken to have happened."
    )


def by_rules(rows: Sequence[Mapping[str, object]]) -> dict[str, list[object]]:
    """Give the dates by the rules that the outcome rests on, in order; nothing where it rests on none."""
    found: dict[str, list[object]] = {}
    for row in rows:
        if row["rule_set"] is not None:
            share = f"{row['to_confirm_of_100']} % of its lines still to be confirmed"
            found.setdefault(f"{row['rule_set']}, version {row['rule_set_version']}, {share}", []).append(row["as_of"])
    return found


def _line(row: Mapping[str, object]) -> tuple[str, ...]:
    """Write a row: of a date that is not mature it is not known who left and to whom it happened."""
    waiting = 0 if row["mature"] else row["asked"]
    counts = (row["families"], row["left_out"], row["not_asked"], row["asked"], waiting, row["gone"], row["happened"])
    return (str(row["as_of"]), *("" if count is None else f"{count:,}" for count in counts))
