"""Small files: whole or not there, ours and closed to others."""

import errno
import os

import pytest

from csps.domain.errors import AccessError, StorageError, UsageError
from csps.keys import files


def read(path, *, private=True):
    return files.read_guarded(path, "The key", private=private)


def test_what_is_written_is_read_and_is_ours_alone(safe):
    files.write_new(safe / "a", b"words", "The key")
    assert read(safe / "a") == b"words"
    assert (safe / "a").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in safe.iterdir()] == ["a"]


def test_nothing_is_overwritten(safe):
    files.write_new(safe / "a", b"words", "The key")
    with pytest.raises(UsageError, match="a exists and is not overwritten"):
        files.write_new(safe / "a", b"other", "The key")
    assert read(safe / "a") == b"words"
    assert [path.name for path in safe.iterdir()] == ["a"]


def test_a_replacement_takes_the_place(safe):
    files.replace(safe / "a", b"old", "The head")
    files.replace(safe / "a", b"new", "The head")
    assert read(safe / "a", private=False) == b"new"


@pytest.mark.parametrize(("mode", "private", "public"), [
    (0o600, True, True), (0o400, True, True), (0o640, False, True), (0o604, False, True), (0o644, False, True),
    (0o660, False, False), (0o602, False, False), (0o666, False, False),
])  # fmt: skip
def test_modes(safe, mode, private, public):
    files.write_new(safe / "a", b"words", "The key")
    (safe / "a").chmod(mode)
    for is_private, is_fine in ((True, private), (False, public)):
        if is_fine:
            assert read(safe / "a", private=is_private) == b"words"
        else:
            with pytest.raises(AccessError, match=rf"The key at a has mode {mode:04o}.* Nothing was changed. Make it"):
                read(safe / "a", private=is_private)


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_where_others_could_swap_the_file_is_refused(safe, mode):
    files.write_new(safe / "a", b"words", "The key")
    safe.chmod(mode)
    with pytest.raises(AccessError, match="others could put another file in its place"):
        read(safe / "a")
    with pytest.raises(AccessError, match="others could put another file in its place"):
        files.write_new(safe / "b", b"words", "The key")
    safe.chmod(mode | 0o1000)
    assert read(safe / "a") == b"words"


def test_what_is_no_plain_file_is_refused(safe):
    files.write_new(safe / "a", b"words", "The key")
    (safe / "link").symlink_to(safe / "a")
    (safe / "folder").mkdir(mode=0o700)
    os.mkfifo(safe / "pipe", 0o600)
    for name in ("link", "folder", "pipe", "missing"):
        with pytest.raises(AccessError):
            read(safe / name)
    with pytest.raises(AccessError, match=r"folder of the key, .*missing, cannot be opened"):
        read(safe / "missing" / "a")


def test_a_file_of_somebody_else_is_refused(safe, monkeypatch):
    files.write_new(safe / "a", b"words", "The key")
    (safe / "a").chmod(0o600)

    class Elsewhere:
        def __getattr__(self, name):
            return getattr(os, name)

        @staticmethod
        def fstat(descriptor):
            found = list(os.fstat(descriptor))
            found[4] = os.geteuid() + 12345
            return os.stat_result(found)

    monkeypatch.setattr(files, "os", Elsewhere())
    with pytest.raises(AccessError, match="plain file of yours"):
        read(safe / "a")


def test_a_file_beyond_all_measure_is_not_read(safe, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 3)
    files.write_new(safe / "a", b"words", "The key")
    with pytest.raises(StorageError, match="far larger"):
        read(safe / "a")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full disk", "bad disk"])
@pytest.mark.parametrize("write", [files.write_new, files.replace], ids=["new", "replace"])
def test_the_kth_call_fails(safe, kit, monkeypatch, write, number):
    counting = kit.FaultyOs()
    monkeypatch.setattr(files, "os", counting)
    write(safe / "counted", b"words", "The key")
    steps = len(counting.calls)
    assert steps == 6  # open, write, sync, name, and the folder's open and sync
    for k in range(1, steps + 1):
        monkeypatch.setattr(files, "os", kit.FaultyOs(number, k))
        with pytest.raises(StorageError, match="The key could not be written: "):
            write(safe / f"a{k}", b"words", "The key")
        assert (safe / f"a{k}").exists() == (k > 4)  # whole, or not there
        assert not (safe / f"a{k}").exists() or (safe / f"a{k}").read_bytes() == b"words"
        assert [path.name for path in safe.iterdir() if path.name.endswith(".aside")] == []
