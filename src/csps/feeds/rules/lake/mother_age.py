"""A pregnancy of an implausible age by month of birth: the wrong person, or a century typed wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on, deemed_birth
from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held

YOUNGEST, OLDEST = 12, 55


def _broken(held: Held) -> ibis.Table:
    people = held("feeds.ssd_person")
    born = people.select("record_id", _born=deemed_birth(people["month_of_birth"]))
    children = born.select(moth_childs_person_record_id="record_id", _child_born="_born")
    rows = held("feeds.ssd_mother").inner_join(born, "record_id").inner_join(children, "moth_childs_person_record_id")
    age = age_on(rows["_born"], rows["_child_born"])
    return rows.filter((age < YOUNGEST) | (age > OLDEST))


RULE = LakeRule(
    name="mother of an unlikely age",
    effect=Effect.TRUST,
    sentence="The mother would have been under 12 or over 55 when the child was born.",
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
