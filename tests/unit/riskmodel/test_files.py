"""Nothing of a model is parsed before every byte is known to be the one that was meant."""

from __future__ import annotations

import lightgbm
import pytest

from csps.domain.errors import IntegrityError, StorageError, UsageError
from csps.riskmodel import RiskModel, digest, version_of
from csps.riskmodel.files import DESCRIPTION, TREES


@pytest.fixture
def saved(kit, tmp_path):
    folder = tmp_path / "model"
    return folder, kit.model.save(folder)


@pytest.fixture
def unparsed(monkeypatch):
    """Fail as soon as LightGBM is given anything to read."""

    def parse(*args, **more):
        raise AssertionError("LightGBM was given unverified bytes")

    monkeypatch.setattr(lightgbm, "Booster", parse)


def test_the_digest_is_that_of_the_folder(saved):
    folder, told = saved
    assert digest(folder) == told
    assert len(told) == 64
    assert version_of(told) == told[:16]


@pytest.mark.parametrize("name", [TREES, DESCRIPTION])
def test_one_changed_byte_anywhere_is_refused_before_lightgbm_sees_it(saved, unparsed, name):
    folder, told = saved
    whole = (folder / name).read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        (folder / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(IntegrityError, match="expected was"):
            RiskModel.load(folder, told)


def test_bytes_that_move_from_one_file_to_the_other_change_the_digest(saved):
    folder, told = saved
    first, second = (folder / DESCRIPTION).read_bytes(), (folder / TREES).read_bytes()
    (folder / DESCRIPTION).write_bytes(first + second[:1])
    (folder / TREES).write_bytes(second[1:])
    assert digest(folder) != told


@pytest.mark.parametrize("harm", ["missing", "added", "no folder"])
def test_a_folder_that_is_not_exactly_a_model_is_refused(saved, unparsed, harm, tmp_path):
    folder, told = saved
    if harm == "missing":
        (folder / TREES).unlink()
    elif harm == "added":
        (folder / "model.pkl").write_bytes(b"")
    else:
        folder = tmp_path / "nothing"
    with pytest.raises(IntegrityError, match="A model is two files"):
        RiskModel.load(folder, told)


def test_a_model_is_never_written_over_something(saved, kit):
    with pytest.raises(UsageError, match="not empty"):
        kit.model.save(saved[0])


def test_a_disk_that_refuses_is_said(kit, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="could not be written"):
        kit.model.save(tmp_path / "file" / "model")
