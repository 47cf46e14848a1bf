"""Letters and services for somebody who died are what families complain of most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.adult_social_care_event")
    deaths = held("feeds.adult_social_care_client").select("record_id", _died="date_of_death")
    joined = rows.inner_join(deaths, "record_id")
    return joined.filter(joined["event_start_date"] > joined["_died"])


RULE = LakeRule(
    name="adult social care after death",
    effect=Effect.TRUST,
    sentence="The event is dated after the person's death.",
    tables=(
        "feeds.adult_social_care_event",
        "feeds.adult_social_care_client",
    ),
    column="event_start_date",
    ties={
        "feeds.adult_social_care_event": ("record_id",),
        "feeds.adult_social_care_client": ("record_id",),
    },
    broken=_broken,
)
