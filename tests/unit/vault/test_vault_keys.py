"""The keys of a vault: made once, outside workspaces, and taken over after an interruption."""

import pytest

from csps.domain.errors import AccessError, UsageError
from csps.keys import DataKey, LocalKeyWrapper, Passphrase
from csps.vault.vault_keys import (
    NEXT_FILE,
    PSEUDONYM_FILE,
    STORE_FILE,
    begin_rotation,
    end_rotation,
    found_keys,
    read_keys,
)


def ids(keys):
    return repr(keys.wrapper), keys.pseudonyms.key_id


def test_what_was_founded_is_read(tmp_path):
    assert ids(found_keys(tmp_path)) == ids(read_keys(tmp_path))


def test_two_vaults_have_different_keys(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert set(ids(found_keys(tmp_path / "one"))).isdisjoint(ids(found_keys(tmp_path / "two")))


def test_keys_are_never_overwritten(tmp_path):
    before = ids(found_keys(tmp_path))
    with pytest.raises(UsageError, match="not overwritten"):
        found_keys(tmp_path)
    assert ids(read_keys(tmp_path)) == before


def test_an_interrupted_founding_is_finished(tmp_path):
    first = found_keys(tmp_path)
    (tmp_path / PSEUDONYM_FILE).unlink()
    assert repr(found_keys(tmp_path).wrapper) == repr(first.wrapper)


def test_a_passphrase_guards_both(tmp_path):
    found_keys(tmp_path, Passphrase("three random words"), demonstration=True)
    with pytest.raises(AccessError, match="passphrase"):
        read_keys(tmp_path)


def test_they_may_not_lie_in_a_workspace(tmp_path):
    (tmp_path / "programme.toml").write_text("")
    with pytest.raises(AccessError, match="inside the workspace"):
        found_keys(tmp_path)
    assert not (tmp_path / STORE_FILE).exists()


def test_they_are_not_shown(tmp_path):
    assert "hidden" in repr(found_keys(tmp_path))


def test_a_rotation_keeps_the_old_key_until_it_ends(tmp_path):
    first = found_keys(tmp_path)
    coming = begin_rotation(tmp_path)
    assert repr(begin_rotation(tmp_path)) == repr(coming)
    both = read_keys(tmp_path)
    assert (repr(both.wrapper), repr(both.coming)) == (repr(first.wrapper), repr(coming))
    end_rotation(tmp_path)
    end_rotation(tmp_path)
    after = read_keys(tmp_path)
    assert (repr(after.wrapper), after.coming) == (repr(coming), None)
    assert not (tmp_path / NEXT_FILE).exists()
    assert after.pseudonyms.key_id == first.pseudonyms.key_id


def test_a_rotation_cut_off_after_the_old_key_went_is_read(tmp_path):
    found_keys(tmp_path)
    coming = begin_rotation(tmp_path)
    (tmp_path / STORE_FILE).unlink()
    assert repr(read_keys(tmp_path).wrapper) == repr(coming)


def test_with_a_key_service_no_key_lies_bare_on_the_disk(tmp_path):
    service = LocalKeyWrapper(DataKey(bytes(32)))
    keys = found_keys(tmp_path, service=service)
    assert keys.wrapper is service
    assert read_keys(tmp_path, service=service).pseudonyms.key_id == keys.pseudonyms.key_id
    (only,) = tmp_path.iterdir()
    assert keys.pseudonyms._secret not in only.read_bytes()
    with pytest.raises(AccessError):
        read_keys(tmp_path, service=LocalKeyWrapper(DataKey(bytes(range(32)))))
    with pytest.raises(UsageError, match="not overwritten"):
        found_keys(tmp_path, service=service)
