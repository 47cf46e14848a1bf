"""Every stage by its own word: `csps linkage` links again what is published, `csps modelling maltreatment` fits again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option
from csps.domain.stages import PATH

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from csps.domain.stages import Stage

OF_THE_WEEK = ("feeds", "linkage", "families", "features", "outcomes", "scoring", "explain", "worklist")
OF_TRAINING = ("families", "features", "outcomes", "modelling", "explain", "assurance")
_WEEK_OPTION = click.option("--as-of", type=DATE, help="A Monday; the published week unless told otherwise.")


def stage_commands() -> list[click.Command]:
    """Make a command for every stage that can run alone."""
    return [_command(stage) for stage in PATH if stage.name in (*OF_THE_WEEK, *OF_TRAINING)]


def _command(stage: Stage) -> click.Command:
    """Make a stage's command: on the week, on the past of a model, or on whichever is named."""

    def run(folder: Path, person: str | None, as_of: datetime | None = None, model: str | None = None) -> None:
        _run(stage.name, folder, person, as_of.date() if as_of else None, model)

    command = click.Command(
        stage.name,
        callback=run,
        help=f"{stage.question}\n\nTakes {stage.takes}, gives {stage.gives}. Does this stage again and publishes what it wrote.",
        short_help=f"{stage.takes} -> {stage.gives}",
        epilog=examples(_example(stage.name)),
    )
    command = person_option(workspace_option(command))
    if stage.name in OF_THE_WEEK:
        command = _WEEK_OPTION(command)
    if stage.name in OF_TRAINING:
        command = _model_option(command, required=stage.name not in OF_THE_WEEK)
    return command


def _model_option(command: click.Command, *, required: bool) -> click.Command:
    what = "The model." if required else "Do it on the dates of the past that this model learns from."
    return click.option("--model", required=required, help=what)(command)


def _example(stage: str) -> str:
    return f"csps {stage} --workspace demo/workspace" + ("" if stage in OF_THE_WEEK else " --model maltreatment")


def _run(stage: str, folder: Path, person: str | None, as_of: date | None, model: str | None) -> None:
    from csps.cli.progress import RichProgress
    from csps.pipeline import run_stage

    workspace = opened(folder)
    role = "data officer" if model is None else "trainer"
    with RichProgress() as progress:
        by = signed_in(workspace, role, person)
        told = run_stage(workspace.site, stage, by=by, as_of=as_of, model=model, progress=progress)
    click.echo(str(told))
