"""Every feature gives what its entry says: one short entry a feature, in `tests/spec/features`, one module per topic."""

from __future__ import annotations

import pytest
from tests.factories.known_town import DAY, KnownTown
from tests.spec.features import (
    agencies,
    childrens_services,
    families,
    health_and_care,
    homes_and_money,
    justice,
    schools,
)
from tests.spec.features.case import settle

from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.readable import tables_read
from csps.features.source import HOUSES

MODULES = (families, agencies, childrens_services, health_and_care, homes_and_money, justice, schools)
SPEC = {name: case for module in MODULES for name, case in module.SPEC.items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Every case as one family of one town, computed together."""
    town = KnownTown(tmp_path_factory.mktemp("spec"))
    for name, case in SPEC.items():
        settle(town, name, case)
    with town.edition().connect() as lake:
        rows = Matrix(lake, [DAY], there=HOUSES | set(tables_read())).on(DAY).read_all().to_pylist()
    return {row["family_id"]: row for row in rows}


def test_every_feature_has_an_entry_and_no_entry_is_left_over():
    names = {each.feature.name for each in declarations()}
    assert names - set(SPEC) == set(), "add an entry to the topic's module in tests/spec/features"
    assert set(SPEC) - names == set()
    assert sum(len(module.SPEC) for module in MODULES) == len(SPEC)


@pytest.mark.parametrize("name", sorted(SPEC))
def test_a_feature_gives_what_its_entry_says(found, name):
    value = found[name][name]
    assert value == SPEC[name].gives
    assert type(value) in (int, float, type(None))
