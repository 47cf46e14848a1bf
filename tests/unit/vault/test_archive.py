"""The archive: every delivery as it came, sealed, and found again."""

import secrets

import pytest
from tests.factories import faulty_os

from csps.domain.errors import AccessError, IntegrityError, StorageError
from csps.keys import DataKey, LocalKeyWrapper, files
from csps.vault.archive import Archive
from csps.vault.key_table import KeyTable

DELIVERIES = {"a/one.csv": b"name\nAmina Adeyemi\n" * 500, "a/none.csv": b"", "a/bé.csv": b"\xff\x00"}


def keys_in(tmp_path):
    return KeyTable.found(tmp_path / "keys", LocalKeyWrapper(DataKey(bytes(range(32)))), "")


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive", keys_in(tmp_path))


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


def test_what_comes_in_pieces_is_sealed_piece_by_piece_and_comes_back(archive, tmp_path):
    pieces = [bytes([place % 251]) * 70_000 + secrets.token_bytes(70_000) for place in range(40)]
    index = archive.put(1, "police", [("a", "0" * 64, b"1"), ("b", "0" * 64, iter(pieces)), ("c", "0" * 64, b"3")])
    lines = index.to_pylist()
    assert [archive.read(line) for line in lines] == [b"1", b"".join(pieces), b"3"]
    assert archive.check(index) == 3
    (sealed,) = (tmp_path / "archive").iterdir()
    assert 40 * 70_000 < sealed.stat().st_size < 40 * 71_000 + 10_000
    assert sealed.stat().st_size == sum(line["stored_bytes"] for line in lines)


def test_what_was_never_published_is_forgotten(archive, tmp_path):
    archive.add(1, "police", {"a": b"1"})
    archive.add(2, "police", {"b": b"2"})
    (tmp_path / "archive" / ".00000002-police-0000.sealed.aa.aside").write_bytes(b"cut")
    archive.forget_after(1)
    assert [path.name for path in (tmp_path / "archive").iterdir()] == ["00000001-police-0000.sealed"]


def test_another_table_of_keys_opens_nothing(archive, tmp_path):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    with pytest.raises(IntegrityError, match="keys are missing"):
        Archive(tmp_path / "archive", keys_in(tmp_path / "other")).read(line)


def test_one_delivery_opens_no_other(archive):
    one, other, _ = archive.add(1, "police", DELIVERIES).to_pylist()
    place = {name: other[name] for name in ("start", "stored_bytes")}
    with pytest.raises((IntegrityError, AccessError)):
        archive.read(one | place)


def test_every_delivery_is_checked(archive, tmp_path):
    index = archive.add(1, "police", DELIVERIES)
    assert archive.check(index) == len(DELIVERIES)
    (file,) = (tmp_path / "archive").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(IntegrityError, match="cut short"):
        archive.check(index)


def test_a_delivery_whose_key_was_destroyed_is_gone_and_the_others_are_not(archive, tmp_path):
    index = archive.add(1, "police", DELIVERIES)
    first, second, _ = index.to_pylist()
    wrapper = LocalKeyWrapper(DataKey(bytes(range(32))))
    anew = archive._keys.write_anew(wrapper, 1, destroy=[first["key"]])
    later = Archive(tmp_path / "archive", anew)
    assert later.read(first) is None
    assert later.read(second) == b""
    assert later.check(index) == len(DELIVERIES) - 1


def test_a_lost_file_is_said(archive, tmp_path):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    (tmp_path / "archive" / line["file"]).unlink()
    with pytest.raises(IntegrityError, match="missing"):
        archive.read(line)


def test_a_changed_byte_is_found(archive, tmp_path):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    path = tmp_path / "archive" / line["file"]
    data = bytearray(path.read_bytes())
    data[line["stored_bytes"] - 20] ^= 1
    path.write_bytes(data)
    with pytest.raises(IntegrityError):
        archive.read(line)


def test_an_index_of_another_delivery_is_found(archive):
    line = archive.add(1, "police", DELIVERIES).to_pylist()[0]
    with pytest.raises(IntegrityError, match="not the one"):
        archive.read(line | {"kept_sha256": "0" * 64})


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
