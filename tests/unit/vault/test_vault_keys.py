"""The keys of a vault: made once, outside workspaces, and taken over after an interruption."""

import pytest

from csps.domain.errors import AccessError, UsageError
from csps.keys import Passphrase
from csps.vault.vault_keys import PSEUDONYM_FILE, STORE_FILE, found_keys, read_keys


def ids(keys):
    return keys.store.key_id, keys.pseudonyms.key_id


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
    assert found_keys(tmp_path).store.key_id == first.store.key_id


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
