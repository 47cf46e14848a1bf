"""Anti-social behaviour that the police hear of, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.contracts.model import Identity
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, empty, numbered
from csps.synthetic.agencies.episodes import told_twice
from csps.synthetic.agencies.police import recorded_sex
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

DAYS_TO_RECORD = 10.0  # on average: assumption, as the shares below
PERSON_KNOWN = 0.85  # other rows name an address only
ACTED_ON = 0.35


def watch_antisocial_behaviour(watch: Watch) -> list[Batch]:
    """Give anti-social behaviour when it is recorded, and again when an intervention against it has ended."""
    rng, history = watch.rng("antisocial behaviour"), watch.history
    happened = history.happened("antisocial_behaviour")
    household, day = happened["household"].astype(np.int64), happened["day"].astype(np.int64)
    rows = len(day)
    person = history.one_member(household, day, rng, ages=(10, 75))
    person = np.where(rng.random(rows) < PERSON_KNOWN, person, NOBODY)
    acted = rng.random(rows) < ACTED_ON
    intervention = np.where(acted, rng.integers(1, 6, rows), 0)
    kind = rng.choice(3, rows, p=(0.3, 0.6, 0.1))
    known = day + rng.exponential(DAYS_TO_RECORD, rows).astype(np.int64)
    until = day + 30 * rng.integers(3, 13, rows)
    told = told_twice(watch.calendar, known, np.where(acted, until, day), rng, latest=0)
    register = Register(watch, "police", person, day, prefix="CSU", learns_of_moves=0.8)
    record, row = register.record_of(person, day)[told.row], told.row
    columns: dict[str, Values] = {
        "asb_id": numbered("ASB", row),
        "nominal_id": register.reference(record),
        **register.identity(record, table("feeds.police_asb"), told.known),
        "sex": recorded_sex(register, record),
        "ethnicity": empty(len(row)),
        "asb_date": as_dates(day[row]),
        "asb_type": coded(kind[row], ("PERSONAL", "NUISANCE", "ENVIRONMENTAL")),
        "intervention": coded(intervention[row], ("NONE", "WARNING", "ABC", "CPW", "CPN", "INJUNCTION")),
        "intervention_end_date": as_dates(np.where(told.ended & acted[row], until[row], FOREVER)),
    }
    _at_an_address(watch, columns, record, history.dwelling(household, day)[row])
    return [Batch("feeds.police_asb", columns, told.known, {"nominal_id": person[row]})]


def _at_an_address(watch: Watch, columns: dict[str, Values], record: Ids, dwelling: Ids) -> None:
    """Fill in the address of rows that name nobody."""
    town = watch.town
    only = (record < 0) & (dwelling >= 0)
    lines = town.address_lines(np.where(only, dwelling, -1)[only])
    for column in table("feeds.police_asb").identities:
        values = columns[column.name]
        if column.identity is Identity.UPRN and isinstance(values, np.ma.MaskedArray):
            values[only] = town.uprn[dwelling[only]]
        elif column.identity in (Identity.ADDRESS, Identity.POSTCODE) and isinstance(values, Coded):
            words = lines if column.identity is Identity.ADDRESS else town.postcode_texts[town.postcode[dwelling[only]]]
            indices = values.indices.copy()
            indices[only] = len(values.vocabulary) + np.arange(int(only.sum()))
            columns[column.name] = Coded(indices, np.concatenate((np.asarray(values.vocabulary, dtype=object), words)))
