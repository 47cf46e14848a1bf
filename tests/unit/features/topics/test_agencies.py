"""By what one tells that an agency has recorded something."""

import pytest

from csps.contracts.lake import lake_tables
from csps.features.topics.agencies import SEEN


@pytest.mark.parametrize("agency", SEEN)
def test_each_kind_reads_a_table_of_its_agency(agency):
    assert lake_tables()[SEEN[agency].source.table].agency == agency


def test_everybody_on_a_school_roll_is_not_thereby_seen_by_education():
    assert SEEN["education"].source.table == "feeds.school_exclusion"
