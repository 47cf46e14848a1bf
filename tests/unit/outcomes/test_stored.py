"""Dates and families that are not there."""

import pytest

from csps.domain.errors import UsageError
from csps.outcomes import meet_criteria
from csps.outcomes.stored import refuse_date, refuse_family


@pytest.fixture
def lake(town, kit, programme, few_lines):
    """A week in which one date was judged and another one was not."""
    town.family(day=kit.ago(-1)).family(day=kit.ago(-2)).family(
        kit.Member("p", "carer", 300), name="outside", in_cohort=False
    )
    town.week = kit.ago(-3)
    edition = town.edition()
    meet_criteria(edition, dates=[kit.DAY, kit.ago(-2)], programme=programme)
    with edition.connect() as lake:
        yield lake


@pytest.mark.parametrize(
    ("weeks", "words", "next_step"),
    [
        (-9, "lies after the published week 2026-03-23: nothing is known of it", "--as-of 2026-03-23"),
        (9, "lies before the first date on which criteria were judged, 2026-03-02", "--as-of 2026-03-02"),
        (-1, "were not judged for 2026-03-09; there are 2 dates from 2026-03-02 to 2026-03-16", "--as-of 2026-03-02"),
        (-3, "No families were formed for 2026-03-23", "csps families --as-of 2026-03-23"),
    ],
)
def test_a_date_that_was_not_judged_is_refused(lake, kit, weeks, words, next_step):
    with pytest.raises(UsageError, match=words) as refused:
        refuse_date(lake, kit.ago(weeks))
    assert next_step in str(refused.value.next_step)


def test_a_date_that_was_judged_is_not_refused(lake, kit):
    refuse_date(lake, kit.DAY)
    refuse_family(lake, "family", kit.DAY)


@pytest.mark.parametrize(("family", "when"), [("nobody", "on no other date"), ("outside", "on no other date")])
def test_a_family_that_is_not_of_the_cohort_is_refused(lake, kit, family, when):
    with pytest.raises(
        UsageError, match=f"{family} does not exist as of 2026-03-02, or is not in the cohort. It is {when}"
    ):
        refuse_family(lake, family, kit.DAY)


def test_a_family_that_is_there_on_other_dates_is_told(lake, kit):
    with pytest.raises(UsageError, match="It is there on 3 other dates, the latest 2026-03-16"):
        refuse_family(lake, "family", kit.ago(9))


def test_nothing_judged_yet_is_told(town, kit):
    with town.edition().connect() as lake, pytest.raises(UsageError, match="No criteria were judged yet"):
        refuse_date(lake, kit.DAY)


def test_a_family_of_which_a_member_objected_is_not_explained(town, kit):
    restriction = {"person": "mother", "restriction_ref": "R1", "kind": "OBJECTION", "start_date": kit.ago(9)}
    town.add("feeds.restriction", restriction)
    with town.edition().connect() as lake, pytest.raises(UsageError, match="is left out as of 2026-03-02"):
        refuse_family(lake, "family", kit.DAY)
