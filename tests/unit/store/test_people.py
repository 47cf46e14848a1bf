"""The people of the families of a day."""

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.domain.errors import UsageError
from csps.store.people import people_on


def test_members_of_the_cohort_with_their_records(tmp_path):
    town = KnownTown(tmp_path).family(Member("a", "carer", 400), name="in")
    town.family(Member("b", "carer", 400), name="out", in_cohort=False)
    with town.edition().connect() as lake:
        people = people_on(lake, DAY)
        assert people.members.person_id.to_pyarrow().to_pylist() == ["a"]
        assert people.records.select("family_id", "record_id").to_pyarrow().to_pylist() == [
            {"family_id": "in", "record_id": "a"}
        ]
        assert people.families.family_id.to_pyarrow().to_pylist() == ["in"]


def test_a_day_without_families_is_refused_and_the_next_command_said(tmp_path):
    with KnownTown(tmp_path).edition().connect() as lake, pytest.raises(UsageError) as refused:
        people_on(lake, DAY)
    assert "csps families --as-of 2026-03-02" in refused.value.next_step
