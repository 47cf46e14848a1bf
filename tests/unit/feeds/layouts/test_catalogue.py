"""Every layout makes what the contracts have, and a sheet has one layout."""

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.layouts import annex_a, annex_a_care, cin_census, education, family_context, neet, revenues, ssda903
from csps.feeds.layouts.catalogue import known, layout_of, layouts

OWN = [
    layout
    for module in (ssda903, cin_census, annex_a, annex_a_care, education, revenues, neet, family_context)
    for layout in module.LAYOUTS
]
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


@every_own
def test_its_own_headings_lead_to_it(layout):
    assert layout_of(layout.headings, layout.sheet or "") is layout


def test_a_sheet_of_a_wanted_format_has_no_other():
    assert layout_of(ssda903.HEADER.headings, wanted="annex a") is None
    assert layout_of(["colour", "weight"]) is None


def test_known_headings_are_counted():
    assert known(["CHILD", "", "decom", "Colour"]) == 2
