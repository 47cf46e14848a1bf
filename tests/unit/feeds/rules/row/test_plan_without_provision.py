"""A plan is in place, and the provision is not that of a plan."""

from csps.feeds.rules.row.plan_without_provision import RULE

CASES = [
    ({"request_status": "PLAN", "provision": "K"}, ["provision"]),
    ({"request_status": "PLAN", "provision": "E"}, []),
    ({"request_status": "REFUSED", "provision": "K"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.school_sen", rows) == list(columns)
