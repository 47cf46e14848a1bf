"""What to look at, and what rests on a person."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import ANN, EVA, KIT, LOU, publish_week, record

from csps.domain.errors import UsageError
from csps.pipeline import found_vault
from csps.pipeline.doubts import doubts_in, person_of, records_named


@pytest.fixture
def lake(site):
    found_vault(site)
    publish_week(site)
    with site.lake.connect() as connection:
        yield connection


def test_whom_the_programme_looks_at_comes_first(lake):
    eva, kit = doubts_in(lake, set())
    assert (eva.record_id, eva.other_record_id) == (record(EVA, 1), record(EVA, 2))
    assert (eva.question, eva.people, eva.in_cohort) == ("may be two people", 2, True)
    assert {kit.record_id, kit.other_record_id} == {record(KIT, 1), record(LOU, 1)}
    assert (kit.question, kit.people, kit.in_cohort) == ("may be one person", 1, False)


def test_what_was_judged_is_not_asked_again(lake):
    (left,) = doubts_in(lake, {(record(EVA, 1), record(EVA, 2))})
    assert left.question == "may be one person"


def test_a_person_stands_for_its_first_record_and_the_unknown_are_refused(lake):
    assert records_named(lake, [EVA, record(ANN, 1)]) == [record(EVA, 1), record(ANN, 1)]
    assert person_of(lake, record(EVA, 2)) == EVA
    with pytest.raises(UsageError, match="1 of the 2 named are no record"):
        records_named(lake, [EVA, "0" * 32])


def test_before_anything_was_linked_nobody_is_known(site):
    with site.lake.connect() as lake, pytest.raises(UsageError, match="Nothing was linked yet"):
        records_named(lake, [EVA])
