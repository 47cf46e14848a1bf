"""Nobody belongs to the programme case."""

from csps.feeds.rules.lake.case_without_member import RULE


def test_one_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            programme_case=[
                {"case_ref": "x"},
            ],
            programme_member=[
                {"case_ref": "x"},
            ],
        )
        == []
    )


def test_none_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        programme_case=[
            {"case_ref": "x"},
        ],
        programme_member=[
            {"case_ref": "y"},
        ],
    ) == [1]
