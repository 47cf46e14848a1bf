"""The young person was under 10 or over 17 when the offence was committed."""

from csps.feeds.rules.row.offender_age import RULE

CASES = [
    ({"date_of_birth": "2010-01-02", "offence_date": "2020-01-01"}, ["offence_date"]),
    ({"date_of_birth": "2010-01-01", "offence_date": "2020-01-01"}, []),
    ({"date_of_birth": "2002-01-02", "offence_date": "2020-01-01"}, []),
    ({"date_of_birth": "2002-01-01", "offence_date": "2020-01-01"}, ["offence_date"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.youth_justice_offence", rows) == list(columns)
