"""Whom a model is about on a date, whom it lost sight of, and whether enough time has passed: counted and kept.

Every family of the cohort on a date is in one of these: it is not asked about (what the model forecasts holds already, or it
has no child to ask about), what happened is not on record yet, it left on record before the horizon was over, or it was followed.
A family that left is asked about all the same, and it is taken that nothing happened: how many there are says how much
rests on that.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from csps.store.held import arrow_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csps.settings import ModelSpec
    from csps.store.held import ArrowTable

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


def left_by(homes: ibis.Table, members: ibis.Table, weeks: int) -> ibis.Table:
    """Give the families of whom somebody lived in the council on the date, and on record nobody does at the horizon's end.

    Args:
        homes: `linkage.residence` as it is known now: person_id, started_on, ended_on.
        members: as_of, family_id and person_id of everybody in the families of the dates.
        weeks: the horizon.

    Returns:
        family_id, once each.
    """
    homes = homes.inner_join(members, "person_id")

    def _lived(day: ibis.Value) -> ibis.Table:
        there = homes.filter((homes.started_on <= day) & (homes.ended_on.isnull() | (homes.ended_on > day)))
        return there.select("family_id").distinct()

    return _lived(homes.as_of).anti_join(_lived(homes.as_of + ibis.interval(weeks=weeks)), "family_id")


def counted(rows: ibis.Table, gone: ibis.Table | None) -> ibis.Table:
    """Count families by date.

    Args:
        rows: as_of, family_id, in_population and happened (empty where the date is not mature) of every family.
        gone: family_id of those that left; None where the date is not mature and nobody can be said to have left.

    Returns:
        as_of, families, asked, gone and happened, the last two of those that are asked about.
    """
    if gone is None:
        left = rows.mutate(left=ibis.literal(False))
    else:
        left = rows.left_join(gone.select("family_id", left=ibis.literal(True)), "family_id").drop("family_id_right")
    of_asked = {"where": left.in_population}
    return left.group_by("as_of").agg(
        families=left.count().cast("int64"),
        asked=left.in_population.cast("int64").sum(),
        happened=left.happened.fill_null(False).cast("int64").sum(**of_asked).fill_null(0),
        gone=left.left.fill_null(False).cast("int64").sum(**of_asked).fill_null(0),
    )


def cohort_row(
    found: Mapping[str, int], families: int, spec: ModelSpec, day: date, rules: Mapping[str, object], *, mature: bool
) -> ArrowTable:
    """Give the row of `outcomes.cohort` for a date.

    Args:
        found: what `counted` gave for it; nothing where no family is left.
        families: of the cohort on the date, those that are left out among them.
        spec: the model.
        day: the date.
        rules: what is said of the rules that the outcome rests on.
        mature: whether the horizon is over and what happened written down: before, nobody can be said to have gone, nor anything to have happened.
    """
    there = {name: found.get(name, 0) for name in ("families", "asked", "gone", "happened")}
    row = {
        "model": spec.name,
        "as_of": day,
        "horizon_ends_on": day + timedelta(weeks=spec.horizon_weeks),
        "mature": mature,
        **there,
        "left_out": families - there["families"],
        "not_asked": there["families"] - there["asked"],
        **rules,
    }
    row |= {} if mature else {"gone": None, "happened": None}
    return arrow_rows({name: [row[name]] for name in TYPES}, TYPES)
