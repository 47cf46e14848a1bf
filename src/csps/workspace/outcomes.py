"""What a workspace is asked about outcomes: looked up on any day up to the published week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from csps.domain.errors import UsageError
from csps.outcomes import find_progress, lines_told, rules_on, sealed_cases
from csps.pipeline.naming import LEAST_DIGITS, refused_as_sealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.outcomes import CaseProgress
    from csps.pipeline import Site
    from csps.settings import Programme
    from csps.store import Connection


def rules_as_frame(programme: Programme, day: date) -> pd.DataFrame:
    """Give the lines of the rule set in force on a day.

    Args:
        programme: the council's choices.
        day: the day.

    Returns:
        one row per line, indexed by its name: headline, words, standing, source, tables it reads, lines it needs, what
        it lacks; `attrs["said"]` names the rule set, its version and the share of its lines still to be confirmed, and
        `attrs["needed"]` says what makes a family eligible.

    Raises:
        SettingsError: no rule set is in force on the day.
    """
    rules = rules_on(programme, day)
    frame = pd.DataFrame(lines_told(rules)).set_index("criterion")
    frame.attrs |= {"said": str(rules), "needed": rules.needed}
    return frame


def progress_of(site: Site, family: str | None, as_of: date | None) -> tuple[CaseProgress, ...]:
    """Say what became of families on the programme. Sealed cases are left out where all are asked about.

    Args:
        site: the workspace.
        family: pseudonym of a family, the digits that the list prints of it, or the programme's reference of a case; None for
            all.
        as_of: up to which day is looked; None for the published week.

    Raises:
        AccessError: somebody on the case that is asked about is sealed, or lives with somebody who is.
        UsageError: nothing is published, the day lies outside the data, or no family is called so, or several are.
    """
    with site.lake.connect() as lake:
        day = day_within(lake, as_of)
        found = find_progress(lake, day, site.programme)
        sealed = sealed_cases(lake, day)
    if family is None:
        return tuple(each for each in found if each.case.case_ref not in sealed)
    called = _called(found, family, day)
    if any(each.case.case_ref in sealed for each in called):
        raise refused_as_sealed(family)
    return tuple(called)


def _called(found: Sequence[CaseProgress], reference: str, day: date) -> list[CaseProgress]:
    """Give the cases that a reference stands for: by the case's own name, the family's, or the beginning of that."""
    named = [each for each in found if reference in (each.case.case_ref, each.case.family_id)]
    if named:
        return named
    begin = [each for each in found if len(reference) >= LEAST_DIGITS and each.of_family(reference)]
    if len({each.case.family_id for each in begin}) > 1:
        raise UsageError(
            f"Several families are called {reference} as of {day.isoformat()}.", next_step="Give more of it."
        )
    if not begin:
        raise UsageError(
            f"No family or case {reference} was on the programme by {day.isoformat()}.",
            next_step="A family on the weekly list need not be; `csps outcomes progress --json` names those that were.",
        )
    return begin


def cohort_of(site: Site, model: str, as_of: date | None) -> tuple[Mapping[str, object], ...]:
    """Give whom a model is about, date by date, from the published lake: rows of `outcomes.cohort` in order of date.

    Args:
        site: the workspace.
        model: its name.
        as_of: one date only; None for all.

    Returns:
        none where nothing was counted for it yet.

    Raises:
        UsageError: no such model, or it was not asked about the date.
    """
    if model not in site.specs:
        known = sorted(site.specs)
        raise UsageError(
            f"There is no model {model}; there are {', '.join(known)}.",
            next_step=f"Run `csps outcomes cohort {known[0]}`.",
        )
    with site.lake.connect() as lake:
        rows = lake.table_or_empty("outcomes.cohort")
        rows = rows.filter(rows.model == model)
        found = rows.order_by("as_of").to_pyarrow().to_pylist()
    chosen = tuple(row for row in found if as_of in (None, row["as_of"]))
    if found and not chosen:
        dates = (
            f"the only date is {found[0]['as_of']}"
            if len(found) == 1
            else f"there are {len(found)} dates from {found[0]['as_of']} to {found[-1]['as_of']}"
        )
        raise UsageError(
            f"{model} was not asked about {as_of}; {dates}.",
            next_step=f"Use --as-of {found[-1]['as_of']}.",
        )
    return chosen


def day_within(lake: Connection, as_of: date | None) -> date:
    """Give the day that is asked about, if anything can be known of it.

    Raises:
        UsageError: nothing is published, or the day lies before the first delivery or after the published week.
    """
    if lake.manifest is None:
        raise UsageError("Nothing is published yet.", next_step="Run `csps weekly` first.")
    week = lake.manifest.week
    day = as_of or week
    if day > week:
        raise UsageError(
            f"{day.isoformat()} lies after the published week {week.isoformat()}: nothing is known of it.",
            next_step=f"Use --as-of {week.isoformat()} or earlier.",
        )
    first = lake.table_or_empty("feeds.load").known_on.min().to_pyarrow().as_py()
    if first is not None and day < first:
        raise UsageError(
            f"{day.isoformat()} lies before the first delivery, {first.isoformat()}.",
            next_step=f"Use --as-of {first.isoformat()} or later.",
        )
    return day
