"""Tables that tell what a restriction keeps are read by those whose duty it is."""

from __future__ import annotations

import pytest

from csps.access.policy import allowed_roles
from csps.access.roles import Role
from csps.access.sealed_tables import SEALED_TABLES, action_to_read
from csps.contracts.lake import lake_tables


@pytest.mark.parametrize("table", SEALED_TABLES)
def test_a_sealed_table_exists_and_somebody_may_read_it_but_no_trainer(table):
    assert table in lake_tables()
    roles = allowed_roles(action_to_read(table))
    assert Role.INFORMATION_GOVERNANCE in roles
    assert Role.TRAINER not in roles


def test_every_table_of_restrictions_is_sealed():
    assert {name for name in lake_tables() if "restriction" in name} <= SEALED_TABLES.keys()


def test_the_rest_asks_for_nobody():
    assert action_to_read("families.family") is None
