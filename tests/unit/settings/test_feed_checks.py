"""A feed against the contract of its table, and against the other feeds."""

from __future__ import annotations

import pytest

from csps.settings.feed_checks import shared_files


def faults_of(values, faults_in, feed, **changes):
    values["feeds"][feed] |= changes
    return {path[2:]: words for path, words in faults_in(values).items() if path[:2] == ("feeds", feed)}


def test_an_unknown_table_is_refused_with_the_nearest(values, faults_in):
    faults = faults_of(values, faults_in, "police_asb", table="feeds.police_abs")
    words = 'is "feeds.police_abs", which is no table; did you mean "feeds.police_asb"?'
    assert faults == {("table",): [f"feeds.police_asb.table {words}"]}
    faults = faults_of(values, faults_in, "police_asb", table="xylophone")
    assert "no declared table is called so" in faults["table",][0]


def test_a_table_of_another_agency_is_refused(values, faults_in):
    faults = faults_of(values, faults_in, "police_asb", agency="housing")
    assert 'which police delivers, not housing; write agency = "police"' in faults["table",][0]


def test_unknown_columns_are_each_named(values, faults_in):
    columns = {"nominal_idd": "Ref", "zzz": "Z", "asb_date": "Day"}
    faults = faults_of(values, faults_in, "police_asb", columns=columns)
    assert 'did you mean "nominal_id"?' in faults["columns", "nominal_idd"][0]
    assert "its columns are" in faults["columns", "zzz"][0]
    assert {path[0] for path in faults} == {"columns"}


def test_codes_outside_their_list_are_each_named(values, faults_in, tables):
    codes = {"ethnicity": {"1": "WBRI", "2": "WBRY", "3": "MARTIAN"}, "pers_sexx": {"1": "M"}, "pers_upn": {"1": "M"}}
    faults = faults_of(values, faults_in, "ssd_person", codes={"pers_ethnicity": codes.pop("ethnicity"), **codes})
    assert set(faults) == {
        ("codes", "pers_ethnicity", "2"),
        ("codes", "pers_ethnicity", "3"),
        ("codes", "pers_sexx"),
        ("codes", "pers_upn"),
    }
    assert (
        'leads to "WBRY", which is not in its code list; did you mean "WBRI"?'
        in faults["codes", "pers_ethnicity", "2"][0]
    )
    assert (
        f'the list "{tables["feeds.ssd_person"]["pers_ethnicity"].codes.name}" has'
        in faults["codes", "pers_ethnicity", "3"][0]
    )
    assert "holds no codes" in faults["codes", "pers_upn"][0]


def test_sound_mappings_pass(values, faults_in):
    changes = {"columns": {"pers_sex": "Gender"}, "codes": {"pers_sex": {"1": "M", "2": "F"}}}
    assert faults_of(values, faults_in, "ssd_person", **changes) == {}


@pytest.mark.parametrize(
    ("purposes", "place", "words"),
    [
        (["evaluation", "scoring"], 1, 'contract allows "casework", "evaluation", "linkage"'),
        (["scoring", "casework"], 0, 'is "scoring", which no column of feeds.ssd_disability may be used for'),
        (["evaluation", "evaluation"], 1, "stands there already; name it once"),
        (["operations"], 0, 'is "operations"; it takes one of "linkage", "scoring", "evaluation", "casework"'),
    ],
)  # fmt: skip
def test_purposes_stay_within_the_contract(values, faults_in, purposes, place, words):
    faults = faults_of(values, faults_in, "ssd_disability", purposes=purposes)
    assert list(faults) == [("purposes", place)]
    assert words in faults["purposes", place][0]


def test_no_purpose_is_no_feed(values, faults_in):
    assert list(faults_of(values, faults_in, "ssd_disability", purposes=[])) == [("purposes",)]


def test_an_unknown_table_hides_no_other_fault(values, faults_in):
    changes = {"table": "feeds.nothing", "columns": {"any": "x"}, "owner": 3, "purposes": ["scoring", "scoring"]}
    assert set(faults_of(values, faults_in, "police_asb", **changes)) == {("table",), ("owner",), ("purposes", 1)}


def test_patterns_that_share_files_are_named_once_for_each_pair():
    feeds = {
        "a": {"pattern": "police/x_*.csv"},
        "b": {"pattern": "police/x_*.csv"},
        "c": {"pattern": "police/*.csv"},
        "d": {"pattern": "health/*.csv"},
        "e": {"pattern": 5},
        "f": "no block",
        "g": {"pattern": "a" * 9_999},
        "h": {"pattern": "a" * 9_999},
    }
    said = [str(fault) for fault in shared_files(feeds)]
    assert said == [
        'feeds.b.pattern has the same pattern as feeds.a, "police/x_*.csv"; each file belongs to one feed',
        'feeds.c.pattern could claim a file of feeds.a, "police/x_*.csv"; each file belongs to one feed',
        'feeds.c.pattern could claim a file of feeds.b, "police/x_*.csv"; each file belongs to one feed',
    ]
    assert list(shared_files("nothing")) == []


def test_two_feeds_may_fill_one_table(values, faults_in):
    second = values["feeds"]["police_asb"] | {"pattern": "police/transport_asb_*.csv"}
    values["feeds"]["transport_police_asb"] = second
    assert faults_in(values) == {}
