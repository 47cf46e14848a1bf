"""Which lines of a rule set families meet on a day, by which rows, and whether that makes them eligible."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import for_a_year
from csps.outcomes.origin import DAYS, PERSON, TYPES, counting
from csps.outcomes.together import all_met, in_order
from csps.settings.thresholds import Counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csps.outcomes.evidence import Evidence
    from csps.outcomes.line import Line
    from csps.outcomes.rule_sets import Rules

NOMINATION = "feeds.professional_nomination"

SHAPE: Mapping[str, str] = MappingProxyType(
    {"family_id": "string", "person_id": "string", "criterion": "string", "headline": "int64", **TYPES, **DAYS}
)
"""What evidence for the lines of a rule set looks like."""


def judged(evidence: Evidence, rules: Rules) -> ibis.Table:
    """Give every row that is evidence for a line, with the days for which it counts.

    A professional's nomination for a line is evidence for it, of the same weight as any other.

    Returns:
        the columns of `SHAPE`: the person, the line, where the row is written, since when it counts and until when (the
        first day on which it does no more, or empty).
    """
    parts = [_of_line(line, evidence) for line in rules.lines if line.find is not None]
    parts += [_nominations(evidence, rules), _found_by_the_programme(evidence, rules)]
    rows = ibis.union(*(_shaped(part) for part in parts))
    together = [line for line in in_order(rules.lines) if line.all_of]
    if together:
        rows = evidence.hold(rows)
    for line in together:
        rows = rows.union(_shaped(all_met(rows, line)))
    return rows


def _of_line(line: Line, evidence: Evidence) -> ibis.Table:
    rows = line.find(evidence) if line.find else None
    assert rows is not None, "a line that nothing finds is not asked"
    says = {"criterion": ibis.literal(line.id), "headline": ibis.literal(line.headline, "int64")}
    return rows.select(*PERSON, **says, **{name: rows[name] for name in (*TYPES, *DAYS)})


def _shaped(rows: ibis.Table) -> ibis.Table:
    """Give the columns in one order and of one type, and touch nothing where they are so already."""
    if tuple(rows.columns) != tuple(SHAPE):
        rows = rows.select(*SHAPE)
    return rows if rows.schema() == ibis.schema(dict(SHAPE)) else rows.cast(dict(SHAPE))


def _nominations(evidence: Evidence, rules: Rules) -> ibis.Table:
    rows = evidence.of(NOMINATION)
    headline = _headline(rows.need, rules)
    rows = rows.mutate(headline=headline).filter(headline.notnull())
    return for_a_year(rows, "need", "headline").rename(criterion="need")


def _found_by_the_programme(evidence: Evidence, rules: Rules) -> ibis.Table:
    """Give the needs that the programme's own whole-family assessments found, about all who are on the case.

    Each counts until somebody judged it, or the case was closed.
    """
    rows = evidence.through("feeds.programme_need", "feeds.programme_member", "case_ref")
    cases = evidence.through("feeds.programme_case", "feeds.programme_member", "case_ref")
    closed = cases.group_by("as_of", "case_ref").agg(closed=cases.ended.max())
    rows = rows.left_join(closed, ("as_of", "case_ref")).drop("as_of_right", "case_ref_right")
    headline = _headline(rows.need, rules)
    rows = rows.mutate(headline=headline).filter(headline.notnull())
    return counting(rows, rows.happened, ibis.least(rows.ended, rows.closed), "need", "headline").rename(
        criterion="need"
    )


def _headline(need: ibis.Value, rules: Rules) -> ibis.Value:
    """Give the headline of the line of that name; nothing where the rules have none."""
    return ibis.cases(*((need == line.id, line.headline) for line in rules.lines))


def evidence_on(rows: ibis.Table, day: date | ibis.Value) -> ibis.Table:
    """Give the source rows that count on a day, each once for a line and a person, the latest first.

    Args:
        rows: what `judged` gave.
        day: the day, or a column of the rows that bears it.

    Returns:
        the columns of `SHAPE`, and place: 1 for the latest row of a family's line.
    """
    counting_rows = counts_on(rows, day)
    said = [name for name in SHAPE if name not in DAYS]
    open_ended = counting_rows.until.isnull().any()
    once = counting_rows.group_by(said).agg(
        since=counting_rows.since.max(), until=ibis.ifelse(open_ended, ibis.null("date"), counting_rows.until.max())
    )
    order = (once.since.desc(), "person_id", "from_table", "record_id", "delivery", "line", "first_on")
    latest = ibis.window(group_by=("family_id", "criterion"), order_by=order)
    return once.mutate(place=(ibis.row_number().over(latest) + 1).cast("int64"))


def met_on(rows: ibis.Table, day: date) -> ibis.Table:
    """Give the criteria that families meet on a day, from what `judged` gave: see `met_by`."""
    return met_by(evidence_on(rows, day))


def met_by(shown: ibis.Table) -> ibis.Table:
    """Give the criteria that families meet by the evidence that counts on a day.

    Args:
        shown: what `evidence_on` gave.

    Returns:
        family_id, criterion, headline, members, evidence_rows, latest_on.
    """
    return shown.group_by("family_id", "criterion", "headline").agg(
        members=shown.person_id.nunique().cast("int64"),
        evidence_rows=shown.summed.sum().cast("int64"),
        latest_on=shown.since.max(),
    )


def eligible(met: ibis.Table, families: ibis.Table, assessed: ibis.Table, rules: Rules, *group: str) -> ibis.Table:
    """Give the families that meet the threshold: enough lines or headlines, a child, born or expected, an assessment.

    Args:
        met: rows with family_id, criterion and headline, and the columns of `group`.
        families: in the shape of `families.family`.
        assessed: families behind which a whole-family assessment stands, by `group`; looked at where the rules ask.
        rules: the rule set.
        group: further columns to tell apart, such as the day on which the criteria are met.

    Returns:
        family_id and the columns of `group`, once each.
    """
    counted = met.headline if rules.of is Counted.HEADLINES else met.criterion
    enough = met.group_by("family_id", *group).agg(found=counted.nunique())
    enough = enough.filter(enough.found >= rules.least).drop("found")
    with_children = families.filter(families.children + families.expected_children > 0)
    enough = enough.semi_join(with_children, "family_id")
    return enough.semi_join(assessed, ["family_id", *group]) if rules.assessed else enough


def assessed_on(rows: ibis.Table, day: date | ibis.Value) -> ibis.Table:
    """Give the families behind which an assessment stands on a day, from what `assessed.assessments` gave."""
    return counts_on(rows, day).select("family_id").distinct()


def counts_on(rows: ibis.Table, day: date | ibis.Value) -> ibis.Table:
    """Keep the rows that count on a day, or on the day that a column of them bears."""
    return rows.filter((rows.since <= day) & (rows.until.isnull() | (rows.until > day)))


def of_date(rows: ibis.Table, families: ibis.Table) -> ibis.Table:
    """Give rows with the as-of date of their family."""
    return rows.inner_join(families.select("family_id", "as_of"), "family_id")


def first_eligible(
    rows: ibis.Table, families: ibis.Table, assessments: ibis.Table, rules: Rules, calendar: ibis.Table
) -> ibis.Table:
    """Give the first of some days on which each family meets the threshold.

    Args:
        rows: what `judged` gave.
        families: in the shape of `families.family`.
        assessments: what `assessed.assessments` gave.
        rules: the rule set.
        calendar: the days that are asked of each as-of date: as_of, day.

    Returns:
        family_id, event_on; families that meet it on none of the days are not there.
    """
    told = rows.select("family_id", "criterion", "headline", *DAYS).distinct()
    stand = assessments.select("family_id", *DAYS).distinct()
    by_day, stands = (_by_day(of_date(each, families), calendar) for each in (told, stand))
    found = eligible(by_day, families, stands, rules, "day")
    return found.group_by("family_id").agg(event_on=found.day.min())


def _by_day(rows: ibis.Table, calendar: ibis.Table) -> ibis.Table:
    of_one = [rows.as_of == calendar.as_of, rows.since <= calendar.day]
    return rows.inner_join(calendar, [*of_one, rows.until.isnull() | (rows.until > calendar.day)])
