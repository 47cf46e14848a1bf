"""What young people do, with only a month of birth."""

from tests.factories.real_formats import nccis, written

from csps.contracts.code_lists.education import NEET_ACTIVITY
from csps.feeds.layouts.neet import ACTIVITIES


def test_a_month_of_birth_is_its_first_day(made):
    assert made(nccis(1), "feeds.neet_activity")[0]["date_of_birth"] == "2008-05-01"


def test_activities_are_grouped_and_unknown_ones_stay(made):
    data = written(
        ["YoungPersonsID", "ActivityCode", "StartDate"], [("1", "619", "2024-09-01"), ("2", "999", "2024-09-01")]
    )
    assert [row["activity_code"] for row in made(data, "feeds.neet_activity")] == ["NEET_SEEKING", "999"]


def test_groups_are_those_of_the_contract():
    assert set(ACTIVITIES.values()) <= set(NEET_ACTIVITY.values)
