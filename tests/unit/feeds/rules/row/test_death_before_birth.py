"""The date of death lies before the date of birth."""

import pytest

from csps.feeds.rules.row.death_before_birth import RULE

CASES = {
    "feeds.ssd_person": [
        ({"pers_dob": "2010-01-02", "pers_death_date": "2010-01-01"}, ["pers_death_date"]),
        ({"pers_dob": "2010-01-02", "pers_death_date": "2010-01-02"}, []),
    ],
    "feeds.adult_social_care_client": [
        ({"date_of_birth": "1950-01-02", "date_of_death": "1949-01-01"}, ["date_of_death"]),
        ({"date_of_birth": "1950-01-02"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
