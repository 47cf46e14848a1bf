"""The public names of `csps.access` are found where they are promised, each when it is first used."""

import importlib

import pytest

import csps.access as room


def test_every_public_name_is_found():
    assert set(room.__all__) == set(room._HOMES)
    assert room.__all__ == sorted(room.__all__)
    for name, home in room._HOMES.items():
        assert room.__getattr__(name) is getattr(importlib.import_module(f"csps.access.{home}"), name)


def test_no_public_name_is_also_a_module():
    assert not set(room._HOMES) & set(room._HOMES.values())


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="has no attribute 'utils'"):
        _ = room.utils
