"""A small table to be declared rightly and wrongly."""

from __future__ import annotations

import pytest

from csps.contracts.model import Column, Purpose, Retention, Sensitivity, Table, Type


def declare(*columns: Column, key: tuple[str, ...] = ("a",), **changes: object) -> Table:
    first = Column(sensitivity=Sensitivity.PERSONAL, name="a", type=Type.TEXT, meaning="A reference.", required=True)
    said = {
        "name": "feeds.small",
        "agency": "test",
        "meaning": "A table of a test.",
        "row": "one row per test",
        "retention": Retention(6, "the test", "nothing"),
        "purposes": frozenset({Purpose.CASEWORK}),
    }
    return Table(key=key, columns=(first, *columns), **said | changes)


@pytest.fixture(scope="session")
def small_table():
    """Give the maker itself: small_table(*columns, key=("a",), **changes)."""
    return declare
