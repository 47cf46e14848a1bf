"""What the steps of training do for each date of the past by itself: by word, so that a helper can be asked for it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.families import form_dated_families
from csps.features import compute_features
from csps.outcomes import find_outcomes, meet_criteria

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import ModelSpec, Programme
    from csps.store import Edition

    Work = Callable[[Edition, Sequence[date], Programme, ModelSpec | None, Progress], object]


def families(
    edition: Edition, dates: Sequence[date], programme: Programme, _: ModelSpec | None, progress: Progress
) -> object:
    """Form families as they lived on each date."""
    return form_dated_families(edition, dates=dates, programme=programme, progress=progress)


def features(
    edition: Edition, dates: Sequence[date], programme: Programme, _: ModelSpec | None, progress: Progress
) -> object:
    """Ask what was known about each family on each date."""
    return compute_features(edition, dates=dates, programme=programme, progress=progress)


def criteria(
    edition: Edition, dates: Sequence[date], programme: Programme, _: ModelSpec | None, progress: Progress
) -> object:
    """Ask which criteria each family met on each date."""
    return meet_criteria(edition, dates=dates, programme=todays_rules(edition, programme), progress=progress)


def outcomes(
    edition: Edition, dates: Sequence[date], programme: Programme, spec: ModelSpec | None, progress: Progress
) -> object:
    """Ask what happened to each family after each date."""
    assert spec is not None, "training is about a model"
    rules = todays_rules(edition, programme)
    return find_outcomes(edition, spec=spec, dates=dates, programme=rules, progress=progress)


def todays_rules(edition: Edition, programme: Programme) -> Programme:
    """Give the council's choices with the rules of the published week: those that the model is to forecast."""
    return programme.as_if_always(edition.week)


WORK: Mapping[str, Work] = MappingProxyType(
    {"families": families, "features": features, "criteria": criteria, "outcomes": outcomes}
)
"""By the word of the work."""
