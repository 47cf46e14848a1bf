"""The list: ordered by the score, as long as people can work, without whoever objected, beside the list before."""

from dataclasses import replace

import pytest

from csps.domain.errors import UsageError
from csps.store import Edition
from csps.worklist.run import list_families


def entries(edition):
    with edition.connect() as lake:
        rows = lake.table("worklist.entry", part=edition.week.isoformat()).order_by("place").to_pyarrow().to_pylist()
    return {row["family_id"].rstrip("0"): row for row in rows}


def shorter(programme, capacity):
    return replace(programme, capacity=replace(programme.capacity, families_a_week=capacity))


def test_families_are_ordered_by_the_maltreatment_score_whatever_else_stands_beside_it(make, programme):
    edition = make({"aa": 3, "bb": 40, "cc": 16}, eligibility={"aa": 90, "cc": 1}, met={"aa": [("SF1.1", 1)]})
    listed = list_families(edition, programme=programme)
    found = entries(edition)
    assert list(found) == ["bb", "cc", "aa"]
    assert [row["place"] for row in found.values()] == [1, 2, 3]
    assert str(listed) == "3 of 3 scored families are on the list, 3 of them new."


def test_an_entry_says_what_stands_beside_the_score(make, programme, kit):
    edition = make({"aa": 16}, eligibility={"aa": 36}, met={"aa": [("SF1.1", 1), ("SF10.1", 10)]})
    list_families(edition, programme=programme)
    assert entries(edition)["aa"] == {
        "as_of": kit.WEEK, "family_id": kit.family_id("aa"), "place": 1,
        "maltreatment_of_100": 16, "maltreatment_band": "many signs",
        "eligibility_of_100": 36, "eligibility_band": "very many signs",
        "criteria_met": 2, "children": 2, "adults": 2, "youngest_months": 8, "change": "first", "weeks_listed": 1,
    }  # fmt: skip


def test_a_family_the_other_model_is_not_about_has_an_empty_score_and_keeps_its_place(make, programme):
    edition = make({"aa": 16, "bb": 3}, eligibility={"bb": 50})
    list_families(edition, programme=programme)
    first = entries(edition)["aa"]
    assert (first["place"], first["eligibility_of_100"], first["eligibility_band"], first["criteria_met"]) == (
        1, None, None, 0,
    )  # fmt: skip


def test_the_list_is_as_long_as_people_can_work(make, programme):
    edition = make({"aa": 4, "bb": 3, "cc": 2})
    listed = list_families(edition, programme=shorter(programme, 2))
    assert list(entries(edition)) == ["aa", "bb"]
    assert (listed.families, listed.scored) == (2, 3)


def test_equal_scores_are_ordered_by_pseudonym(make, programme):
    edition = make({"cc": 7, "aa": 7, "bb": 7})
    list_families(edition, programme=programme)
    assert list(entries(edition)) == ["aa", "bb", "cc"]


@pytest.mark.parametrize("kind", ["OBJECTION", "RESTRICTED"])
def test_the_family_of_somebody_who_objected_is_left_out_and_the_next_moves_up(make, programme, kit, kind):
    edition = make({"aa": 40, "bb": 30, "cc": 20}, restrictions=[kit.restriction("aa", kind, member=3)])
    list_families(edition, programme=shorter(programme, 2))
    assert {name: row["place"] for name, row in entries(edition).items()} == {"bb": 1, "cc": 2}


def test_a_sealed_family_keeps_its_place(make, programme, kit):
    edition = make({"aa": 40, "bb": 30}, restrictions=[kit.restriction("aa", "REFUGE")])
    list_families(edition, programme=programme)
    assert list(entries(edition)) == ["aa", "bb"]


def test_the_change_is_since_the_list_before(make, programme, kit):
    earlier = make({"aa": 40, "bb": 10, "cc": 10, "dd": 4}, week=kit.BEFORE)
    list_families(earlier, programme=shorter(programme, 3))
    earlier.publish()
    edition = make({"aa": 10, "bb": 40, "cc": 9, "dd": 50})
    listed = list_families(edition, programme=programme)
    found = {name: (row["change"], row["weeks_listed"]) for name, row in entries(edition).items()}
    assert found == {"dd": ("new", 1), "bb": ("up", 2), "aa": ("down", 2), "cc": ("same", 2)}
    assert listed.new == 1


def test_a_week_made_again_compares_itself_with_the_week_before_and_has_the_same_bytes(make, lake, programme, kit):
    for week, share in ((kit.BEFORE, 4), (kit.WEEK, 40)):
        edition = make({"aa": share}, week=week)
        list_families(edition, programme=programme)
        name = edition.publish().name
    again = Edition(lake, kit.WEEK)
    list_families(again, programme=programme)
    assert entries(again)["aa"]["change"] == "up"
    assert again.publish().name == name


def test_without_scores_the_next_command_is_said(lake, programme, kit):
    with pytest.raises(UsageError, match=r"No family was scored for 2026-11-16.*`csps scoring --as-of 2026-11-16`"):
        list_families(Edition(lake, kit.WEEK), programme=programme)


def test_a_week_in_which_nobody_was_scored_has_an_empty_list(make, programme):
    edition = make({})
    assert list_families(edition, programme=programme).families == 0
    assert entries(edition) == {}
