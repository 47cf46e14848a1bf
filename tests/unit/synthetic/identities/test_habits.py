"""How carefully agencies keep identities, as the file of habits says."""

from __future__ import annotations

import dataclasses
import tomllib
from importlib import resources
from types import SimpleNamespace

import pytest

from csps.domain.errors import SettingsError
from csps.synthetic.identities import habits as module
from csps.synthetic.identities.habits import FAULTLESS, AgencyHabits, load_habits


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Put another file of habits in the place of ours: file(text)."""

    def put(text):
        (tmp_path / "habits.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(module, "resources", SimpleNamespace(files=lambda package: tmp_path))

    return put


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_habit_that_is_not_a_share_is_refused(share):
    with pytest.raises(SettingsError, match="typo_surname"):
        AgencyHabits(typo_surname=share)
    with pytest.raises(SettingsError, match="styles"):
        AgencyHabits(address_short=0.6, address_capitals=0.6)


def test_agencies_without_date_of_birth_have_none():
    habits = load_habits()
    assert {name for name, habit in habits.items() if habit.birth_date_missing == 1} == {"council_tax", "admissions"}


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_never_and_always_are_shares(share):
    assert AgencyHabits(typo_surname=share).typo_surname == share
    assert AgencyHabits(address_short=share).address_styles == (share, 0, 0, 0)


def test_styles_may_add_up_to_everything():
    assert sum(AgencyHabits(address_short=0.5, address_flat_last=0.5).address_styles) == 1


def test_without_faults_nothing_goes_wrong():
    faults = dataclasses.asdict(FAULTLESS)
    assert faults.pop("middle_kept") == 1
    assert set(faults.values()) == {0}


def test_an_agency_keeps_the_default_where_it_states_nothing_else():
    stated = tomllib.loads(resources.files(module.__package__).joinpath("habits.toml").read_text(encoding="utf-8"))
    loaded = load_habits()
    assert set(loaded) == set(stated)
    for agency, own in stated.items():
        for name, share in dataclasses.asdict(loaded[agency]).items():
            assert share == own.get(name, stated["default"].get(name, getattr(FAULTLESS, name))), (agency, name)


def test_a_habit_nobody_knows_is_refused_with_its_agency(file):
    file("[default]\n[police]\ntypo_in_shoe_size = 0.1\nnickname = 0.1\n")
    with pytest.raises(SettingsError, match=r"habits\.toml, police: no such habit: typo_in_shoe_size\."):
        load_habits()


def test_a_share_from_the_file_is_checked_too(file):
    file("[default]\nnickname = 0.1\n[police]\nnickname = 7\n")
    with pytest.raises(SettingsError, match="nickname is 7"):
        load_habits()


def test_an_agency_may_state_nothing(file):
    file("[default]\nnickname = 0.1\n[police]\n")
    assert load_habits()["police"] == AgencyHabits(nickname=0.1)
