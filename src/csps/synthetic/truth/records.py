"""The truth as tables: people, who lived with whom, what harmed them, what helped, and the risk they were at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.store import Coded, write_parquet
from csps.synthetic.calendar import as_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES
from csps.synthetic.lives.population import NOBODY, ROLES
from csps.synthetic.lives.safeguarding import CARE_HARM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.lives.history import History
    from csps.synthetic.lives.registers import Column


def write_people(folder: Path, watch: Watch) -> None:
    """Write every person with true names and group attributes: `person.parquet`.

    Parents are those in law: of adopted children the adoptive ones, and then the parents by birth stand beside them.
    """
    people, identities, names = watch.history.people, watch.identities, watch.book.names
    end = watch.calendar.end_day
    last_home = watch.history.address(np.arange(len(people["birth"])), np.minimum(people["left"], end) - 1)
    quintile = np.where(last_home >= 0, watch.town.deprivation_quintile[last_home], -1)
    write_parquet(
        folder / "person.parquet",
        {
            "person": np.arange(len(people["birth"])),
            "born_on": as_dates(people["birth"]),
            "died_on": as_dates(people["death"]),
            "arrived_on": as_dates(people["arrived"]),
            "left_on": as_dates(people["left"]),
            "sex": Coded(people["sex"].astype(np.int32), ["F", "M"]),
            "community": Coded(people["community"].astype(np.int32), list(watch.book.customs.codes)),
            "ethnicity": Coded(identities.ethnicity.astype(np.int32), list(ETHNICITY_CODES)),
            "deprivation_quintile": np.ma.masked_less(quintile, 1),
            "mother": np.ma.masked_equal(people["mother"], NOBODY),
            "father": np.ma.masked_equal(people["father"], NOBODY),
            "birth_mother": np.ma.masked_equal(people["birth_mother"], NOBODY),
            "birth_father": np.ma.masked_equal(people["birth_father"], NOBODY),
            "disabled": people["disabled"],
            "adopted_on": as_dates(people["adopted_on"]),
            "forename": names.texts(identities.forename),
            "birth_surname": names.texts(identities.birth_surname),
            "surname": names.texts(identities.surname),
        },
    )


def write_families(folder: Path, history: History) -> None:
    """Write who belonged to which family by date, and where it lived: `membership.parquet`, `home.parquet`.

    A child with two homes has two rows that overlap; role "second_home" marks the other parent's.
    """
    stays = history.residence
    shown = stays["end"] > history.calendar.start_day
    order = np.flatnonzero(shown)[
        np.lexsort((stays["start"][shown], stays["person"][shown], stays["household"][shown]))
    ]
    write_parquet(
        folder / "membership.parquet",
        {
            "family": stays["household"][order],
            "person": stays["person"][order],
            "role": Coded(stays["role"][order], list(ROLES)),
            "from": as_dates(stays["start"][order]),
            "to": as_dates(stays["end"][order]),
        },
    )
    homes = history.occupation
    shown = homes["end"] > history.calendar.start_day
    write_parquet(
        folder / "home.parquet",
        {
            "family": homes["household"][shown],
            "dwelling": homes["dwelling"][shown],
            "from": as_dates(homes["start"][shown]),
            "to": as_dates(homes["end"][shown]),
        },
    )


def write_guardians(folder: Path, history: History) -> None:
    """Write who cared for whom by date: every adult in charge of the home a child lived in: `guardian.parquet`."""
    stays = history.residence
    child = np.flatnonzero((stays["role"] == ROLES.index("child")) | (stays["role"] == ROLES.index("second_home")))
    homes = history.household_stays
    place, rows = homes.of(stays["household"][child])
    which = child[place]
    begins = np.maximum(stays["start"][which], homes.start[rows])
    ends = np.minimum(stays["end"][which], homes.end[rows])
    adult = (history.roles[rows] <= ROLES.index("partner")) & (begins < ends) & (ends > history.calendar.start_day)
    write_parquet(
        folder / "guardian.parquet",
        {
            "child": stays["person"][which][adult],
            "guardian": homes.value[rows][adult],
            "from": as_dates(begins[adult]),
            "to": as_dates(ends[adult]),
        },
    )


def write_story(folder: Path, history: History) -> None:
    """Write what happened to families, seen or not: harm, help, recorded outcomes, and the hidden state by quarter."""
    harms, given = history.harms, history.help
    write_parquet(folder / "harm.parquet", {"family": harms["household"], "happened_on": as_dates(harms["day"])})
    write_parquet(
        folder / "help.parquet",
        {
            "family": given["household"],
            "kind": Coded(given["kind"] - 1, ["early_help", "programme"]),
            "from": as_dates(given["start"]),
            "to": as_dates(given["end"]),
        },
    )
    family, day = recorded_maltreatment(history)
    write_parquet(folder / "recorded.parquet", {"family": family, "recorded_on": as_dates(day)})
    parts = [_hidden_state(history, week, snapshot) for week, snapshot in history.snapshots.items()]
    write_parquet(
        folder / "circumstances.parquet",
        {name: np.concatenate([part[name] for part in parts]) for name in parts[0]},
    )


def recorded_maltreatment(history: History) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give household and day of every recorded outcome of maltreatment.

    A section 47 enquiry recorded as substantiated (which every plan follows), or a child taken into care for abuse or
    neglect, under a plan or not.
    """
    enquiries, care = history.enquiries, history.care
    substantiated = enquiries["outcome"] > 0
    taken = care["cause"] == CARE_HARM
    family = np.concatenate([enquiries["household"][substantiated], care["household"][taken]])
    day = np.concatenate([enquiries["end"][substantiated], care["start"][taken]])
    order = np.lexsort((day, family))
    return family[order].astype(np.int64), day[order].astype(np.int64)


def _hidden_state(history: History, week: int, snapshot: Mapping[str, Column]) -> dict[str, Column]:
    number = len(snapshot["household"])
    state = {
        "family": snapshot["household"],
        "quarter": as_dates(np.full(number, history.calendar.first_day(week))),
    }
    for place, name in enumerate(history.factor_names):
        state[name] = history.levels[place][snapshot["joint"]]
    return state | {name: snapshot[name] for name in ("vulnerability", "exposure", "seen", "frailty", "helped", "path")}
