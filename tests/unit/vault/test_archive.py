"""The archive: every delivery as it came, sealed, and found again."""

import pytest
from tests.factories import faulty_os

from csps.domain.errors import AccessError, IntegrityError, StorageError
from csps.keys import DataKey, files
from csps.vault.archive import Archive

KEY = DataKey(bytes(range(32)))
DELIVERIES = {"a/one.csv": b"name\nAmina Adeyemi\n" * 500, "a/none.csv": b"", "a/bé.csv": b"\xff\x00"}


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive", KEY)


def test_each_comes_back_as_it_was(archive):
    index = archive.add(1, "police", DELIVERIES)
    assert {line["delivery"]: archive.read(line) for line in index.to_pylist()} == DELIVERIES


def test_nothing_of_it_can_be_read(archive, tmp_path):
    archive.add(1, "police", DELIVERIES)
    (sealed,) = (tmp_path / "archive").iterdir()
    assert b"Amina" not in sealed.read_bytes()
    assert sealed.stat().st_size < 1000  # compressed before it was sealed


def test_a_second_call_has_a_file_of_its_own(archive, tmp_path):
    first, second = archive.add(1, "police", {"a": b"1"}), archive.add(1, "police", {"b": b"2"})
    assert [archive.read(index.to_pylist()[0]) for index in (first, second)] == [b"1", b"2"]
    assert len(list((tmp_path / "archive").iterdir())) == 2


def test_what_was_never_published_is_forgotten(archive, tmp_path):
    archive.add(1, "police", {"a": b"1"})
    archive.add(2, "police", {"b": b"2"})
    (tmp_path / "archive" / ".00000002-police-0000.sealed.aa.aside").write_bytes(b"cut")
    archive.forget_after(1)
    assert [path.name for path in (tmp_path / "archive").iterdir()] == ["00000001-police-0000.sealed"]


def test_another_key_is_refused(archive, tmp_path):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    with pytest.raises(AccessError, match="names key"):
        Archive(tmp_path / "archive", DataKey(bytes(32))).read(line)


def test_a_lost_file_is_said(archive, tmp_path):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    (tmp_path / "archive" / line["file"]).unlink()
    with pytest.raises(IntegrityError, match="missing"):
        archive.read(line)


def test_a_changed_byte_is_found(archive, tmp_path):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    path = tmp_path / "archive" / line["file"]
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    with pytest.raises(IntegrityError):
        archive.read(line)


def test_an_index_of_another_delivery_is_found(archive):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    with pytest.raises(IntegrityError, match="not the one"):
        archive.read(line | {"sha256": "0" * 64})


def test_a_disk_that_refuses_leaves_nothing(archive, tmp_path, monkeypatch):
    class Faulty(faulty_os.FaultyOs):
        CHANGING = frozenset({"open", "write", "fsync", "replace"})

    def strike(name, real, args, kwargs):
        raise OSError(28, "No space left on device")

    archive.add(1, "police", {"a": b"1"})
    for k in range(1, 5):
        monkeypatch.setattr(files, "os", Faulty(strike, k))
        with pytest.raises(StorageError, match="could not be written"):
            archive.add(1, "police", {"b": b"2"})
        assert len(list((tmp_path / "archive").iterdir())) == 1
