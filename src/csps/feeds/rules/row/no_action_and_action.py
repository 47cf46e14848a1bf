"""A contact, referral or assessment that led to nothing and to something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.feeds.rules.rule import Row

OUTCOMES = {
    "feeds.ssd_contacts": (
        "cont_contact_outcome_nfa_flag",
        (
            "cont_contact_outcome_new_referral_flag",
            "cont_contact_outcome_existing_referral_flag",
            "cont_contact_outcome_cp_enquiry_flag",
        ),
    ),
    "feeds.ssd_cin_episodes": (
        "cine_referral_nfa",
        ("cine_referral_outcome_single_assessment_flag", "cine_referral_outcome_strategy_discussion_flag"),
    ),
    "feeds.ssd_cin_assessments": (
        "cina_assessment_outcome_nfa",
        (
            "cina_assessment_outcome_strategy_discussion_flag",
            "cina_assessment_outcome_cin_plan_flag",
            "cina_assessment_outcome_early_help_flag",
        ),
    ),
}


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    nothing, something = OUTCOMES[row.table.name]
    yield nothing, row[nothing] & ibis.or_(*(row[one].fill_null(False) for one in something))


RULE = RowRule(
    name="no further action and action",
    effect=Effect.TRUST,
    sentence="It says that nothing further was done, and what was done.",
    tables=(
        "feeds.ssd_contacts",
        "feeds.ssd_cin_episodes",
        "feeds.ssd_cin_assessments",
    ),
    broken=_broken,
)
