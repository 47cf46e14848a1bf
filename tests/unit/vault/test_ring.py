"""The ring: every changed bit is found, and nothing beside the keys can be changed alone."""

import pytest

from csps.domain.errors import AccessError, IntegrityError
from csps.keys import DataKey, LocalKeyWrapper, canonical_json, parse_canonical
from csps.vault.ring import Ring, _checksum

WRAPPER = LocalKeyWrapper(DataKey(bytes(range(32))))
TABLE, STORE = DataKey(bytes(32)), DataKey(bytes(range(1, 33)))


@pytest.fixture
def ring():
    return Ring.of(WRAPPER, number=3, base="b", store=2, stores={2: STORE}, table=TABLE, pseudonyms="ab")


def test_what_was_written_is_read(ring, tmp_path):
    (tmp_path / "ring").write_bytes(ring.to_bytes())
    opened, table = Ring.read(tmp_path / "ring").opened(WRAPPER)
    assert (opened.number, opened.base, opened.store, opened.pseudonyms) == (3, "b", 2, "ab")
    assert (table.key_id, opened.stores[2].key_id) == (TABLE.key_id, STORE.key_id)


def test_every_changed_bit_is_found(ring):
    data = ring.to_bytes()
    for bit in range(len(data) * 8):
        damaged = bytearray(data)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises((IntegrityError, AccessError)):
            Ring.from_bytes(bytes(damaged)).opened(WRAPPER)


@pytest.mark.parametrize("change", [{"number": 4}, {"base": "c"}, {"pseudonyms": "cd"}, {"store": 7}])
def test_a_word_changed_with_its_checksum_is_found(ring, change):
    whole = parse_canonical(ring.to_bytes()[:-1], "a ring") | change
    whole.pop("checksum")
    forged = canonical_json(whole | {"checksum": _checksum(whole)}) + b"\n"
    with pytest.raises(IntegrityError):
        Ring.from_bytes(forged).opened(WRAPPER)


def test_a_lost_ring_is_said(tmp_path):
    with pytest.raises(IntegrityError, match="lost the ring"):
        Ring.read(tmp_path / "ring")


def test_another_pseudonym_key_is_refused(ring):
    ring.check_pseudonyms("ab")
    with pytest.raises(AccessError, match="pseudonym key"):
        ring.check_pseudonyms("cd")
