"""Help for families: early help and the programme begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.circumstances import HELP
from csps.synthetic.lives.path_rates import Path

if TYPE_CHECKING:
    from csps.synthetic.lives.help_rates import HelpRates
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.lives.safeguarding import Records

NO_HELP, EARLY_HELP, PROGRAMME = range(len(HELP))


class Support:
    """Lets help begin and end.

    Args:
        records: what is written down.
        rates: weekly chances.
    """

    def __init__(self, records: Records, rates: HelpRates) -> None:
        self._records = records
        self._rates = rates
        self._rng = records.rng

    def week(self, families: Ids, day: int) -> None:
        """Live one week; a family has one kind of help at a time."""
        exposure, seen, helped, joint, path = self._records.of(families, "exposure", "seen", "helped", "joint", "path")
        draw = self._rng.random(len(families), dtype=np.float32)
        early, programme = self._rates.early_help[exposure, seen, joint], self._rates.programme[joint]
        none, has_early = helped == NO_HELP, helped == EARLY_HELP
        known = has_early | (none & (path >= Path.OPEN_SHORT))
        attached = known & (draw < programme)
        begins = ~attached & none & (draw < early + known * programme)
        ends = ~attached & has_early & (draw < programme + self._rates.early_help_ends)
        ends |= (helped == PROGRAMME) & (draw < self._rates.programme_ends)
        days = day + self._rng.integers(0, 5, len(families))
        passes_on = ends | (attached & has_early)
        self.end(families[passes_on], days[passes_on])
        for chosen, kind in ((attached, PROGRAMME), (begins, EARLY_HELP)):
            self._begin(families[chosen], days[chosen], kind)

    def _begin(self, families: Ids, days: Ids, kind: int) -> None:
        rows = self._records.population.households
        rows["helped"][families] = kind
        rows["help_since"][families] = days
        rows["help_noted"][families] = self._records.write_down(families)

    def end(self, households: Ids, days: npt.ArrayLike) -> None:
        """End the help that households have, and write it down."""
        rows = self._records.population.households
        self._write(households, np.maximum(days, rows["help_since"][households] + 1))
        rows["helped"][households] = NO_HELP
        rows["help_since"][households] = FOREVER

    def close(self) -> None:
        """Write down the help that still runs."""
        self._write(np.flatnonzero(self._records.population.households["helped"] != NO_HELP), FOREVER)

    def _write(self, households: Ids, end: npt.ArrayLike) -> None:
        kind, since, noted = self._records.of(households, "helped", "help_since", "help_noted")
        self._records.help.add(household=households, kind=kind, start=since, end=end, noted=noted)
