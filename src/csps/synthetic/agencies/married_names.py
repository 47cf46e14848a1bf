"""When an agency learns that somebody bears another surname since their wedding, and how it writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.calendar import FOREVER
from csps.synthetic.identities.misspelling import fold_accents

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.identities.records import Records

    Ids = npt.NDArray[np.int64]

LEARNT = 0.75  # of the new surnames of people on file; the rest keep the old one there: assumption, as the delay
DAYS_TO_LEARN = 90.0  # on average


def learnt_surnames(
    watch: Watch, person: Ids, since: Ids, records: Records, rng: np.random.Generator
) -> tuple[Ids, npt.NDArray[np.int32]]:
    """Give the day on which each record's surname is changed, FOREVER for never, and the surname from then on.

    Args:
        watch: the borough.
        person: true person of each record.
        since: day each record was made.
        records: what was written down then.
        rng: of the register.
    """
    identities, book = watch.identities, watch.book
    wedding = identities.surname_since[person].astype(np.int64)
    learnt = (wedding > since) & (wedding < FOREVER) & (rng.random(len(person)) < LEARNT)
    learnt &= watch.history.people["adopted_on"][person] >= FOREVER  # a new identity has its own name
    rows = np.flatnonzero(learnt)
    day = np.full(len(person), FOREVER, dtype=np.int64)
    day[rows] = np.minimum(wedding[rows] + 1 + rng.exponential(DAYS_TO_LEARN, len(rows)).astype(np.int64), FOREVER)
    surname = records.surname.copy()
    if len(rows):
        surname[rows] = book.names.map(identities.surname[person[rows]].astype(np.int32), fold_accents)
        capitals = rows[[text.isupper() for text in book.names.texts(records.surname[rows])]]
        surname[capitals] = book.names.map(surname[capitals], str.upper)
    return day, surname
