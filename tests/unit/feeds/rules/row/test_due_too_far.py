"""The child is expected more than 300 days after the extraction."""

import pytest

from csps.feeds.rules.row.due_too_far import RULE

CASES = {
    "feeds.ssd_person": [
        ({"pers_expected_dob": "2027-09-11"}, []),
        ({"pers_expected_dob": "2027-09-12"}, ["pers_expected_dob"]),
    ],
    "feeds.homelessness_person": [
        ({"pregnancy_due_date": "2028-01-01"}, ["pregnancy_due_date"]),
        ({}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
