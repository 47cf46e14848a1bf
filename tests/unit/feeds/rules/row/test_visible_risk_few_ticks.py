"""The case came for visible high risk, and its checklist has fewer than 14 ticks."""

from csps.feeds.rules.row.visible_risk_few_ticks import RULE

CASES = [
    ({"reason": "VISIBLE_RISK", "dash_score": "13"}, ["dash_score"]),
    ({"reason": "VISIBLE_RISK", "dash_score": "14"}, []),
    ({"reason": "REPEAT", "dash_score": "3"}, []),
    ({"reason": "VISIBLE_RISK"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.marac_case", rows) == list(columns)
