"""A workspace is opened without writing anything, and what is no workspace is refused."""

from __future__ import annotations

import pytest

from csps.domain.errors import SettingsError, UsageError
from csps.pipeline import open_site


def test_opening_writes_nothing(site):
    assert [path.name for path in site.folder.parent.rglob("*") if path.is_file()] == ["programme.toml"]


def test_keys_of_a_synthetic_workspace_lie_beside_it(site):
    assert site.synthetic
    assert site.deployment.keys == site.folder.parent / "keys"


def test_the_head_of_the_journal_has_a_second_place_outside_the_workspace(site):
    (place,) = site.journal.places
    assert not place.is_relative_to(site.folder)


def test_the_lake_knows_every_table_the_features_included(site):
    assert site.lake.contract("features.family_week").columns
    assert site.lake.contract("feeds.ssd_person").identities == ()


def test_a_folder_without_choices_is_no_workspace(tmp_path):
    with pytest.raises(UsageError, match=r"holds no programme\.toml"):
        open_site(tmp_path, {})


def test_a_workspace_of_another_version_is_refused(site):
    programme = site.folder / "programme.toml"
    programme.write_text(programme.read_text().replace("version = 1", "version = 2", 1))
    with pytest.raises(SettingsError, match="this csps reads workspaces of version 1"):
        open_site(site.folder, {})


def test_a_day_is_that_of_the_clock(site):
    assert site.today.isoformat() == "2026-11-21"
