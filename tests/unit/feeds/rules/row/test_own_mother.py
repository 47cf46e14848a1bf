"""A person is recorded as their own mother."""

from csps.feeds.rules.row.own_mother import RULE

CASES = [
    ({"moth_person_id": "1", "moth_childs_person_id": "1"}, ["moth_childs_person_id"]),
    ({"moth_person_id": "1", "moth_childs_person_id": "2"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_mother", rows) == list(columns)
