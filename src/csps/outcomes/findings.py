"""Findings that several lines of several rule sets share: each is said once, and the lines say which it is for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.housing_and_money import COUNCIL_TAX_ARREARS_STAGE
from csps.outcomes.evidence import YEAR_DAYS, adults, any_of, for_a_year, for_days, while_it_lasts
from csps.outcomes.origin import ORIGIN, PERSON, added_up, counting

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence

OUT_OF_WORK = ("JSA", "ESA", "IS", "IB")
NOT_WORKING = ("SEARCHING", "PLANNING", "PREPARING")
DEALT_WITH = ("CHARGED", "OUT_OF_COURT")
OFF_ROLL_DAYS = 28
SUMMER = (7, 8)  # months in which a pupil leaves one school and no other has begun
EARLY_YEARS_DAYS = 119
"""A count of places is evidence until the next one: seventeen weeks, the longest term with its holidays."""
SERIOUS_TAX = COUNCIL_TAX_ARREARS_STAGE.values[COUNCIL_TAX_ARREARS_STAGE.values.index("LIABILITY_ORDER") :]


def out_of_work(evidence: Evidence) -> ibis.Table:
    """Find adults on an out-of-work benefit, or on Universal Credit with work to look for or prepare."""
    rows = adults(evidence.of("feeds.benefit_spell"))
    universal = (rows.benefit == "UC") & rows.conditionality.isin(NOT_WORKING).fill_null(False)
    return while_it_lasts(rows.filter(rows.benefit.isin(OUT_OF_WORK) | universal))


def problem_debt(evidence: Evidence) -> ibis.Table:
    """Find rent owed for four weeks or more, a liability order for council tax or worse, debts in court or enforced.

    How many weeks of rent are a problem is local (`Thresholds.rent_weeks`), as is for how long a statement is evidence.
    """
    weeks, days = evidence.thresholds.rent_weeks, evidence.thresholds.statement_days
    rent = evidence.through("feeds.housing_rent_account", "feeds.housing_tenancy_member", "tenancy_ref")
    rent = rent.filter(rent.balance_pence >= weeks * rent.weekly_rent_pence.nullif(0))
    rent = rent.filter(rent.joined_until.isnull() | (rent.joined_until > rent.happened))
    tax = evidence.through("feeds.council_tax_arrears", "feeds.council_tax_account", "account_ref")
    debt = evidence.of("feeds.debt_case")
    debt = debt.filter(debt.stage.isin(("COURT", "ENFORCEMENT")))
    serious = tax.filter(tax.stage.isin(SERIOUS_TAX))
    return any_of(for_days(rent, days), for_days(serious, days), for_days(debt, days))


def neither_learning_nor_working(evidence: Evidence) -> ibis.Table:
    """Find young people not in education, employment or training."""
    rows = evidence.of("feeds.neet_activity")
    return while_it_lasts(rows.filter(rows.activity_code.isin(("NEET_SEEKING", "NEET_UNAVAILABLE"))))


def no_place_after_school(evidence: Evidence) -> ibis.Table:
    """Find school leavers without an offer."""
    rows = evidence.of("feeds.neet_activity")
    return while_it_lasts(rows.filter(rows.intended_destination_yr11 == "NONE"))


def domestic_calls(evidence: Evidence, *roles: str) -> ibis.Table:
    """Give police incidents of domestic abuse in which a member had one of these roles; any role where none is named."""
    rows = evidence.of("feeds.police_incident")
    rows = rows.filter((rows.incident_type == "DOMESTIC") | rows.domestic_flag.fill_null(False))
    return rows.filter(rows.role.isin(roles)) if roles else rows


def found_to_have_done_it(rows: ibis.Table) -> ibis.Table:
    """Keep people who are known to have done it: established, or suspected and then dealt with; a suspicion is no finding."""
    dealt_with = (rows.role == "SUSPECT") & rows.outcome.isin(DEALT_WITH).fill_null(False)
    return rows.filter((rows.role == "PERPETRATOR") | dealt_with)


def conferences(evidence: Evidence, *roles: str) -> ibis.Table:
    """Give conferences on high-risk domestic abuse in which a member had one of these roles."""
    rows = evidence.of("feeds.marac_case")
    return rows.filter(rows.role.isin(roles))


def health_flags(evidence: Evidence, *kinds: str) -> ibis.Table:
    """Give flags of these kinds."""
    rows = evidence.of("feeds.health_flag")
    return rows.filter(rows.kind.isin(kinds))


def lasting_flags(rows: ibis.Table) -> ibis.Table:
    """Let a health flag count while it stands, and one without an end for a year: nobody takes most flags down."""
    until = ibis.coalesce(rows.ended, rows.happened + ibis.interval(days=YEAR_DAYS))
    return counting(rows, rows.happened, until)


def exclusions(evidence: Evidence, *types: str) -> ibis.Table:
    """Give exclusions of these types."""
    rows = evidence.of("feeds.school_exclusion")
    return rows.filter(rows.exclusion_type.isin(types))


def often_suspended(evidence: Evidence) -> ibis.Table:
    """Find children suspended three times or more (`Thresholds.suspensions`) within three terms, taken as a year."""
    times = evidence.thresholds.suspensions
    every = exclusions(evidence, "SUSP", "FIXD")
    by_child = ibis.window(group_by=("family_id", "person_id"), order_by=("happened", "exclusion_id"))
    rows = every.mutate(first_on=every.happened.lag(times - 1).over(by_child), last_on=every.happened)
    within = rows.happened < rows.first_on + ibis.interval(days=YEAR_DAYS)
    rows = rows.filter(rows.first_on.notnull() & within)
    until = rows.first_on + ibis.interval(days=YEAR_DAYS)
    rows = rows.mutate(since=rows.happened, until=until, summed=ibis.literal(times, "int64"))
    return added_up(rows, every, row_by_row=evidence.row_by_row)


def permanently_excluded(evidence: Evidence) -> ibis.Table:
    """Find children permanently excluded within three terms, taken as a year."""
    return for_a_year(exclusions(evidence, "PERM"))


def off_roll(evidence: Evidence) -> ibis.Table:
    """Find children of school age who left a school and were not seen at another, nor taught at home, a month later.

    Who leaves in July or August is at no school until September, and is looked for a month after that: between primary and
    secondary school every child is on no roll. It counts for a year: after that a child is more likely at a school
    whose roll is not delivered, in another borough or an independent one, than at none.
    """
    rolls = evidence.of("feeds.school_enrolment")
    home = evidence.of("feeds.school_home_education")
    columns = ("family_id", "person_id", "age_months", "ended", *ORIGIN)
    rolls, home = (rows.select(*columns) for rows in (rolls, home))
    rows = ibis.union(rolls, home)
    rows = rows.filter((rows.age_months >= 60) & (rows.age_months < 16 * 12))
    far = ibis.literal("9999-12-31").cast("date")
    rows = rows.mutate(left=ibis.coalesce(rows.ended, far))
    latest = ibis.window(group_by=PERSON, order_by=(rows.left.desc(), "from_table", "delivery", "line"))
    last = rows.mutate(place=ibis.row_number().over(latest))
    last = last.filter((last.place == 0) & (last.left < far))
    month = ibis.interval(days=OFF_ROLL_DAYS)
    autumn = ibis.date(last.left.year(), 9, 1) + month
    since = ibis.ifelse(last.left.month().isin(SUMMER), autumn, last.left + month)
    return counting(last, since, since + ibis.interval(days=YEAR_DAYS))


def open_cases(evidence: Evidence, *needs: str) -> ibis.Table:
    """Give referrals that were taken up; of these primary needs, where any are named."""
    rows = evidence.of("feeds.ssd_cin_episodes")
    rows = rows.filter(~rows.cine_referral_nfa.fill_null(False))
    return rows.filter(rows.cine_cin_primary_need_code.isin(needs)) if needs else rows


def enquiries(evidence: Evidence) -> ibis.Table:
    """Find children who were the subject of a section 47 enquiry within a year."""
    return for_a_year(evidence.of("feeds.ssd_s47_enquiry"))


def protection_plans(evidence: Evidence) -> ibis.Table:
    """Find children under a protection plan."""
    return while_it_lasts(evidence.of("feeds.ssd_cp_plans"))


def missing(evidence: Evidence) -> ibis.Table:
    """Find children who were missing within a year."""
    return for_a_year(evidence.of("feeds.ssd_missing"))


def early_help(evidence: Evidence, *reasons: str) -> ibis.Table:
    """Find early help under way; for these reasons, where any are named."""
    rows = evidence.of("feeds.ssd_early_help_episodes")
    return while_it_lasts(rows.filter(rows.earl_episode_reason.isin(reasons)) if reasons else rows)


def places_not_taken_up(evidence: Evidence) -> ibis.Table:
    """Find young children whose early years place was not taken up in the latest term."""
    rows = evidence.of("feeds.early_years_takeup")
    rows = rows.filter(~rows.taken_up.fill_null(True))
    return for_days(rows, EARLY_YEARS_DAYS)


def anti_social(rows: ibis.Table) -> ibis.Table:
    """Let behaviour that somebody acted against count for a year."""
    return for_a_year(rows.filter(rows.intervention != "NONE"))


def nominated(evidence: Evidence, need: str) -> ibis.Table:
    """Find a professional's nomination for a need or a problem within a year."""
    rows = evidence.of("feeds.professional_nomination")
    return for_a_year(rows.filter(rows.need == need))


def homelessness(evidence: Evidence) -> ibis.Table:
    """Give homelessness cases with the people they are about."""
    return evidence.through("feeds.homelessness_case", "feeds.homelessness_person", "case_ref")
