"""Teenagers who were missing, or away without leave, and whether they were offered a talk when they came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.batch import coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import days_between
from csps.synthetic.agencies.childrens_social_care.tellings import told_twice
from csps.synthetic.calendar import as_dates

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Batch, Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

AWAY = (1, 5)  # days
REPORT_DELAY = (0, 2)
RETURN_DELAY = (1, 7)
WITHOUT_LEAVE = 0.12
OFFERED, ACCEPTED = 0.84, 0.62


def missing(caseload: Caseload) -> list[Batch]:
    """Give one row per missing episode, told when the child is reported missing and when it is back."""
    rows, rng = caseload.missing, caseload.watch.rng("missing")
    count = len(rows.day)
    back = rows.day + days_between(rng, count, AWAY)
    offered = rng.random(count) < OFFERED
    columns: dict[str, Values] = {
        "miss_table_id": numbered("MISS", np.arange(count)),
        "miss_person_id": caseload.register.reference(caseload.register.record_of(rows.child, rows.day)),
        "miss_missing_episode_start_date": as_dates(rows.day),
        "miss_missing_episode_type": coded((rng.random(count) < WITHOUT_LEAVE).astype(int), ("M", "A")),
        "miss_missing_episode_end_date": as_dates(back),
        "miss_missing_rhi_offered": offered,
        "miss_missing_rhi_accepted": np.ma.masked_array(rng.random(count) < ACCEPTED, mask=~offered),
    }
    return [
        told_twice(
            "feeds.ssd_missing",
            columns,
            {"miss_person_id": rows.child},
            opened=rows.day + days_between(rng, count, REPORT_DELAY),
            ended=back + days_between(rng, count, RETURN_DELAY),
            hides=("miss_missing_episode_end_date", "miss_missing_rhi_offered", "miss_missing_rhi_accepted"),
        )
    ]
