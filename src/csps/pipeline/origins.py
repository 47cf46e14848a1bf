"""Where the values of a training matrix come from: one of its dates computed again from a lake without later facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.readable import readable
from csps.modelling import Origins
from csps.store.cut import CutLake

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from csps.pipeline.run import Run
    from csps.store import Connection

OUTCOMES = "outcomes.family_outcome"


def origins_of(run: Run) -> Origins:
    """Compute the middle training date again, with everything known after it taken away first.

    Every feature goes through one door that hides later facts. Here there are none to hide: a feature that found a way
    past the door has another value. One date costs what it costs a week.
    """
    *training, _ = run.dates
    day = training[len(training) // 2]
    assert run.spec is not None, "training is about a model"
    with run.edition.connect() as lake:
        cut = cast("Connection", CutLake(lake, day))
        may = readable(lake, run.site.programme, [day])
        empty = {day: may.absent(day, declarations())}
        again = Matrix(cut, [day], there=may.there, empty=empty).on(day).read_pandas()
        rows = lake.table(OUTCOMES)
        wanted = rows.filter((rows.model == run.spec.name) & rows.in_population & rows.mature)
        wanted = wanted.filter(wanted.as_of.isin(training)).select("as_of", "family_id").order_by("as_of", "family_id")
        asked = wanted.to_pyarrow().to_pandas()
    return Origins(recomputed=_in_order(asked, again, day))


def _in_order(asked: pd.DataFrame, again: pd.DataFrame, day: date) -> pd.DataFrame:
    """Give what was computed again in the order of the training rows, empty on every other date."""
    again = again.drop(columns=["as_of"], errors="ignore").assign(as_of=day)
    return asked.merge(again, on=["as_of", "family_id"], how="left", validate="one_to_one")
