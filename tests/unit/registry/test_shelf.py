"""The shelf holds whole models under their versions, and its names lead nowhere else."""

import shutil

import pytest

from csps.domain.errors import StorageError, UsageError
from csps.registry import shelf

VERSION = "0123456789abcdef"


def test_a_model_lies_under_its_name_and_version(tmp_path):
    assert shelf.model_folder(tmp_path, "maltreatment", VERSION) == tmp_path / "models" / "maltreatment" / VERSION


@pytest.mark.parametrize(("name", "version"), [("..", VERSION), ("a/b", VERSION), ("a", "../../etc"), ("a", "0" * 15)])
def test_names_that_could_lead_elsewhere_are_refused(tmp_path, name, version):
    with pytest.raises(UsageError, match="first 16 digits"):
        shelf.model_folder(tmp_path, name, version)


def test_a_model_put_twice_is_there_as_the_second_time(tmp_path):
    files, target = tmp_path / "saved", shelf.model_folder(tmp_path, "maltreatment", VERSION)
    files.mkdir()
    (files / "trees.txt").write_text("first")
    (files / "gone.txt").write_text("first")
    shelf.put(files, target)
    (files / "trees.txt").write_text("second")
    (files / "gone.txt").unlink()
    shelf.put(files, target)
    assert {path.name: path.read_text() for path in target.iterdir()} == {"trees.txt": "second"}
    assert [path.name for path in target.parent.iterdir()] == [VERSION]


def test_a_disk_that_refuses_leaves_nothing_half_copied(tmp_path, monkeypatch):
    files, target = tmp_path / "saved", shelf.model_folder(tmp_path, "maltreatment", VERSION)
    files.mkdir()
    (files / "trees.txt").write_text("first")

    def full(source, aside):
        aside.mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(StorageError, match="No space left on device"):
        shelf.put(files, target)
    assert list(target.parent.iterdir()) == []


def test_taking_down_what_is_not_there_is_no_error(tmp_path):
    shelf.take_down(tmp_path / "nothing")
