"""What counts as an outcome, and whose outcome is not asked about: the words of a specification as rows of the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.childrens_services import SUBSTANTIATED
from csps.outcomes.criteria import counts_on, of_date
from csps.outcomes.evidence import children, while_it_lasts
from csps.settings.model_spec import Event, Exclusion

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.outcomes.evidence import Evidence

ABUSE_OR_NEGLECT = "N1"


def plans_begun(evidence: Evidence) -> ibis.Table:
    """Give child protection plans, by the day on which they began."""
    rows = evidence.of("feeds.ssd_cp_plans")
    return rows.select("family_id", "person_id", event_on=rows.happened)


def taken_into_care(evidence: Evidence) -> ibis.Table:
    """Give starts of being looked after because of abuse or neglect; a change of placement is no start."""
    rows = evidence.of("feeds.ssd_cla_episodes")
    starts = (rows.clae_cla_episode_start_reason == "S") & (rows.clae_cla_primary_need_code == ABUSE_OR_NEGLECT)
    rows = rows.filter(starts)
    return rows.select("family_id", "person_id", event_on=rows.happened)


def enquiries_substantiated(evidence: Evidence) -> ibis.Table:
    """Give section 47 enquiries that were substantiated, by the day on which they began.

    The day of the finding is often weeks after the day on which somebody was worried enough to enquire; an enquiry that
    was under way on the as-of date is known to the people who would be asked to look.
    """
    rows = evidence.of("feeds.ssd_s47_enquiry")
    rows = rows.filter(rows.s47e_s47_outcome_code.isin(SUBSTANTIATED))
    return rows.select("family_id", "person_id", event_on=rows.happened)


CHILD_EVENTS: dict[Event, Callable[[Evidence], ibis.Table]] = {
    Event.PROTECTION_PLAN: plans_begun,
    Event.LOOKED_AFTER: taken_into_care,
    Event.SECTION_47: enquiries_substantiated,
}
"""Event -> rows about children: family_id, person_id, event_on."""


def under_plan(evidence: Evidence) -> ibis.Table:
    """Give children under a protection plan, with the days for which they are."""
    return while_it_lasts(evidence.of("feeds.ssd_cp_plans"))


def looked_after(evidence: Evidence) -> ibis.Table:
    """Give looked-after children, with the days for which they are."""
    return while_it_lasts(evidence.of("feeds.ssd_cla_episodes"))


EXCLUDED_CHILDREN: dict[Exclusion, Callable[[Evidence], ibis.Table]] = {
    Exclusion.UNDER_PLAN: under_plan,
    Exclusion.LOOKED_AFTER: looked_after,
}


def children_asked_about(evidence: Evidence, excludes: tuple[Exclusion, ...]) -> ibis.Table:
    """Give the children of families, born or expected, to whom on the as-of date nothing of what is excluded applies.

    Args:
        evidence: as it was known on the date.
        excludes: the words of the specification; those about families are not looked at here.

    Returns:
        as_of, family_id, person_id.
    """
    asked = children(evidence.members).select("as_of", "family_id", "person_id")
    for exclusion in excludes:
        if exclusion in EXCLUDED_CHILDREN:
            rows = of_date(EXCLUDED_CHILDREN[exclusion](evidence), evidence.people.families)
            asked = asked.anti_join(counts_on(rows, rows.as_of), "person_id")
    return asked


def first_event(evidence: Evidence, events: tuple[Event, ...], asked: ibis.Table, weeks: int) -> ibis.Table:
    """Give the first event of each family's children within so many weeks after the as-of date.

    What happened on the date itself happened before; the last day counts.

    Args:
        evidence: as it is known now.
        events: the words of the specification; those about families are not looked at here.
        asked: the children, with the as-of date.
        weeks: the horizon.

    Returns:
        family_id, event_on, event; families without one are not there.
    """
    parts = [
        CHILD_EVENTS[event](evidence).mutate(event=ibis.literal(event.value))
        for event in events
        if event in CHILD_EVENTS
    ]
    rows = ibis.union(*parts)
    rows = rows.inner_join(asked.select("as_of", "person_id").distinct(), "person_id")
    rows = rows.filter((rows.event_on > rows.as_of) & (rows.event_on <= rows.as_of + ibis.interval(weeks=weeks)))
    first = ibis.window(group_by="family_id", order_by=("event_on", "event"))
    rows = rows.mutate(place=ibis.row_number().over(first))
    return rows.filter(rows.place == 0).select("family_id", "event_on", "event")
