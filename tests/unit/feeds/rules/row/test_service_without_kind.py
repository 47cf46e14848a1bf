"""A service has no kind, or something else has one."""

from csps.feeds.rules.row.service_without_kind import RULE

CASES = [
    ({"event_type": "Service"}, ["service_type"]),
    ({"event_type": "Service", "service_type": "COMMUNITY"}, []),
    ({"event_type": "Review", "service_type": "COMMUNITY"}, ["service_type"]),
    ({"event_type": "Review"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.adult_social_care_event", rows) == list(columns)
