"""What linkage read last week: sealed, found again whole or not at all, and gone with the table of keys."""

from __future__ import annotations

import pyarrow as pa
import pytest

from csps.domain.errors import IntegrityError
from csps.keys import DataKey
from csps.vault import passing
from csps.vault.erasure import erase_records
from csps.vault.passing import Passing
from csps.vault.vault import Vault

KEY = DataKey(bytes(range(32)))
TABLES = {
    "record_was": pa.table({"surname": ["Oakwood"] * 3}),
    "name_was": pa.table({"key": pa.array([], pa.uint64())}),
}


@pytest.fixture
def readings(tmp_path):
    return Passing(tmp_path / "passing", KEY)


def test_a_set_comes_back_and_is_not_legible_on_the_disk(readings, tmp_path):
    readings.keep("mark", TABLES)
    found = readings.get("mark")
    assert {name: rows.equals(TABLES[name]) for name, rows in found.items()} == {"record_was": True, "name_was": True}
    assert not [path for path in (tmp_path / "passing").iterdir() if b"Oakwood" in path.read_bytes()]


def test_more_rows_than_a_file_holds_come_back_in_order(readings, monkeypatch):
    monkeypatch.setattr(passing, "ROWS", 4)
    rows = pa.table({"line": list(range(10))})
    readings.keep("mark", {"record_was": rows})
    assert readings.get("mark")["record_was"].equals(rows)
    assert readings.check() == 4  # three files of rows, and what they are


def test_only_the_last_set_is_there(readings):
    readings.keep("one", TABLES)
    readings.keep("two", TABLES)
    assert readings.get("one") is None
    readings.forget()
    assert readings.get("two") is None
    assert readings.check() == 0


def test_a_set_of_another_kind_stays_until_all_are_forgotten(readings):
    readings.keep("mark", TABLES)
    readings.keep("mark", {"counts": TABLES["name_was"]}, "occupancy")
    readings.keep("next", TABLES)
    assert readings.get("mark") is None
    assert set(readings.get("mark", "occupancy")) == {"counts"}
    readings.forget()
    assert readings.get("mark", "occupancy") is None


@pytest.mark.parametrize("bit", range(0, 400, 57))
def test_a_damaged_set_is_none_and_the_check_finds_it(readings, tmp_path, bit):
    readings.keep("mark", TABLES)
    for path in (tmp_path / "passing").iterdir():
        whole = path.read_bytes()
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert readings.get("mark") is None
        with pytest.raises(Exception, match=r"damaged|other than|another key|not"):
            readings.check()
        path.write_bytes(whole)
    assert readings.get("mark") is not None


def test_a_file_in_the_place_of_another_is_found(readings, tmp_path):
    readings.keep("mark", TABLES | {"address_was": TABLES["record_was"]})
    paths = sorted((tmp_path / "passing").iterdir())
    for one, other in zip(paths, paths[1:] + paths[:1], strict=True):
        whole = one.read_bytes()
        one.write_bytes(other.read_bytes())
        with pytest.raises(IntegrityError):
            readings.check()
        one.write_bytes(whole)


def test_with_another_key_there_is_none(readings, tmp_path):
    readings.keep("mark", TABLES)
    assert Passing(tmp_path / "passing", DataKey(bytes(32))).get("mark") is None


def test_an_erasure_makes_every_copy_unreadable(folder, kit):
    with Vault.open(folder, keys=kit.KEYS, generation=0) as vault:
        vault.begin()
        vault.add_identities(kit.identities({"forename": "Amina"}, {"record_id": "r2", "forename": "Ben"}))
        vault.commit()
        vault.passing.keep("mark", TABLES)
    copies = {path: path.read_bytes() for path in (folder / "passing").iterdir()}
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        erase_records(vault, kit.KEYS.wrapper, ["r1"], {}, lambda *_: None)
    assert list((folder / "passing").iterdir()) == []
    for path, content in copies.items():
        path.write_bytes(content)
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        assert vault.passing.get("mark") is None
