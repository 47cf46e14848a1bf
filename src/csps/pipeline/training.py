"""Training: what was known about families on dates of the past, what happened next, a model, and the evidence about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from csps.access import Action
from csps.domain.errors import UsageError
from csps.domain.progress import SilentProgress
from csps.domain.weeks import SETTLING_WEEKS, YEAR_WEEKS, Calendar, monday_of
from csps.pipeline import publication
from csps.pipeline.run import Run, finish, follow
from csps.pipeline.specifications import specification
from csps.pipeline.steps import TRAINING
from csps.store import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csps.domain.progress import Progress
    from csps.pipeline.people import SignedIn
    from csps.pipeline.recording import Recorded
    from csps.pipeline.site import Site
    from csps.store import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A model with its evidence, recorded and waiting for a reviewer.

    Args:
        model: its name.
        version: the first 16 digits of its hash.
        training: the dates it learnt from.
        test: the date it was tested on.
        recorded: the MLflow run, and what the trainer signed.
        said: what each step that had something to do tells.
    """

    model: str
    version: str
    training: tuple[date, ...]
    test: date
    recorded: Recorded
    said: Mapping[str, object]


def train(
    site: Site, model: str, *, by: SignedIn, trials: int | None = None, progress: Progress | None = None
) -> Trained:
    """Train a model on the published tables, measure it, and record it for a reviewer.

    Args:
        site: the workspace.
        model: the model's name.
        by: a trainer.
        trials: how many settings are tried; None for what the specification says, 0 for its start values.
        progress: who watches.

    Raises:
        UsageError: no such model, nothing is published, or too short a history.
        ContractError: too few families to whom it happened.
        AccessError: `by` may not train.
        BusyError: another run holds the workspace.
        StorageError: the disk refused.
    """
    by.check(Action.TRAIN_MODEL)
    spec = specification(site.specs, model)
    with site.lake.lock():
        publication.tell(site, by)
        base = site.lake.current()
        if base is None:
            raise UsageError("There is nothing to learn from yet.", next_step="Run `csps weekly` first.")
        edition = Edition(site.lake, base.week)
        training, test = dates_of(site, base)
        run = Run(
            site=site,
            edition=edition,
            by=by,
            dates=(*training, test),
            spec=spec,
            trials=trials,
            progress=progress or SilentProgress(),
        )
        follow(TRAINING, run)
        recorded = cast("Recorded", run.said["approval"])
        edition.publish()
        publication.tell(site, by)
        finish(run)
        return Trained(
            model=model, version=recorded.version, training=training, test=test, recorded=recorded, said=run.said
        )


def dates_of(site: Site, manifest: Manifest) -> tuple[tuple[date, ...], date]:
    """Give the dates a model learns from and the date it is tested on.

    The workspace's weeks run from the first delivery to the published week; see `csps.domain.weeks.Calendar`.

    Raises:
        UsageError: the history is too short.
    """
    with site.lake.connect(manifest=manifest) as lake:
        first = lake.table("feeds.load").known_on.min().to_pyarrow().as_py()
    calendar = Calendar(manifest.week, (manifest.week - monday_of(first)).days // 7)
    training = calendar.training_dates
    if not training:
        raise UsageError(
            f"A history of {calendar.weeks} weeks is too short: two years come before the first date a model learns "
            f"from, and after it two times {YEAR_WEEKS} weeks and {SETTLING_WEEKS} for outcomes to be written down.",
            next_step="Take older deliveries in.",
        )
    return training, calendar.test_date
