"""Rows and columns: one row a family, empty where a family is sealed, the same names whatever the week."""

from dataclasses import replace

import numpy as np

from csps.worklist.columns import arrays_of, names_of, rows_of
from csps.worklist.sheet import Doubt


def test_a_row_says_what_the_page_says(sheet, kit):
    said = {"maltreatment": {"aa": [("raises", "calls", "3 calls"), ("lowers", "home", "the same home")]}}
    (row,) = rows_of(sheet({"aa": 16}, eligibility={}, said=said, met={"aa": [("SF10.1", 10)]}))
    assert {name: value for name, value in row.items() if value is not None} == {
        "as_of": kit.WEEK, "place": 1, "family_id": kit.family_id("aa"), "sealed": False,
        "children": 2, "child_ages": "8 months; 4 years", "children_expected": 1, "adults": 2,
        "maltreatment_of_100": 16, "maltreatment_band": "many signs",
        "maltreatment_reason_1": "raises: 3 calls", "maltreatment_reason_2": "lowers: the same home",
        "maltreatment_feature_1": "calls", "maltreatment_feature_2": "home",
        "criteria_met": 1, "criteria": "adult out of work (SF10.1)", "change": "first",
        "rule_set": "local, version 3, 50 % of its 2 lines still to be confirmed", "weeks_listed": 1,
        "maltreatment_version": kit.VERSION, "eligibility_version": kit.VERSION,
    }  # fmt: skip


def test_of_a_sealed_family_nothing_is_told_but_that_there_is_one(sheet, kit):
    """Neither who it is nor where it stands: between two others its place would tell its score."""
    listed = sheet({"aa": 40, "bb": 16, "cc": 3}, sealed={"bb"}, met={"bb": [("SF1.1", 1)]})
    *shown, row = rows_of(listed)
    assert [(one["place"], one["family_id"]) for one in shown] == [(1, kit.family_id("aa")), (2, kit.family_id("cc"))]
    versions = {"maltreatment_version": kit.VERSION, "eligibility_version": kit.VERSION}
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {"as_of": kit.WEEK, "sealed": True} | versions
    assert arrays_of(listed)["place"].tolist() == [1, 2, None]


def test_every_row_has_every_column_in_order(sheet):
    gathered = sheet({"aa": 16, "bb": 3}, eligibility={"aa": 1})
    assert all(set(row) == set(names_of()) for row in rows_of(gathered))
    assert list(arrays_of(gathered)) == names_of()


def test_arrays_keep_what_is_missing_missing(sheet):
    arrays = arrays_of(sheet({"aa": 16, "bb": 3}, eligibility={"bb": 7}))
    assert arrays["eligibility_of_100"].tolist() == [None, 7]
    assert arrays["eligibility_of_100"].dtype == np.int64
    assert arrays["as_of"].dtype == "datetime64[D]"
    assert arrays["sealed"].tolist() == [False, False]


def test_a_list_without_families_has_its_columns(sheet):
    arrays = arrays_of(sheet({}))
    assert {len(array) for array in arrays.values()} == {0}
    assert "place" in arrays


def test_members_whom_nothing_confirms_have_a_cell_that_is_empty_where_all_are(sheet):
    listed = sheet({"aa": 16, "bb": 10, "cc": 3})
    doubt = Doubt("address only", "carer", 400, None)
    told = zip(listed.families, ((doubt,), (), None), strict=True)
    families = tuple(replace(family, doubts=doubts) for family, doubts in told)
    cells = [row["not_confirmed"] for row in rows_of(replace(listed, families=families))]
    assert cells == ["Carer, 33 years: counted as a carer by the address alone. Check who lives here now.", "", None]
