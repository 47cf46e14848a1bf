"""It says that nothing further was done, and what was done."""

import pytest

from csps.feeds.rules.row.no_action_and_action import RULE

CASES = {
    "feeds.ssd_contacts": [
        (
            {"cont_contact_outcome_nfa_flag": "1", "cont_contact_outcome_new_referral_flag": "1"},
            ["cont_contact_outcome_nfa_flag"],
        ),
        ({"cont_contact_outcome_nfa_flag": "1", "cont_contact_outcome_existing_referral_flag": "0"}, []),
        ({"cont_contact_outcome_new_referral_flag": "1"}, []),
    ],
    "feeds.ssd_cin_episodes": [
        ({"cine_referral_nfa": "1", "cine_referral_outcome_single_assessment_flag": "1"}, ["cine_referral_nfa"]),
        ({"cine_referral_nfa": "1", "cine_referral_outcome_strategy_discussion_flag": "0"}, []),
        ({"cine_referral_outcome_single_assessment_flag": "1"}, []),
    ],
    "feeds.ssd_cin_assessments": [
        (
            {"cina_assessment_outcome_nfa": "1", "cina_assessment_outcome_strategy_discussion_flag": "1"},
            ["cina_assessment_outcome_nfa"],
        ),
        ({"cina_assessment_outcome_nfa": "1", "cina_assessment_outcome_cin_plan_flag": "0"}, []),
        ({"cina_assessment_outcome_strategy_discussion_flag": "1"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
