"""What ended before it began."""

from csps.feeds.rules.row.ended_before import RULE

CASES = [
    ({"leaving_date": "2026-01-01", "entry_date": "2026-01-02"}, ["leaving_date"]),
    ({"leaving_date": "2026-01-02", "entry_date": "2026-01-02"}, []),
    ({"entry_date": "2026-01-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.school_enrolment", rows) == list(columns)


def test_a_table_of_moments_has_no_end(row_breaks):
    assert row_breaks(RULE, "feeds.ssd_contacts", [{"cont_contact_date": "2026-01-02"}]) == [[]]
