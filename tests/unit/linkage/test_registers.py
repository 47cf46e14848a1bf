"""Registers are the tables that name persons, and their units are columns that the lake has."""

from __future__ import annotations

import pytest

from csps.contracts.lake import lake_tables
from csps.linkage.registers import GROWN_UP, UNIT_KINDS, UNITS, registers, unit_columns


def test_every_register_is_a_table_of_persons_with_names():
    found = registers()
    assert len(found) == 24
    assert {"feeds.ssd_person", "feeds.council_tax_person", "feeds.police_asb", "feeds.restriction"} <= set(found)
    assert not {"feeds.ssd_address", "feeds.council_tax_property", "feeds.school_attendance"} & set(found)


@pytest.mark.parametrize("register", UNITS)
def test_units_are_columns_of_the_lake(register):
    assert all(column in lake_tables()[register] for column in unit_columns(register))


def test_a_register_without_units_has_none():
    assert unit_columns("feeds.police_incident") == ()


def test_rules_are_about_registers():
    assert set(UNITS) | set(UNIT_KINDS) | set(UNIT_KINDS.values()) | set(GROWN_UP) <= set(registers())
