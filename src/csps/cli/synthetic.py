"""`csps synthetic`: make a borough whose truth is known, and mark csps against that truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csps.cli.output import DATE, examples, json_option, print_json

if TYPE_CHECKING:
    from datetime import datetime


@click.group()
def synthetic() -> None:
    """A borough of people who do not exist, and the truth about them."""


@synthetic.command(epilog=examples("csps synthetic make borough --residents 20000"))
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--residents", type=int, required=True, help="People alive in the borough on the first Monday.")
@click.option("--weeks", type=int, default=364, show_default=True, help="Weeks to live through.")
@click.option("--end", type=DATE, default="2026-11-16", show_default=True, help="The last Monday, as YYYY-MM-DD.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option("--profile", default="inner-london", show_default=True, help="The published rates to live up to.")
@click.option(
    "--help-effect",
    type=float,
    default=1.0,
    show_default=True,
    help="How much help changes what happens to a family, times its usual effect; 0 switches it off.",
)
@click.option(
    "--observation-bias",
    type=float,
    default=1.0,
    show_default=True,
    help="How unevenly agencies see equal harm, times its usual size; 0 switches it off.",
)
@json_option
def make(directory: Path, end: datetime, *, as_json: bool, **choices: Any) -> None:
    """Make a synthetic borough in DIRECTORY, which must be empty or not exist yet.

    DIRECTORY/workspace holds what agencies would deliver; DIRECTORY/truth, beside it, holds what really happened.
    Nobody in it is real.
    """
    from csps.cli.progress import RichProgress
    from csps.synthetic import make_borough

    with RichProgress() as progress:
        summary = make_borough(directory, end=end.date(), progress=progress, **choices)
    if as_json:
        print_json(summary)
    else:
        click.echo(str(summary))


@synthetic.command(epilog=examples("csps synthetic mark borough/workspace borough/truth"))
@click.argument("workspace", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("truth", type=click.Path(path_type=Path, exists=True, file_okay=False))
@json_option
def mark(workspace: Path, truth: Path, *, as_json: bool) -> None:
    """Mark what csps made of WORKSPACE against the TRUTH beside it.

    It is the only command that reads both.
    """
    from csps.synthetic import mark as mark_workspace

    marks = mark_workspace(workspace, truth)
    if as_json:
        print_json(marks)
    else:
        click.echo(str(marks))
