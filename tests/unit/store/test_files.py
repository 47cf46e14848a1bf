"""Bytes reach the disk whole, or not at all."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from csps.domain.errors import StorageError
from csps.store import files


def test_a_sink_counts_and_hashes_what_it_takes(tmp_path):
    with files.new_file(tmp_path / "x") as sink:
        sink.write(b"abc" * files.BUFFER_BYTES)
        sink.write(memoryview(b"def"))
        assert sink.writable()
        assert not sink.closed
    data = (tmp_path / "x").read_bytes()
    assert (sink.size, sink.tell(), sink.sha256) == (len(data), len(data), hashlib.sha256(data).hexdigest())
    assert sink.closed
    assert files.digest_of(tmp_path / "x") == sink.sha256


def test_a_disk_that_takes_little_at_a_time(tmp_path, kit, monkeypatch):
    class Slow(kit.FaultyOs):
        def write(self, descriptor, data):
            return os.write(descriptor, data[:3])

    monkeypatch.setattr(files, "os", Slow())
    with files.replacement(tmp_path / "x") as sink:
        sink.write(b"0123456789")
    assert (tmp_path / "x").read_bytes() == b"0123456789"


def test_what_is_made_aside_is_not_in_the_folder_until_it_is_whole(tmp_path):
    (tmp_path / "shown").mkdir()
    with files.replacement(tmp_path / "shown" / "x", tmp_path / "aside") as sink:
        sink.write(b"0123456789")
        assert list((tmp_path / "shown").iterdir()) == []
    assert (tmp_path / "shown" / "x").read_bytes() == b"0123456789"
    assert list((tmp_path / "aside").iterdir()) == []


def test_a_folder_on_another_disk_is_written_in_itself(tmp_path, monkeypatch):
    """A council may keep its lists on a share: a file cannot be renamed from one disk to another."""
    (tmp_path / "share").mkdir()
    monkeypatch.setattr(files, "device_of", lambda folder: 2 if folder == tmp_path / "share" else 1)
    with files.replacement(tmp_path / "share" / "x", tmp_path / "aside") as sink:
        assert sink.path.parent == tmp_path / "share"
        sink.write(b"0123456789")
    assert [path.name for path in (tmp_path / "share").iterdir()] == ["x"]


def test_whatever_goes_wrong_nothing_is_left(tmp_path):
    (tmp_path / "x").write_text("old")

    def interrupted():
        with files.replacement(tmp_path / "x") as sink:
            sink.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x", "old")]


def test_folders_are_made_and_removed_whole(tmp_path):
    files.make_folder(tmp_path / "a" / "b" / "c")
    files.make_folder(tmp_path / "a" / "b" / "c")
    (tmp_path / "a" / "b" / "file").write_text("x")
    (tmp_path / "a" / "link").symlink_to(tmp_path)
    files.remove(tmp_path / "a")
    files.remove(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_name_tells_whether_its_maker_lives(tmp_path):
    assert files.is_in_use(files.aside_name(tmp_path))
    assert not files.is_in_use(tmp_path / "999999999-x.aside")
    assert not files.is_in_use(tmp_path / "nobody.aside")


def test_a_full_disk_and_a_bad_one_get_different_advice():
    full = files.storage_error("No.", OSError(errno.ENOSPC, "No space left on device"))
    bad = files.storage_error("No.", OSError(errno.EIO, "Input/output error"))
    assert "Free some space" in str(full)
    assert "Look at the disk" in str(bad)
    with pytest.raises(StorageError, match="OSError"), files.refusing("No"):
        raise OSError


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the kernel's full device is missing")
def test_the_kernels_full_device_is_a_storage_error(tmp_path, monkeypatch):
    class Full:
        def __getattr__(self, name):
            return getattr(os, name)

        def write(self, descriptor, data):
            with Path("/dev/full").open("wb", buffering=0) as device:
                return device.write(data)

    monkeypatch.setattr(files, "os", Full())
    with pytest.raises(StorageError, match="No space left on device"), files.replacement(tmp_path / "x") as sink:
        sink.write(b"abc")
    assert list(tmp_path.iterdir()) == []
