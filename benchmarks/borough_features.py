"""Features of a family on a date, read straight from a lived borough: enough to ask how learnable its risk is.

Not csps's own features, which read deliveries through linkage: these use the true families, so that what is measured
is the borough and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.lives.population import ROLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

LONG_AGO = 1500  # days: a thing that never happened is as good as this long ago
WINDOWS = (13, 52, 156)  # weeks


class FamilyFeatures:
    """Counts, recency and composition of families as of a day.

    Args:
        watch: the borough.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.history = watch.history
        self.size = len(self.history.households["active"])

    def on(self, week: int) -> dict[str, npt.NDArray]:
        """Give the features of every family of a quarter's snapshot, one array per feature."""
        day = self.history.calendar.first_day(week)
        snapshot = self.history.snapshots[week]
        families = snapshot["household"]
        made = self._events(day) | self._casework(day) | self._spells(day) | self._notes(day) | self._composition(day)
        features = {name: values[families] for name, values in made.items()}
        return features | {"path": snapshot["path"], "helped": snapshot["helped"]}

    def _count(self, household: npt.NDArray, days: npt.NDArray, day: int, weeks: int) -> npt.NDArray:
        recent = (days < day) & (days >= day - 7 * weeks)
        return np.bincount(household[recent], minlength=self.size)

    def _recency(self, household: npt.NDArray, days: npt.NDArray, day: int) -> npt.NDArray:
        last = np.full(self.size, -(10**6))
        past = days < day
        np.maximum.at(last, household[past], days[past])
        return np.minimum(day - last, LONG_AGO)

    def _events(self, day: int) -> dict[str, npt.NDArray]:
        made = {}
        for name in self.history.happening_names:
            rows = self.history.happened(name)
            for weeks in WINDOWS:
                made[f"{name}_{weeks}"] = self._count(rows["household"], rows["day"], day, weeks)
            made[f"{name}_recency"] = self._recency(rows["household"], rows["day"], day)
        return made

    def _casework(self, day: int) -> dict[str, npt.NDArray]:
        history, made = self.history, {}
        substantiated = history.enquiries["outcome"] > 0
        for name, household, days in (
            ("contact", history.contacts["household"], history.contacts["day"]),
            ("referral", history.cases["household"], history.cases["opened"]),
            ("enquiry", history.enquiries["household"], history.enquiries["start"]),
            ("substantiated", history.enquiries["household"][substantiated], history.enquiries["end"][substantiated]),
        ):
            for weeks in (13, 52, 104, 300):
                made[f"{name}_{weeks}"] = self._count(household, days, day, weeks)
            made[f"{name}_recency"] = self._recency(household, days, day)
        return made

    def _spells(self, day: int) -> dict[str, npt.NDArray]:
        made = {}
        for name in self.history.spell_names:
            rows = self.history.lasted(name)
            running = (rows["start"] < day) & (rows["end"] >= day)
            length = np.zeros(self.size)
            length[rows["household"][running]] = day - rows["start"][running]
            made[f"{name}_days"] = length
            made[f"{name}_starts"] = self._count(rows["household"], rows["start"], day, 104)
        return made

    def _notes(self, day: int) -> dict[str, npt.NDArray]:
        cases = self.history.cases
        made = {}
        for place, name in enumerate(self.history.factor_names[:5]):
            noted = ((cases["noted"] >> place) & 1) > 0
            made[f"noted_{name}"] = self._recency(cases["household"][noted], cases["assessed"][noted], day)
        return made

    def _composition(self, day: int) -> dict[str, npt.NDArray]:
        stays = self.history.residence
        here = (stays["start"] <= day) & (stays["end"] > day)
        child = here & (stays["role"] == ROLES.index("child"))
        adult = here & (stays["role"] < ROLES.index("child"))
        household, person = stays["household"][child], stays["person"][child]
        age = (day - self.history.people["birth"][person]) / 365.25
        youngest, oldest = np.full(self.size, 20.0), np.zeros(self.size)
        np.minimum.at(youngest, household, age)
        np.maximum.at(oldest, household, age)
        homes = self.history.occupation
        lives_in = np.zeros(self.size, dtype=np.int64)
        current = (homes["start"] <= day) & (homes["end"] > day)
        lives_in[homes["household"][current]] = homes["dwelling"][current]
        town = self.watch.town
        return {
            "children": np.bincount(household, minlength=self.size),
            "youngest": youngest,
            "oldest": oldest,
            "adults": np.bincount(stays["household"][adult], minlength=self.size),
            "disabled_children": np.bincount(
                household, weights=self.history.people["disabled"][person], minlength=self.size
            ),
            "known_for": day - self.history.households["formed"],
            "moves": self._count(homes["household"], homes["start"], day, 104),
            "deprivation": town.deprivation_quintile[lives_in],
            "tenure": town.tenure[lives_in],
        }
