"""The search for good settings: Optuna, seeded, in memory, within the ranges of the specification."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_expit

from csps.domain.errors import UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.riskmodel.boosting import Settings, TrainingSet, margins_of, start_of
from csps.settings.learner import WholeRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    import numpy.typing as npt
    import optuna

    from csps.settings.learner import LearnerSettings

    Places = npt.NDArray[np.intp]

TENFOLD = 10  # a range this wide is searched by ratios, a narrower one by differences


@dataclass(frozen=True, slots=True)
class Split:
    """One trial of a setting: places of the rows to learn from, and of those to judge by. No family is in both."""

    learn: Places
    judge: Places


def tune(
    training: TrainingSet,
    splits: Sequence[Split],
    ranges: LearnerSettings,
    *,
    trials: int,
    progress: Progress | None = None,
) -> Settings:
    """Search for the settings with the lowest mean log loss over the splits.

    The first trial takes the settings that the specification starts from, so that a search never ends below them.

    Args:
        training: the rows; its seed is the search's as well.
        splits: grouped by family and, where there is time enough, later dates judged by earlier ones.
        ranges: of each setting.
        trials: how many settings are tried; 0 gives the start values untried.
        progress: who watches.

    Raises:
        UsageError: there is nothing to judge by.
    """
    if trials == 0:
        return start_of(ranges)
    if not splits:
        raise UsageError("A search for settings needs splits to judge by.", next_step="Use --trials 0.")
    import optuna  # noqa: PLC0415 - takes a second to import, and most runs do not search

    with _quiet(optuna), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=training.seed))
        study.enqueue_trial(dict(start_of(ranges)))
        for _ in (progress or SilentProgress()).track(range(trials), what="trying settings", total=trials):
            trial = study.ask()
            study.tell(trial, _loss(training, splits, _suggested(trial, ranges), pool))
        return dict(study.best_params)


def _suggested(trial: optuna.Trial, ranges: LearnerSettings) -> Settings:
    suggested: dict[str, int | float] = {}
    for field in fields(ranges):
        limits = getattr(ranges, field.name)
        suggest = trial.suggest_int if isinstance(limits, WholeRange) else trial.suggest_float
        wide = limits.least > 0 and limits.most >= TENFOLD * limits.least
        suggested[field.name] = suggest(field.name, limits.least, limits.most, log=wide)
    return suggested


def _loss(training: TrainingSet, splits: Sequence[Split], settings: Settings, pool: Executor) -> float:
    def judged(split: Split) -> npt.NDArray[np.float64]:
        margin = margins_of(training.boost(settings, split.learn), training.matrix[split.judge])
        return np.asarray(-log_expit(np.where(training.outcome[split.judge], margin, -margin)))

    return float(np.concatenate(list(pool.map(judged, splits))).mean())


@contextmanager
def _quiet(library: object) -> Iterator[None]:
    """Keep Optuna from printing a line per trial, and leave its logging as it was."""
    logging = library.logging  # type: ignore[attr-defined]
    before = logging.get_verbosity()
    logging.set_verbosity(logging.ERROR)
    try:
        yield
    finally:
        logging.set_verbosity(before)
