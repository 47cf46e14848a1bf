"""Every stage by its own word: `csps linkage` links again what is published; a word may carry questions of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json
from csps.cli.told import as_plain, as_sentences
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option
from csps.domain.stages import PATH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from csps.domain.stages import Stage

OF_THE_WEEK = ("feeds", "linkage", "families", "features", "outcomes", "scoring", "explain", "worklist")
OF_TRAINING = ("families", "features", "outcomes", "modelling", "explain", "assurance")
_WEEK_OPTION = click.option("--as-of", type=DATE, help="A Monday; the published week unless told otherwise.")


def stage_commands(questions: Mapping[str, Sequence[click.Command]]) -> list[click.Group]:
    """Make a group for every stage that can run alone: by itself it does the stage again.

    Args:
        questions: what else may be asked of a stage, by its word.
    """
    return [
        _group(stage, questions.get(stage.name, ())) for stage in PATH if stage.name in (*OF_THE_WEEK, *OF_TRAINING)
    ]


def _group(stage: Stage, questions: Sequence[click.Command]) -> click.Group:
    """Make a stage's word: on the week, on the past of a model, or on whichever is named."""

    def run(
        folder: Path, person: str | None, as_of: datetime | None = None, model: str | None = None, *, as_json: bool
    ) -> None:
        if click.get_current_context().invoked_subcommand is not None:
            return
        told = _run(stage.name, folder, person, as_of.date() if as_of else None, model)
        if as_json:
            print_json({"stage": stage.name, "model": model, "told": as_plain(told)})
        else:
            click.echo(as_sentences(told))

    command = click.Group(
        stage.name,
        callback=run,
        commands=questions,
        invoke_without_command=True,
        subcommand_metavar="[COMMAND [ARGS]...]" if questions else "",
        help=f"{stage.question}\n\nTakes {stage.takes}, gives {stage.gives}. Does this stage again and publishes what it wrote.",
        short_help=f"{stage.takes} -> {stage.gives}",
        epilog=examples(_example(stage.name)),
    )
    command = json_option(person_option(workspace_option(command)))
    if stage.name in OF_THE_WEEK:
        command = _WEEK_OPTION(command)
    if stage.name in OF_TRAINING:
        command = _model_option(command, required=stage.name not in OF_THE_WEEK)
    return command


def _model_option(command: click.Group, *, required: bool) -> click.Group:
    what = "The model." if required else "Do it on the dates of the past that this model learns from."
    return click.option("--model", required=required, help=what)(command)


def _example(stage: str) -> str:
    return f"csps {stage} --workspace demo/workspace" + ("" if stage in OF_THE_WEEK else " --model maltreatment")


def _run(stage: str, folder: Path, person: str | None, as_of: date | None, model: str | None) -> object:
    from csps.cli.progress import RichProgress
    from csps.pipeline import run_stage

    workspace = opened(folder)
    role = "data officer" if model is None else "trainer"
    with RichProgress() as progress:
        by = signed_in(workspace, role, person)
        return run_stage(workspace.site, stage, by=by, as_of=as_of, model=model, progress=progress)
