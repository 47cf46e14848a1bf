"""Whom some agency knew lately: a row about the person came in within some weeks before the day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import ibis
import numpy as np

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import RECORD_ID
from csps.store.known import with_withdrawals

if TYPE_CHECKING:
    from datetime import date

    from csps.families.columns import Flags
    from csps.families.people import Index
    from csps.store import Connection

LEFT_OUT = ("feeds.restriction",)  # a restriction is no contact with a family


def seen_within(lake: Connection, index: Index, day: date, weeks: int) -> Flags:
    """Flag the persons about whom any delivered row became known in the `weeks` before a day, the day included.

    A row that was taken back by the day is no contact.
    """
    since = day - timedelta(weeks=weeks)
    rows = []
    for name, declared in delivered_tables().items():
        if declared.person is not None and name not in LEFT_OUT and lake.holds(name):
            table = with_withdrawals(lake, name, day)
            recent = table.filter((table.known_on > since) & table.withdrawn_on.isnull())
            rows.append(recent.select(RECORD_ID).distinct())
    flags = np.zeros(len(index.people), bool)
    if rows:
        persons = ibis.union(*rows).join(index.link, RECORD_ID).select("person").distinct()
        flags[persons.to_pyarrow().column("person").to_numpy()] = True
    return flags
