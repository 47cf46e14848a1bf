"""One stage by its own word, on what is published: for whoever mends a feed, a rule or a link and wants to see what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.access import Action
from csps.domain.errors import UsageError
from csps.domain.progress import SilentProgress
from csps.pipeline import publication
from csps.pipeline.run import Run, finish
from csps.pipeline.specifications import specification
from csps.pipeline.steps import TRAINING, WEEK
from csps.pipeline.training import dates_of
from csps.pipeline.unfinished import forget_unfinished
from csps.pipeline.weekly import check_week
from csps.store import Edition

if TYPE_CHECKING:
    from datetime import date

    from csps.domain.progress import Progress
    from csps.pipeline.people import SignedIn
    from csps.pipeline.run import Step
    from csps.pipeline.site import Site


def run_stage(
    site: Site,
    stage: str,
    *,
    by: SignedIn,
    as_of: date | None = None,
    model: str | None = None,
    progress: Progress | None = None,
) -> object:
    """Do one stage again on what is published, and publish what it wrote.

    Args:
        site: the workspace.
        stage: the stage's word.
        by: a data officer for a stage of the week, a trainer for one of training.
        as_of: a Monday; None for the published week. Only a stage of the week takes it.
        model: the model, for a stage of training; None for one of the week.
        progress: who watches.

    Returns:
        what the stage tells; a list where it has several steps.

    Raises:
        UsageError: no such stage, not a Monday, in the future, or nothing is published that it could work on.
        AccessError: `by` may not.
        BusyError: another run holds the workspace.
    """
    steps = _steps(stage, model)
    if as_of is not None:
        check_week(site, as_of)
    by.check(Action.RUN_WEEK if model is None else Action.TRAIN_MODEL)
    with site.lake.lock():
        (publication.settle if model is None else publication.tell)(site, by)
        forget_unfinished(site.lake.path)  # it may rest on what this stage replaces
        base = site.lake.current()
        week = as_of or (base.week if base else None)
        if week is None:
            raise UsageError(
                "Nothing is published yet.", next_step="Run `csps weekly` first, or name a week with --as-of."
            )
        run = Run(
            site=site,
            edition=Edition(site.lake, week),
            by=by,
            dates=_dates(site, week, model),
            spec=None if model is None else specification(site.specs, model),
            progress=progress or SilentProgress(),
        )
        for step in steps:
            run.progress.say(f"{step.name}: {step.does}")
            run.said[step.name] = step.work(run)
        run.edition.publish()
        (publication.settle if model is None else publication.tell)(site, by)
        finish(run)
        told = [run.said[step.name] for step in steps]
        return told if len(told) > 1 else told[0]


def _steps(stage: str, model: str | None) -> tuple[Step, ...]:
    route = WEEK if model is None else TRAINING
    steps = tuple(step for step in route if step.stage == stage)
    if not steps:
        words = sorted({step.stage for step in route})
        kind = "the week" if model is None else "training"
        raise UsageError(f"There is no stage {stage!r} in {kind}; there are {', '.join(words)}.")
    return steps


def _dates(site: Site, week: date, model: str | None) -> tuple[date, ...]:
    base = site.lake.current()
    if model is None or base is None:
        return (week,)
    training, test = dates_of(site, base)
    return (*training, test)
