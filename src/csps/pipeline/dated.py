"""What the steps of training do for every date of the past, in one call of a stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.pipeline.run import Run
    from csps.settings import Programme


@dataclass(frozen=True, slots=True)
class Written:
    """What a step wrote about dates of the past.

    Args:
        dates: how many.
        rows: over all of them.
    """

    dates: int
    rows: int


def over_dates(run: Run, work: Callable[..., object], **chosen: object) -> Written:
    """Do a stage's work for every date of a run, and count what it wrote.

    Args:
        run: whose edition is written.
        work: the stage's function; it is told of the edition, the dates, the programme and the progress.
        chosen: what it is told besides, or instead.

    Raises:
        CspsError: the work refused.
    """
    before = {(one.table, one.part, one.sha256) for one in run.edition.written}
    told = {"dates": run.dates, "programme": run.site.programme, "progress": run.progress, **chosen}
    work(run.edition, **told)
    new = [one for one in run.edition.written if (one.table, one.part, one.sha256) not in before]
    return Written(len(run.dates), sum(one.rows for one in new))


def todays_rules(run: Run) -> Programme:
    """Give the council's choices with the rules of the published week: those that the model is to forecast."""
    return run.site.programme.as_if_always(run.edition.week)
