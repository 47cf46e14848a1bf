"""Write what happened to each family after each date, as far as it can be known now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError
from csps.domain.progress import SilentProgress
from csps.outcomes.ahead import looking_ahead
from csps.outcomes.cohort import NAME as COHORT
from csps.outcomes.events import CHILD_EVENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import ModelSpec, Programme
    from csps.store import Edition

NAME = "outcomes.family_outcome"


@dataclass(frozen=True)
class OutcomesFound:
    """What came of looking ahead.

    Args:
        model: whose outcomes.
        population: families the model is about, by date.
        happened: of them those to whom it happened, by date; nothing for a date that is not mature.
    """

    model: str
    population: Mapping[date, int]
    happened: Mapping[date, int]

    def __str__(self) -> str:
        """Say it date by date.

        >>> from datetime import date
        >>> print(OutcomesFound("eligibility", {date(2026, 11, 16): 2459}, {}))
        As of 2026-11-16 the eligibility model is about 2,459 families: whether it happens to them is not known yet.
        """
        return "\n".join(self._said(day, count) for day, count in sorted(self.population.items()))

    def _said(self, day: date, count: int) -> str:
        known = day in self.happened
        then = f"to {self.happened[day]:,} it happened" if known else "whether it happens to them is not known yet"
        return f"As of {day.isoformat()} the {self.model} model is about {count:,} families: {then}."


def find_outcomes(
    edition: Edition,
    *,
    spec: ModelSpec,
    dates: Sequence[date],
    programme: Programme,
    progress: Progress | None = None,
) -> OutcomesFound:
    """Write a part of `outcomes.family_outcome` for each date: every family of the cohort, and what happened to it.

    Beside it `outcomes.cohort` counts whom the model is about, and of whom it lost sight. Who was in the family, and whom the model is about, is as it was known on the date; what happened next is as it is
    known in the edition's week. A family that left the council, or broke up, is still followed through the children it
    had on the date; of one of whom nothing more is heard it is taken that nothing happened.

    Args:
        edition: what is read and written; for eligibility it holds the criteria met on each date.
        spec: the model's specification: events, exclusions, horizon.
        dates: as-of dates for which families were formed.
        programme: which rule set is in force when.
        progress: told of each date.

    Raises:
        SettingsError: the specification mixes events of children with those of families.
        UsageError: no families were formed for a date, or its criteria were not judged.
    """
    _refuse_mixture(spec)
    asked: dict[date, int] = {}
    happened: dict[date, int] = {}
    with edition.connect() as lake:
        looking = looking_ahead(lake, spec, dates, edition.week, programme)
        for day in (progress or SilentProgress()).track(dates, what=f"looking ahead for {spec.name}", total=len(dates)):
            ahead, part = looking[day], f"{spec.name}/{day.isoformat()}"
            edition.write(COHORT, ahead.cohort(day), part=part)
            edition.write(NAME, ahead.rows(day), part=part)
            found = ahead.found(day)
            asked[day] = found.get("asked", 0)
            if ahead.mature:
                happened[day] = found.get("happened", 0)
    return OutcomesFound(spec.name, asked, happened)


def _refuse_mixture(spec: ModelSpec) -> None:
    about_families = [event for event in spec.outcome.events if event not in CHILD_EVENTS]
    if about_families and len(about_families) < len(spec.outcome.events):
        raise SettingsError(
            f"The outcome of the model {spec.name} mixes events of children with {about_families[0].value!r}.",
            next_step=f"Keep one sort of event in models/{spec.name}/spec.toml.",
        )
