"""When a whole-family assessment stands behind a family: eighteen months, and while the work goes on that came of it.

Supporting Families asks for one beside the needs (guidance chapter 3, data_standards 3.4). An assessment by social workers
counts from the day a manager signed it, early help and the programme from the day they began or assessed the family: each
of them looks at the whole family. How long one stands is not published. Eighteen months is an assumption: a
year until it would be done again, and the six months for which outcomes must be sustained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_days, while_it_lasts
from csps.outcomes.origin import counting

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def assessments(evidence: Evidence) -> ibis.Table:
    """Give assessments of families, with the days for which each stands.

    Returns:
        family_id, person_id, where it is written, since, until (the first day on which it stands no more, or empty).
    """
    days = evidence.thresholds.assessment_days
    signed = evidence.signed()
    signed = signed.mutate(happened=signed.ended)
    early_help = evidence.of("feeds.ssd_early_help_episodes")
    programme = evidence.through("feeds.programme_case", "feeds.programme_member", "case_ref")
    programme = programme.mutate(happened=programme.assessed_on).filter(programme.assessed_on.notnull())
    return any_of(
        for_days(signed, days),
        _case_after(evidence, signed),
        for_days(early_help, days),
        while_it_lasts(early_help),
        for_days(programme, days),
        while_it_lasts(programme),
    )


def _case_after(evidence: Evidence, signed: ibis.Table) -> ibis.Table:
    """Let an assessment stand until the referral it belongs to is closed."""
    cases = evidence.of("feeds.ssd_cin_episodes").select("person_id", "cine_referral_id", closed="ended")
    rows = signed.inner_join(
        cases, [signed.person_id == cases.person_id, signed.cina_referral_id == cases.cine_referral_id]
    )
    return counting(rows, rows.happened, rows.closed)
