"""Enquiries about adults are made under another Act; everybody is deemed born on the 15th of their month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on, deemed_birth
from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held

ADULT = 18


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_s47_enquiry")
    births = held("feeds.ssd_person").select(
        "record_id", _born=deemed_birth(held("feeds.ssd_person")["month_of_birth"])
    )
    joined = rows.inner_join(births, "record_id")
    return joined.filter(age_on(joined["_born"], joined["s47e_s47_start_date"]) >= ADULT)


RULE = LakeRule(
    name="enquiry about an adult",
    effect=Effect.TRUST,
    sentence="The enquiry under section 47 began when the person was 18 or older.",
    tables=(
        "feeds.ssd_s47_enquiry",
        "feeds.ssd_person",
    ),
    column="s47e_s47_start_date",
    ties={
        "feeds.ssd_s47_enquiry": ("record_id",),
        "feeds.ssd_person": ("record_id",),
    },
    source="Children Act 1989, sections 47 and 105; Care Act 2014, section 42",
    broken=_broken,
)
