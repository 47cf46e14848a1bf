"""Every layout makes what the contracts have, and a sheet has one layout."""

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_table, register_of
from csps.feeds.layouts import annex_a, annex_a_care, cin_census, education, family_context, neet, revenues, ssda903
from csps.feeds.layouts.catalogue import known, layout_of, layouts, made_keys

OWN = [
    layout
    for module in (ssda903, cin_census, annex_a, annex_a_care, education, revenues, neet, family_context)
    for layout in module.LAYOUTS
]
NAMES_NOBODY = {
    "account_ref",  # an account's number, which older exports give its holder as well
    "pers_upn_unknown",  # the code that stands where a number is missing
}
every_own = pytest.mark.parametrize("layout", OWN, ids=lambda layout: f"{layout.format}: {layout.name}")


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: f"{layout.format}: {layout.name}")
def test_what_it_makes_is_declared_and_complete(layout):
    for made in layout.makes:
        if made.table in delivered_tables():
            table = delivered_tables()[made.table]
            assert set(made.columns) <= set(table.column_names)
            assert {column.name for column in table.columns if column.required} <= set(made.columns)


@every_own
def test_it_reads_nothing_that_it_does_not_know(layout):
    assert layout.used <= set(layout.headings)
    assert set(layout.marks) <= set(layout.headings)
    assert layout.unread <= set(layout.headings)
    assert set(layout.resolved(layout.aliases).values()) <= set(layout.headings)


def identifying(layout) -> set[str]:
    """Give the headings of a sheet that go to the vault, or are an agency's number for a person."""
    return {
        heading
        for made in layout.makes
        if made.table in delivered_tables()
        for column, take in made.columns.items()
        if not take.is_key
        and (delivered_tables()[made.table][column].identity or register_of(delivered_tables()[made.table], column))
        for heading in take.headings
    }


@every_own
def test_nothing_that_names_a_person_is_put_into_a_column_of_the_lake(layout):
    bare = [
        (made.table, column)
        for made in layout.makes
        if made.table in delivered_tables()
        for column, take in made.columns.items()
        if column in lake_table(delivered_tables()[made.table]).column_names
        and column not in NAMES_NOBODY
        and column not in made_keys(layout.format, made.table)
        and identifying(layout) & set(take.headings)
    ]
    assert bare == []


def test_keys_that_are_made_are_known_by_format_and_table():
    assert made_keys("ssda903", "feeds.ssd_linked_identifiers") == {"link_table_id"}
    assert made_keys("termly attendance", "feeds.termly_attendance") == {"attendance_ref"}
    assert made_keys("csv", "feeds.ssd_linked_identifiers") == frozenset()


@every_own
def test_its_own_headings_lead_to_it(layout):
    assert layout_of(layout.headings, layout.sheet or "") is layout


def test_a_sheet_of_a_wanted_format_has_no_other():
    assert layout_of(ssda903.HEADER.headings, wanted="annex a") is None
    assert layout_of(["colour", "weight"]) is None


def test_known_headings_are_counted():
    assert known(["CHILD", "", "decom", "Colour"]) == 2


def test_register_codes_are_anybodys_values():
    assert known(["I", "/", "PM", "LS", "T_Reason_I"]) == 1
