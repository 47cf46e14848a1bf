"""`csps weekly`, `csps train`, `csps demo`: the two routes, and both of them once on a synthetic borough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json
from csps.cli.told import as_plain
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from datetime import datetime

    from csps.pipeline import WeekDone
    from csps.workspace import Workspace


@click.command(
    epilog=examples("csps weekly --workspace demo/workspace", "csps weekly --as-of 2026-11-16 --as j.okafor")
)
@workspace_option
@click.option("--as-of", type=DATE, help="The Monday to look from; the last one unless told otherwise.")
@person_option
@json_option
def weekly(folder: Path, as_of: datetime | None, person: str | None, *, as_json: bool) -> None:
    """Take in what was delivered, score families and publish this week's list.

    Published in one moment or not at all: a run that is cut off leaves last week's list in place, and the next one goes on
    where it stopped.
    """
    from csps.cli.progress import RichProgress
    from csps.pipeline import run_week

    workspace = opened(folder)
    with RichProgress() as progress:
        day = as_of.date() if as_of else workspace.last_monday
        done = run_week(workspace.site, day, by=signed_in(workspace, "data officer", person), progress=progress)
    _show_week(workspace, done, as_json=as_json)


@click.command(epilog=examples("csps train maltreatment --workspace demo/workspace"))
@click.argument("model")
@workspace_option
@click.option("--trials", type=click.IntRange(min=0), help="Settings to try; 0 for the specification's start values.")
@person_option
@json_option
def train(model: str, folder: Path, trials: int | None, person: str | None, *, as_json: bool) -> None:
    """Train MODEL on the published tables and put the evidence about it together for a reviewer.

    Nothing is used because it was trained: somebody else reads the evidence and signs, with `csps approval approve`.
    """
    from csps.cli.cohort import show_cohort
    from csps.cli.evidence import show_evidence
    from csps.cli.progress import RichProgress
    from csps.pipeline import train as train_model

    workspace = opened(folder)
    with RichProgress() as progress:
        by = signed_in(workspace, "trainer", person)
        trained = train_model(workspace.site, model, by=by, trials=trials, progress=progress)
    if not as_json:
        dates = {*trained.training, trained.test}
        show_cohort(trained.model, [row for row in workspace.cohort(trained.model) if row["as_of"] in dates])
    show_evidence(workspace, trained.model, trained.version, by=None, as_json=as_json)


@click.command(epilog=examples("csps demo demo/workspace"))
@click.argument("folder", metavar="WORKSPACE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@json_option
def demo(folder: Path, *, as_json: bool) -> None:
    """Do everything once on a synthetic WORKSPACE: take in, train, approve, score, list.

    Make one first with `csps synthetic make`. The demonstration's keys open nothing outside synthetic workspaces.
    """
    from csps.cli.progress import RichProgress
    from csps.workspace import demonstrate

    with RichProgress() as progress:
        done = demonstrate(folder, progress=progress)
    _show_week(opened(folder), done, as_json=as_json)


def _show_week(workspace: Workspace, done: WeekDone, *, as_json: bool) -> None:
    from csps.cli.lists import show_list, show_what_came

    if as_json:
        print_json(
            {"week": done.week, "manifest": done.manifest.name, "list": done.listed, "said": as_plain(done.said)}
        )
        return
    show_what_came(workspace, done.quality or workspace.data_quality(), again=done.quality is None)
    _show_silent(workspace, done)
    if done.listed is None:
        first, *others = done.waiting
        click.echo(
            f"The week {done.week.isoformat()} is published without a list: never approved yet: "
            f"{', '.join((first, *others))}.\n"
            f"Train it with `csps train {first}`, then have it reviewed with `csps approval approve {first}`."
        )
        return
    show_list(workspace, done.week, done.listed)


def _show_silent(workspace: Workspace, done: WeekDone) -> None:
    """Name the feeds that fell silent, whether or not this run computed the features."""
    states = workspace.table("features.source_state", part=done.week.isoformat())
    for row in states[states.state == "silent"].itertuples():
        click.echo(
            f"{row.table_name} has fallen silent: its latest delivery is of {row.latest_on}. Features that would count since "
            "are empty for every family."
        )
