"""The enquiry was substantiated with a conference, and nothing further was done."""

from csps.feeds.rules.row.substantiated_without_action import RULE

CASES = [
    ({"s47e_s47_nfa": "1", "s47e_s47_outcome_code": "SUBSTANTIATED_ICPC"}, ["s47e_s47_nfa"]),
    ({"s47e_s47_nfa": "1", "s47e_s47_outcome_code": "NOT_SUBSTANTIATED"}, []),
    ({"s47e_s47_nfa": "0", "s47e_s47_outcome_code": "SUBSTANTIATED_ICPC"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_s47_enquiry", rows) == list(columns)
