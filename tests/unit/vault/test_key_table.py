"""The table of keys: each name has one key, a destroyed one never comes back, and a lost one is told from it."""

import pyarrow as pa
import pytest

from csps.domain.errors import AccessError, IntegrityError
from csps.keys import DataKey, LocalKeyWrapper
from csps.vault.key_table import RING, KeyTable

WRAPPER = LocalKeyWrapper(DataKey(bytes(range(32))))
OTHER = LocalKeyWrapper(DataKey(bytes(32)))


@pytest.fixture
def table(tmp_path):
    return KeyTable.found(tmp_path, WRAPPER, "ab")


def names(*words):
    return pa.array(words, pa.string())


def test_each_name_has_a_key_of_its_own_and_keeps_it(table):
    table.make(names("a", "b", "a"))
    first = table.secrets(names("a", "b"))
    table.make(names("b", "c"))
    assert table.secrets(names("b", "a")) == first[::-1]
    assert len({*first, *table.secrets(names("c"))}) == 3


def test_what_was_written_is_read(table, tmp_path):
    table.make(names("a", "b"))
    segment = table.write_new(1)
    assert table.write_new(1) is None
    again = KeyTable.read(tmp_path, WRAPPER)
    again.load([segment])
    assert again.secrets(names("b", "a")) == table.secrets(names("b", "a"))
    assert again.store_key.key_id == table.store_key.key_id


def test_a_name_without_a_key_means_an_older_table(table):
    with pytest.raises(IntegrityError, match="1 keys are missing: the table of keys is older"):
        table.secrets(names("a"))


def test_names_looked_up_before_are_found_as_they_are_now(table):
    table.make(names("a"))
    table.make(names("b", "c"))
    found = table.secrets(names("a", "b", "c"))
    table.make(names("d"))
    assert table.secrets(names("c", "b", "a")) == found[::-1]
    table.forget_new()
    with pytest.raises(IntegrityError, match="2 keys are missing"):
        table.secrets(names("b", "c"))


def test_what_was_taken_back_was_never_there(table):
    table.make(names("a"))
    table.write_new(1)
    table.make(names("b"))
    table.forget_new()
    assert table.names.to_pylist() == ["a"]


def test_a_destroyed_key_is_gone_and_its_name_gets_no_other(table, tmp_path):
    table.make(names("a", "b"))
    kept = table.secrets(names("b"))
    anew = table.write_anew(WRAPPER, 1, destroy=["a"])
    anew.put()
    again = KeyTable.read(tmp_path, WRAPPER)
    again.make(names("a"))
    assert again.secrets(names("a", "b")) == [None, *kept]
    assert again.destroyed.to_pylist() == ["a"]


def test_until_the_ring_is_put_the_old_table_counts(table, tmp_path):
    table.make(names("a"))
    segment = table.write_new(1)
    table.write_anew(WRAPPER, 1, destroy=["a"])
    again = KeyTable.read(tmp_path, WRAPPER)
    again.load([segment])
    assert again.secrets(names("a")) == table.secrets(names("a"))


def test_files_of_the_table_before_are_passed_over_and_removed(table, tmp_path):
    table.make(names("a"))
    segment = table.write_new(1)
    anew = table.write_anew(WRAPPER, 1, destroy=["a"])
    anew.put()
    anew.load([segment])
    assert anew.secrets(names("a")) == [None]
    anew.tidy([segment])
    assert {path.name for path in tmp_path.iterdir()} == {RING, anew.ring.base}


def test_the_old_key_opens_nothing_after_the_table_was_wrapped_anew(table, tmp_path):
    table.make(names("a"))
    before = table.secrets(names("a"))
    table.write_anew(OTHER, 1, new_store=True).put()
    with pytest.raises(AccessError):
        KeyTable.read(tmp_path, WRAPPER)
    again = KeyTable.read(tmp_path, OTHER)
    assert again.secrets(names("a")) == before
    assert again.ring.store == 2
    assert again.ring.stores[1].key_id == table.store_key.key_id


def test_no_key_lies_bare(table, tmp_path):
    table.make(names("a"))
    table.write_new(1)
    secrets = [*table.secrets(names("a")), table.store_key._secret, table._key._secret]
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(secret in content or secret.hex().encode() in content for secret in secrets)


def test_a_swapped_segment_is_found(table, tmp_path):
    table.make(names("a"))
    first = table.write_new(1)
    table.make(names("b"))
    second = table.write_new(2)
    (tmp_path / first).write_bytes((tmp_path / second).read_bytes())
    with pytest.raises(IntegrityError):
        KeyTable.read(tmp_path, WRAPPER).load([first])
