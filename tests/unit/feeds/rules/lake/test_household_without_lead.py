"""Nobody leads the homeless household."""

from csps.feeds.rules.lake.household_without_lead import RULE


def test_one_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            homelessness_case=[
                {"case_ref": "x"},
            ],
            homelessness_person=[
                {"case_ref": "x", "is_lead": True},
            ],
        )
        == []
    )


def test_none_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        homelessness_case=[
            {"case_ref": "x"},
        ],
        homelessness_person=[
            {"case_ref": "y", "is_lead": True},
        ],
    ) == [1]


def test_one_of_another_kind_is_not_enough(lake_breaks):
    assert lake_breaks(
        RULE,
        homelessness_case=[
            {"case_ref": "x"},
        ],
        homelessness_person=[
            {"case_ref": "x", "is_lead": False},
        ],
    ) == [1]
