"""Where the values of a training matrix come from: one of its dates computed again from a lake without later facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.readable import readable
from csps.modelling import Origins
from csps.store.cut import CutLake

if TYPE_CHECKING:
    from csps.pipeline.run import Run
    from csps.store import Connection


def origins_of(run: Run) -> Origins:
    """Compute the middle training date again, with everything known after it taken away first.

    Every feature goes through one door that hides later facts. Here there are none to hide: a feature that found a way
    past the door has another value. One date costs what it costs a week.
    """
    *training, _ = run.dates
    day = training[len(training) // 2]
    with run.edition.connect() as lake:
        cut = cast("Connection", CutLake(lake, day))
        may = readable(lake, run.site.programme, [day])
        empty = {day: may.absent(day, declarations())}
        again = Matrix(cut, [day], there=may.there, empty=empty).on(day).read_pandas()
    return Origins(recomputed=again.assign(as_of=day))
