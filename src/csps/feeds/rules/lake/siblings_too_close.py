"""Twins are born within days; other siblings more than six months apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.ages import deemed_birth, months_between
from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Held

TOO_CLOSE = (2, 6)


def _broken(held: Held) -> ibis.Table:
    people = held("feeds.ssd_person")
    born = people.select(moth_childs_person_record_id="record_id", _born=deemed_birth(people["month_of_birth"]))
    rows = held("feeds.ssd_mother").inner_join(born, "moth_childs_person_record_id")
    sibling_before = rows["_born"].lag().over(ibis.window(group_by="record_id", order_by=["_born", "line"]))
    rows = rows.mutate(_months=months_between(sibling_before, rows["_born"]))
    return rows.filter(rows["_months"].between(*TOO_CLOSE))


RULE = LakeRule(
    name="siblings born too close together",
    effect=Effect.TRUST,
    sentence="Two children of one mother were born between two and six months apart.",
    tables=(
        "feeds.ssd_mother",
        "feeds.ssd_person",
    ),
    column="moth_childs_person_record_id",
    ties={
        "feeds.ssd_mother": ("record_id", "moth_childs_person_record_id"),
        "feeds.ssd_person": ("record_id",),
    },
    broken=_broken,
)
