"""Whom a model is about on a date, whom it lost sight of, and whether enough time has passed: counted and kept.

Every family of the cohort on a date is in one of these: it is not asked about (what the model forecasts holds already, or it
has no child to ask about), its horizon is not over, it left on record before the horizon was over, or it was followed.
A family that left is asked about all the same, and it is taken that nothing happened: how many there are says how much
rests on that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.store.held import arrow_rows
from csps.store.known import known_by

if TYPE_CHECKING:
    from datetime import date

    import ibis

    from csps.settings import ModelSpec
    from csps.store import Connection
    from csps.store.held import ArrowTable
    from csps.store.people import People

NAME = "outcomes.cohort"
RULES = ("rule_set", "rule_set_version", "to_confirm_of_100")
TYPES = {
    "model": "string",
    "as_of": "date",
    "horizon_ends_on": "date",
    "mature": "boolean",
    "families": "int64",
    "left_out": "int64",
    "not_asked": "int64",
    "asked": "int64",
    "gone": "int64",
    "happened": "int64",
    "rule_set": "string",
    "rule_set_version": "string",
    "to_confirm_of_100": "int64",
}


def left_by(lake: Connection, people: People, ends: date, week: date) -> ibis.Table:
    """Give the families of whom somebody lived in the council on the day, and on record nobody does at the horizon's end.

    Args:
        lake: with `linkage.residence`.
        people: of the day.
        ends: the last day of the horizon.
        week: what is known by then.

    Returns:
        family_id, once each.
    """
    homes = known_by(lake, "linkage.residence", week, columns=("ended_on",))
    homes = homes.select("person_id", "started_on", "ended_on").inner_join(
        people.members.select("family_id", "person_id"), "person_id"
    )

    def _lived(day: date) -> ibis.Table:
        there = homes.filter((homes.started_on <= day) & (homes.ended_on.isnull() | (homes.ended_on > day)))
        return there.select("family_id").distinct()

    return _lived(people.day).anti_join(_lived(ends), "family_id")


def counted(lake: Connection, rows: ibis.Table, people: People, spec: ModelSpec, week: date) -> ArrowTable:
    """Count the rows of one date.

    Args:
        lake: with families and residences.
        rows: in the shape of `outcomes.family_outcome`, of one model and date.
        people: of the date.
        spec: the model.
        week: what is known by then.
    """
    of_asked = {"where": rows.in_population}
    found = rows.agg(
        horizon_ends_on=rows.horizon_ends_on.max(),
        mature=rows.mature.any(),
        families=rows.count(),
        asked=rows.count(**of_asked),
        happened=rows.happened.fill_null(False).cast("int64").sum(**of_asked),
        **{name: rows[name].max() for name in RULES},
    )
    row = {"model": spec.name, "as_of": people.day, **found.to_pyarrow().to_pylist()[0]}
    cohort = lake.table("families.family", part=people.day.isoformat())
    row["left_out"] = cohort.filter(cohort.in_cohort).count().to_pyarrow().as_py() - row["families"]
    row["not_asked"] = row["families"] - row["asked"]
    row["gone"] = None
    if row["mature"]:
        asked = rows.filter(rows.in_population)
        gone = asked.semi_join(left_by(lake, people, row["horizon_ends_on"], week), "family_id")
        row |= {"happened": row["happened"] or 0, "gone": gone.count().to_pyarrow().as_py()}
    else:
        row["happened"] = None
    return arrow_rows({name: [row[name]] for name in TYPES}, TYPES)
