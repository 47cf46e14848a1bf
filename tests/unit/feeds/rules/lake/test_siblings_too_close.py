"""Two children of one mother were born between two and six months apart."""

from csps.feeds.rules.lake.siblings_too_close import RULE


def test_six_months_apart_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_mother=[
            {"record_id": "m", "moth_childs_person_record_id": "a"},
            {"record_id": "m", "moth_childs_person_record_id": "b"},
        ],
        ssd_person=[
            {"record_id": "a", "month_of_birth": "2010-05"},
            {"record_id": "b", "month_of_birth": "2010-11"},
        ],
    ) == [2]


def test_twins_over_a_month_s_end_are_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_mother=[
                {"record_id": "m", "moth_childs_person_record_id": "a"},
                {"record_id": "m", "moth_childs_person_record_id": "b"},
                {"record_id": "m", "moth_childs_person_record_id": "c"},
            ],
            ssd_person=[
                {"record_id": "a", "month_of_birth": "2010-05"},
                {"record_id": "b", "month_of_birth": "2010-06"},
                {"record_id": "c", "month_of_birth": "2011-01"},
            ],
        )
        == []
    )


def test_different_mothers_do_not_matter(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_mother=[
                {"record_id": "m", "moth_childs_person_record_id": "a"},
                {"record_id": "n", "moth_childs_person_record_id": "b"},
            ],
            ssd_person=[
                {"record_id": "a", "month_of_birth": "2010-05"},
                {"record_id": "b", "month_of_birth": "2010-09"},
            ],
        )
        == []
    )
