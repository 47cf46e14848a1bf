"""Appending: all of a line or none of it; one writer at a time."""

import errno
import os

import pytest

from csps.domain.errors import BusyError, StorageError
from csps.journal import files


def failing(number):
    def strike(name, real, args, kwargs):
        if name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(number, os.strerror(number))

    return strike


def test_lines_are_added_and_read(tmp_path):
    path = tmp_path / "a"
    files.append(path, b"one\n")
    files.append(path, b"two\n")
    size = path.stat().st_size
    files.append(path, b"torn")
    assert list(files.lines(path, size)) == [b"one\n", b"two\n"]
    assert list(files.lines(path, size + 4)) == [b"one\n", b"two\n", b"torn"]
    assert list(files.lines(path, size - 1)) == [b"one\n", b"two"]
    assert list(files.lines(path, 0)) == []
    assert files.last_bytes(path, 7) == b"wo\ntorn"[-7:]
    assert files.last_bytes(path, 100) == b"one\ntwo\ntorn"


def test_a_line_without_an_end_is_read_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LONGEST_LINE", 10)
    (tmp_path / "a").write_bytes(b"x" * 25)
    assert [len(piece) for piece in files.lines(tmp_path / "a", 25)] == [10, 10, 5]


def test_cutting(tmp_path):
    (tmp_path / "a").write_bytes(b"onetwo")
    files.cut(tmp_path / "a", 3)
    files.cut(tmp_path / "missing", 0)
    assert (tmp_path / "a").read_bytes() == b"one"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("before", [None, b"one\n"], ids=["new", "old"])
def test_the_kth_call_fails_and_nothing_is_left(tmp_path, monkeypatch, kit, number, before):
    counting = kit.FaultyOs()
    monkeypatch.setattr(files, "os", counting)
    files.append(tmp_path / "counted", b"two\n")
    for k in range(1, len(counting.calls) + 1 - (2 if before else 0)):
        path = tmp_path / f"{k}"
        if before:
            path.write_bytes(before)
        monkeypatch.setattr(files, "os", kit.FaultyOs(failing(number), k))
        with pytest.raises(StorageError, match=r"An event could not be written: .*\. Nothing was changed\."):
            files.append(path, b"two\n")
        assert (path.read_bytes() if path.exists() else b"") == (before or b"")


def test_when_even_cutting_fails_nothing_is_promised(tmp_path, monkeypatch, kit):
    class Broken(kit.FaultyOs):
        CHANGING = frozenset({"fsync", "ftruncate"})

        def __getattr__(self, name):
            if name in self.CHANGING:
                return lambda *_: failing(errno.EIO)(name, None, (), {})
            return getattr(os, name)

    monkeypatch.setattr(files, "os", Broken())
    with pytest.raises(StorageError, match="It is not known whether the event was written") as refusal:
        files.append(tmp_path / "a", b"one\n")
    assert "Nothing was changed" not in str(refusal.value)


def test_the_second_writer_is_told_after_a_little_patience(tmp_path):
    with files.exclusive(tmp_path / ".lock", 0), pytest.raises(BusyError, match="writing the journal"):  # noqa: SIM117
        with files.exclusive(tmp_path / ".lock", 0.02):
            pytest.fail("two writers")
    with files.exclusive(tmp_path / ".lock", 0):
        pass


def test_a_lock_that_cannot_be_made_is_a_refusal(tmp_path):
    with pytest.raises(StorageError, match="could not be locked"), files.exclusive(tmp_path / "gone" / ".lock", 0):
        pytest.fail("locked nothing")


def test_folders_and_names(tmp_path):
    files.make_folder(tmp_path / "journal")
    files.make_folder(tmp_path / "journal")
    (tmp_path / "journal" / "a").write_bytes(b"x")
    files.rename(tmp_path / "journal" / "a", tmp_path / "journal" / "b")
    assert [path.name for path in (tmp_path / "journal").iterdir()] == ["b"]
    with pytest.raises(StorageError, match="folder could not be made"):
        files.make_folder(tmp_path / "gone" / "journal")
    for refused in (lambda: files.last_bytes(tmp_path / "gone", 1), lambda: list(files.lines(tmp_path / "gone", 1))):
        with pytest.raises(StorageError, match="could not be read"):
            refused()
