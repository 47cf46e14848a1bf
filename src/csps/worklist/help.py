"""What is under way for a listed family, by what agencies have told: enquiries and help, which a meeting asks about first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.childrens_services import SUBSTANTIATED
from csps.contracts.lake import lake_tables
from csps.store.known import first_filled, key_of, known_by
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from csps.store import Connection

HELP_TABLE = "worklist.help"
FOUND = "section 47 substantiated"
FOUND_WEEKS = 52  # for how long it is said that an enquiry substantiated concerns
MEMBERS = "feeds.programme_member"


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is written that something is under way.

    Args:
        service: code of `worklist.help`.
        table: whose rows say so.
        started, ended: its columns for since when and until when.
        refused: a flag of it that says that nothing was taken up.
        case: what joins it to the members of a case, where it names no person.
        outcome: its column for what was found, if it has one: where that is filled, nothing is under way without an end.
        findings: what must stand there for it to count: what counts is then that it ended so, within `FOUND_WEEKS`.
    """

    service: str
    table: str
    started: str
    ended: str
    refused: str = ""
    case: str = ""
    outcome: str = ""
    findings: frozenset[str] = frozenset()


ENQUIRY = ("feeds.ssd_s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date")
OUTCOME = "s47e_s47_outcome_code"
SOURCES = (
    Source("section 47 enquiry", *ENQUIRY, outcome=OUTCOME),
    Source(FOUND, *ENQUIRY, outcome=OUTCOME, findings=frozenset(SUBSTANTIATED)),
    Source("protection plan", "feeds.ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    Source("looked after", "feeds.ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    Source("assessment", "feeds.ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"),
    Source(
        "social care", "feeds.ssd_cin_episodes", "cine_referral_date", "cine_close_date", refused="cine_referral_nfa"
    ),
    Source("early help", "feeds.ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"),
    Source("programme", "feeds.programme_case", "attached_on", "closed_on", case="case_ref"),
)


def find_help(lake: Connection, families: ibis.Table, week: date, refused: Collection[str]) -> ibis.Table:
    """Find what was under way for families on a Monday, as it was known by then.

    Args:
        lake: with the families of that Monday.
        families: family_id of those that are asked about.
        week: the Monday.
        refused: tables that may not be used for scoring; a list is made by scores, and shows nothing of them.

    Returns:
        as_of, family_id, service, since (the earliest day of what has not ended; of enquiries that substantiated concerns
        the latest day on which one ended, or its finding was first on record without an end): one row per family and service.
    """
    whose = people_on(lake, week).records.semi_join(families, "family_id").select("family_id", "record_id")
    parts = [_under_way(lake, source, whose, week) for source in SOURCES if source.table not in refused]
    rows = ibis.union(*parts)
    earliest, latest = rows.since.min(), rows.since.max()
    found = rows.group_by("family_id", "service").agg(since=(rows.service == FOUND).any().ifelse(latest, earliest))
    return found.mutate(as_of=ibis.literal(week))


def unknown_help(lake: Connection, refused: Collection[str]) -> tuple[str, ...]:
    """Give the services of which nobody can say whether they help: no delivery ever told, or it may not be used."""
    return tuple(_unknown(lake, refused))


def _unknown(lake: Connection, refused: Collection[str]) -> Iterator[str]:
    for source in SOURCES:
        if source.table in refused or not lake.holds(source.table):
            yield source.service


def _under_way(lake: Connection, source: Source, whose: ibis.Table, week: date) -> ibis.Table:
    """Give family, service and since when, for every row that has begun and not ended, or that lately ended as it must."""
    columns = [source.started, source.ended, *filter(None, (source.refused, source.case, source.outcome))]
    rows = known_by(lake, source.table, week, columns=[*columns, *([] if source.case else ["record_id"])])
    rows = _with_end(lake, source, rows, week)
    begun, ended = rows[source.started], rows.over_on
    if source.findings:
        lately = (ended <= week) & (ended > week - timedelta(weeks=FOUND_WEEKS))
        rows = rows.filter(lately & rows[source.outcome].isin(sorted(source.findings)))
    else:
        rows = rows.filter((begun <= week) & (ended.isnull() | (ended > week)))
    if source.refused:
        rows = rows.filter(~rows[source.refused].fill_null(False))
    if source.case:
        rows = rows.select(source.case, source.started).inner_join(_on_case(lake, source.case, week), source.case)
    named = rows.select("record_id", since=rows.over_on if source.findings else rows[source.started])
    return named.inner_join(whose, "record_id").select("family_id", "since", service=ibis.literal(source.service))


def _with_end(lake: Connection, source: Source, rows: ibis.Table, week: date) -> ibis.Table:
    """Add `over_on`, the day on which each ended; where only the finding is on record, the day on which it first was."""
    if not source.outcome:
        return rows.mutate(over_on=rows[source.ended])
    joined = rows.left_join(first_filled(lake, source.table, week, source.outcome), key_of(lake_tables()[source.table]))
    found_on = ibis.ifelse(joined[source.outcome].notnull(), joined.filled_on, ibis.null("date"))
    return joined.select(*rows.columns, over_on=joined[source.ended].coalesce(found_on))


def _on_case(lake: Connection, case: str, week: date) -> ibis.Table:
    """Give the records of whoever is on a case."""
    rows = known_by(lake, MEMBERS, week, columns=[case, "record_id", "left_on"])
    return rows.filter(rows.left_on.isnull() | (rows.left_on > week)).select(case, "record_id")
