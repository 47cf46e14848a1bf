"""The contracts fit the shapes that settings ask of them."""

from __future__ import annotations

import pytest

from csps.settings.declared import Surroundings


def test_every_contract_has_what_settings_look_at(tables):
    for table in tables.values():
        assert table.agency
        for name in table.column_names:
            assert all(isinstance(purpose, str) for purpose in table.purposes_of(name))
            codes = table[name].codes
            assert codes is None or (codes.name and codes.values)


@pytest.mark.parametrize(
    ("document", "synthetic"),
    [
        ({"workspace": {"synthetic": True}}, True),
        ({"workspace": {"synthetic": False}}, False),
        ({"workspace": {"synthetic": "true"}}, False),
        ({"workspace": {"synthetic": 1}}, False),
        ({"workspace": "synthetic"}, False),
        ({}, False),
    ],
)
def test_only_the_plain_word_makes_a_workspace_synthetic(document, synthetic):
    assert Surroundings(document, {}).synthetic is synthetic
