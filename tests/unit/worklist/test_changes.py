"""Beside the last list: first, new, up, down or the same, and how many lists in a row."""

import pytest

from csps.worklist.changes import Earlier, LastList, change_of, last_list
from csps.worklist.run import list_families


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("few signs", "very many signs", "up"),
        ("very many signs", "some signs", "down"),
        ("some signs", "some signs", "same"),
        ("a band renamed since", "some signs", "same"),
        (None, "some signs", "same"),
    ],
)
def test_a_family_that_was_listed_is_compared_by_band(programme, kit, then, now, change):
    last = LastList(kit.BEFORE, {"aa": Earlier(12, then, 3)})
    assert change_of("aa", now, last, programme.bands) == (change, 4)


def test_a_family_that_was_not_listed_is_new_and_without_a_list_before_everybody_is_first(programme, kit):
    assert change_of("bb", "some signs", LastList(kit.BEFORE, {}), programme.bands) == ("new", 1)
    assert change_of("bb", "some signs", None, programme.bands) == ("first", 1)


def test_the_latest_earlier_list_is_read(make, programme, kit):
    edition = make({"aa": 12}, week=kit.BEFORE)
    list_families(edition, programme=programme)
    with edition.connect() as lake:
        assert last_list(lake, kit.BEFORE) is None
        found = last_list(lake, kit.WEEK)
    assert found.as_of == kit.BEFORE
    assert found.entries == {kit.family_id("aa"): Earlier(12, "some signs", 1)}
