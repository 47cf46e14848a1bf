"""What could be noticed about households on a day: circumstances a while ago, what lasts, and what happened lately."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.history import History, Stays
from csps.synthetic.lives.population import NOBODY

Ids = npt.NDArray[np.integer]
Flags = npt.NDArray[np.bool_]
QUARTER_DAYS = 91
YEAR_DAYS = 365


class Signs:
    """Looks at households by date. Everything it says was so on or before the day it is asked about."""

    def __init__(self, history: History) -> None:
        self.history = history
        spells = history.spells
        self._spells = [
            Stays(*(spells[name][spells["kind"] == kind] for name in ("household", "kind", "start", "end")))
            for kind in range(len(history.spell_names))
        ]
        self._early_help = self._help(1)
        self._cases = Stays(*(history.cases[name] for name in ("household", "household", "opened", "closed")))

    def _help(self, kind: int) -> Stays:
        rows = self.history.help["kind"] == kind
        return Stays(*(self.history.help[name][rows] for name in ("household", "kind", "start", "end")))

    def joint(self, households: Ids, days: Ids) -> npt.NDArray[np.int64]:
        """Give the joint state of circumstances at the last quarter day, at most 13 weeks before; -1 where unknown."""
        calendar = self.history.calendar
        quarter = (np.asarray(days) - calendar.start_day) // QUARTER_DAYS
        found = np.full(len(households), -1, dtype=np.int64)
        for place, week in enumerate(sorted(self.history.snapshots)):
            here = np.flatnonzero(quarter == place)
            snapshot = self.history.snapshots[week]
            listed = snapshot["household"]
            if not len(here) or not len(listed):
                continue
            at = np.searchsorted(listed, households[here]).clip(0, len(listed) - 1)
            found[here] = np.where(listed[at] == households[here], snapshot["joint"][at], -1)
        return found

    def troubled(self, joint: Ids, factor: str) -> Flags:
        """Whether a circumstance is above its lowest level in joint states; no where the state is unknown."""
        levels = self.history.levels[self.history.factor_names.index(factor)]
        return np.where(joint >= 0, levels[joint], 0) > 0

    def lasts(self, name: str, households: Ids, days: Ids) -> Flags:
        """Whether a spell is on."""
        return _any(self._spells[self.history.spell_names.index(name)], households, days)

    def early_help(self, households: Ids, days: Ids) -> Flags:
        """Whether early help is open."""
        return _any(self._early_help, households, days)

    def open_case(self, households: Ids, days: Ids) -> Flags:
        """Whether children's social care has an open case of the household, opened before that day."""
        return _any(self._cases, households, np.asarray(days) - 1)

    def lately(self, name: str, households: Ids, days: Ids, within: int = YEAR_DAYS) -> Flags:
        """Whether something happened in the days up to and including each day."""
        happened = self.history.happened(name)
        return occurred(happened["household"], happened["day"], households, np.asarray(days) - within, days)

    def help_begins(self, households: Ids, first: Ids, last: Ids) -> Flags:
        """Whether early help of a household begins from one day to another."""
        return occurred(self._early_help.key, self._early_help.start, households, first, last)


def occurred(keys: Ids, when: Ids, asked: Ids, first: Ids, last: Ids) -> Flags:
    """Whether a key has an event from its first to its last day, both included.

    >>> occurred(np.array([3, 3]), np.array([10, 50]), np.array([3, 3, 4]), np.array([0, 11, 0]), np.array([20, 49, 99]))
    array([ True, False, False])
    """
    dates = np.sort(np.asarray(keys, dtype=np.int64) * (4 * FOREVER) + when)
    key = np.asarray(asked, dtype=np.int64) * (4 * FOREVER)
    return np.searchsorted(dates, key + last, side="right") > np.searchsorted(dates, key + first, side="left")


def next_after(keys: Ids, when: Ids, asked: Ids, days: Ids) -> npt.NDArray[np.int64]:
    """Give the first day after each day on which its key has an event; FOREVER where there is none.

    >>> next_after(np.array([3, 3]), np.array([10, 50]), np.array([3, 3, 4]), np.array([10, 50, 0])) == FOREVER
    array([False,  True,  True])
    """
    dates = np.sort(np.r_[np.asarray(keys, dtype=np.int64) * (4 * FOREVER) + when, np.iinfo(np.int64).max])
    key = np.asarray(asked, dtype=np.int64)
    found = dates[np.searchsorted(dates, key * (4 * FOREVER) + days, side="right")]
    return np.where(found // (4 * FOREVER) == key, found % (4 * FOREVER), FOREVER)


def _any(stays: Stays, keys: Ids, days: Ids) -> Flags:
    which, _ = stays.on(np.asarray(keys), np.asarray(days))
    found = np.zeros(len(keys), dtype=bool)
    found[which] = True
    return found


def nobody_where(persons: Ids, where: Flags) -> npt.NDArray[np.int64]:
    """Replace persons by NOBODY in some rows."""
    return np.where(where, NOBODY, persons)
