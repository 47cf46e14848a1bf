"""Every layout that is known, and which of them a sheet has."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from csps.feeds.layouts import (
    annex_a,
    annex_a_care,
    cin_census,
    education,
    family_context,
    neet,
    revenues,
    ssd,
    ssda903,
)
from csps.feeds.layouts.layout import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csps.feeds.layouts.layout import Layout


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """Give every layout, the field's own before the contracts: of two that fit alike, the first is taken."""
    modules = (ssda903, cin_census, annex_a, annex_a_care, education, revenues, neet, family_context, ssd)
    return tuple(layout for module in modules for layout in module.LAYOUTS)


def layout_of(headings: Sequence[str], sheet: str = "", wanted: str | None = None) -> Layout | None:
    """Give the layout of a sheet, or None.

    The one is taken that knows the most of its headings; where several know as many, the one whose sheet has that name,
    then one of the field's own, then the one with the fewest headings beyond.

    Args:
        headings: as they were delivered.
        sheet: its name.
        wanted: the format that it must be of; None takes any.
    """
    fitting = [each for each in layouts() if wanted in (None, each.format) and each.fits(headings)]
    name = compact(sheet.rpartition("/")[2])

    def worth(each: Layout) -> tuple[int, bool, bool, int]:
        is_named = each.sheet is not None and compact(each.sheet) == name
        return len(each.resolved(headings)), is_named, each.format != ssd.CONTRACT, -len(each.headings)

    return max(fitting, key=worth, default=None)


@functools.cache
def made_keys(written: str, table: str) -> frozenset[str]:
    """Name the columns of a table whose values csps joins to a key, where files are of one format.

    Args:
        written: the format.
        table: the contract's name.
    """
    return frozenset(
        column
        for layout in layouts()
        for made in layout.makes
        for column, take in made.columns.items()
        if layout.format == written and made.table == table and take.is_key
    )


SHORTEST_TELLING = 3
"""Letters of a heading that says something where it stands: I, M and S are register codes, and may be anybody's value."""


@functools.cache
def _words() -> frozenset[str]:
    known_ones = {spelling for layout in layouts() for spelling in layout.spellings}
    return frozenset(spelling for spelling in known_ones if len(spelling) >= SHORTEST_TELLING)


def known(headings: Sequence[str]) -> int:
    """Say how many names are headings of some layout, those of one or two letters left out."""
    return sum(compact(heading) in _words() for heading in headings if heading.strip())
