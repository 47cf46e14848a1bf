"""The person has no disability, and has one."""

from csps.feeds.rules.lake.no_disability_and_one import RULE


def test_none_beside_one_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_disability=[
            {"disa_disability_code": "NONE"},
            {"disa_disability_code": "MOB"},
        ],
    ) == [1]


def test_none_alone_and_two_together_are_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_disability=[
                {"disa_disability_code": "NONE"},
                {"disa_disability_code": "MOB", "record_id": "b"},
                {"disa_disability_code": "LD", "record_id": "b"},
            ],
        )
        == []
    )
