"""The child has another mother too."""

from csps.feeds.rules.lake.two_mothers import RULE


def test_both_rows_are_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_mother=[
            {"record_id": "m", "moth_childs_person_record_id": "a"},
            {"record_id": "n", "moth_childs_person_record_id": "a"},
        ],
    ) == [1, 2]


def test_the_same_mother_twice_is_one(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_mother=[
                {"record_id": "m", "moth_childs_person_record_id": "a"},
                {"record_id": "m", "moth_childs_person_record_id": "a"},
            ],
        )
        == []
    )
