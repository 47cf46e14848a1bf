"""The mother would have been under 12 or over 55 when the child was born."""

from csps.feeds.rules.lake.mother_age import RULE


def test_twelve_and_fifty_five_are_possible(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_mother=[
                {"record_id": "m", "moth_childs_person_record_id": "a"},
                {"record_id": "m", "moth_childs_person_record_id": "b"},
            ],
            ssd_person=[
                {"record_id": "m", "month_of_birth": "1970-05"},
                {"record_id": "a", "month_of_birth": "1982-05"},
                {"record_id": "b", "month_of_birth": "2026-04"},
            ],
        )
        == []
    )


def test_eleven_and_fifty_six_are_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_mother=[
            {"record_id": "m", "moth_childs_person_record_id": "a"},
            {"record_id": "m", "moth_childs_person_record_id": "b"},
        ],
        ssd_person=[
            {"record_id": "m", "month_of_birth": "1970-05"},
            {"record_id": "a", "month_of_birth": "1982-04"},
            {"record_id": "b", "month_of_birth": "2026-05"},
        ],
    ) == [1, 2]


def test_an_unknown_birth_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_mother=[
                {"record_id": "m", "moth_childs_person_record_id": "a"},
            ],
            ssd_person=[
                {"record_id": "m", "month_of_birth": "1970-05"},
                {"record_id": "a"},
            ],
        )
        == []
    )
