"""Signs that several rules of progress share: each is said once, and the rules say which they look for."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from csps.outcomes.evidence import YEAR_DAYS
from csps.outcomes.findings import DEALT_WITH, NOT_WORKING, OUT_OF_WORK, SERIOUS_TAX
from csps.outcomes.progress.known import ROW
from csps.outcomes.progress.verdict import Sign
from csps.store.people import CHILD_MONTHS, YOUNG

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row

    Where = Callable[[Row], bool]
    Signs = tuple[Sign, ...]

FACTORS = "feeds.ssd_assessment_factors"


def _any(_: Row) -> bool:
    return True


def events(known: Known, case: Case, table: str, where: Where = _any) -> Signs:
    """Give what happened on a day."""
    return tuple(_sign(table, row, row["happened"]) for row in known.of(table, case.case_ref) if where(row))


def lasting(known: Known, case: Case, table: str, where: Where = _any) -> Signs:
    """Give what had a beginning and may have an end."""
    return tuple(_sign(table, row, row["ended"]) for row in known.of(table, case.case_ref) if where(row))


def statements(known: Known, case: Case, table: str, account: str, where: Where) -> Signs:
    """Give balances that show a need: each until the account's next one, and for as long as one is evidence at most."""
    found, stands = [], timedelta(days=known.thresholds.statement_days)
    rows = sorted(known.of(table, case.case_ref), key=lambda row: (row["person_id"], row[account], row["happened"]))
    for _, told in groupby(rows, key=lambda row: (row["person_id"], row[account])):
        balances = list(told)
        for place, row in enumerate(balances):
            later = [each["happened"] for each in balances[place + 1 :] if each["happened"] > row["happened"]]
            until = min([row["happened"] + stands, *later[:1]])
            if where(row):
                found.append(_sign(table, row, until))
    return tuple(found)


def often_suspended(known: Known, case: Case) -> Signs:
    """Give suspensions with which a child had as many within a year as are too many."""
    many, found = case.local.suspensions, []
    every = events(known, case, "feeds.school_exclusion", lambda row: row["exclusion_type"] in ("SUSP", "FIXD"))
    in_order = sorted(every, key=lambda sign: (sign.person_id, sign.since, sign.row))
    for _, of_child in groupby(in_order, key=lambda sign: sign.person_id):
        theirs = list(of_child)
        for first, last in zip(theirs, theirs[many - 1 :], strict=False):
            if last.since < first.since + timedelta(days=YEAR_DAYS):
                found.append(last)
    return tuple(found)


def factors(known: Known, case: Case, *codes: str) -> Signs:
    """Give assessments by social workers that found one of these factors, on the day a manager signed them."""
    return events(known, case, FACTORS, lambda row: row["factor"] in codes)


def _sign(table: str, row: Row, until: date | None) -> Sign:
    written = {"delivery": row.get("delivery"), "line": row.get("line")}
    return Sign(table, row[ROW], row["person_id"], row["happened"], until, **written)


# --- Whom a row is about ---------------------------------------------------------------------------------------------


def is_child(row: Row) -> bool:
    """Say whether a person was a child when the family was attached; where no age is known the role says it."""
    age = row["age_months"]
    return row["member_role"] in YOUNG if age is None else age < CHILD_MONTHS


def is_adult(row: Row) -> bool:
    """Say whether a person was an adult when the family was attached."""
    return not is_child(row)


# --- What rows say ----------------------------------------------------------------------------------------------------


def is_domestic(row: Row) -> bool:
    """Say whether an incident was domestic abuse."""
    return row["incident_type"] == "DOMESTIC" or bool(row["domestic_flag"])


def did_it(row: Row) -> bool:
    """Say whether the person is known to have done it: established, or suspected and then dealt with."""
    return row["role"] == "PERPETRATOR" or (row["role"] == "SUSPECT" and row["outcome"] in DEALT_WITH)


def is_out_of_work(row: Row) -> bool:
    """Say whether a benefit is paid to an adult out of work."""
    universal = row["benefit"] == "UC" and row["conditionality"] in NOT_WORKING
    return is_adult(row) and (row["benefit"] in OUT_OF_WORK or universal)


def acted_against(row: Row) -> bool:
    """Say whether somebody acted against anti-social behaviour."""
    return bool(row["intervention"] != "NONE")


def early_help(known: Known, case: Case, *reasons: str) -> Signs:
    """Give early help; for these reasons, where any are named."""
    table = "feeds.ssd_early_help_episodes"
    return lasting(known, case, table, lambda row: not reasons or row["earl_episode_reason"] in reasons)


def open_cases(known: Known, case: Case, *needs: str) -> Signs:
    """Give referrals to social care that were taken up; of these primary needs, where any are named."""

    def _taken_up(row: Row) -> bool:
        return not row["cine_referral_nfa"] and (not needs or row["cine_cin_primary_need_code"] in needs)

    return lasting(known, case, "feeds.ssd_cin_episodes", _taken_up)


def health_flags(known: Known, case: Case, where: Where, *kinds: str) -> Signs:
    """Give flags of these kinds about these people: one without an end is an event, because nobody takes most flags down."""
    rows = known.of("feeds.health_flag", case.case_ref)
    chosen = [row for row in rows if row["kind"] in kinds and where(row)]
    return tuple(_sign("feeds.health_flag", row, row["ended"] or row["happened"]) for row in chosen)


def domestic_calls(known: Known, case: Case, where: Where = _any) -> Signs:
    """Give police incidents of domestic abuse."""
    return events(known, case, "feeds.police_incident", lambda row: is_domestic(row) and where(row))


def conferences(known: Known, case: Case, *roles: str) -> Signs:
    """Give conferences on high-risk domestic abuse; in one of these roles, where any are named."""
    return events(known, case, "feeds.marac_case", lambda row: not roles or row["role"] in roles)


def debts(known: Known, case: Case) -> Signs:
    """Give balances that show problem debt: weeks of rent, as many as the council says, a liability order or worse, a debt in court or enforced."""
    weeks = known.thresholds.rent_weeks
    rent = statements(known, case, "feeds.housing_rent_account", "tenancy_ref", lambda row: _owes(row, weeks))
    serious = statements(
        known, case, "feeds.council_tax_arrears", "account_ref", lambda row: row["stage"] in SERIOUS_TAX
    )
    enforced = statements(
        known, case, "feeds.debt_case", "debt_ref", lambda row: row["stage"] in ("COURT", "ENFORCEMENT")
    )
    return (*rent, *serious, *enforced)


def _owes(row: Row, weeks: int) -> bool:
    weekly = row["weekly_rent_pence"]
    return bool(weekly) and row["balance_pence"] >= weeks * weekly


DEBT_TABLES = ("feeds.housing_rent_account", "feeds.council_tax_arrears", "feeds.debt_case")
SOCIAL_CARE = ("feeds.ssd_cin_episodes", "feeds.ssd_cp_plans", "feeds.ssd_s47_enquiry")
