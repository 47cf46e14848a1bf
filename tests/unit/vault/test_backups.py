"""Backups: what was lost comes back, what was erased does not, and nothing damaged takes the place of something whole."""

import shutil

import pytest

from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.keys import DataKey, LocalKeyWrapper
from csps.vault.backups import back_up, back_up_keys, restore, restore_keys
from csps.vault.checking import check_vault
from csps.vault.rotation import rotate
from csps.vault.vault import Vault
from csps.vault.vault_keys import VaultKeys


def add(folder, kit, name, generation=0, keys=None):
    with Vault.open(folder, keys=keys or kit.KEYS, generation=generation) as vault:
        vault.begin()
        vault.add_identities(kit.identities({"record_id": f"r{generation}", "forename": name}))
        vault.archive("police", {f"{name}.csv": name.encode()})
        vault.commit()


def held(folder, kit, keys=None):
    with Vault.open(folder, keys=keys or kit.KEYS, generation=None) as vault:
        return vault.identities()["forename"].to_pylist()


@pytest.fixture
def copies(folder, kit, tmp_path):
    """A vault with one generation, a copy of its data and a copy of its keys."""
    add(folder, kit, "Amina")
    (tmp_path / "key copies").mkdir()
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        return back_up(vault, tmp_path / "copy").folder, back_up_keys(vault, tmp_path / "key copies")


@pytest.mark.parametrize("is_whole_folder", [False, True])
def test_a_lost_vault_comes_back(folder, kit, copies, is_whole_folder):
    shutil.rmtree(folder)
    data, keys = copies
    keys = keys.parent if is_whole_folder else keys
    restore_keys(folder, keys, kit.KEYS.wrapper)
    assert restore(folder, data, kit.KEYS, at_least=1) == 1
    assert held(folder, kit) == ["Amina"]
    with Vault.open(folder, keys=kit.KEYS, generation=1) as vault:
        assert vault.archived("Amina.csv") == b"Amina"


def test_a_folder_without_a_copy_of_the_keys_is_refused(folder, kit, tmp_path, copies):
    before = kit.files_below(folder)
    with pytest.raises(UsageError, match="holds no copy of a table of keys"):
        restore_keys(folder, tmp_path, kit.KEYS.wrapper)
    assert kit.files_below(folder) == before


def test_a_damaged_database_comes_back_under_its_own_table_of_keys(folder, kit, copies):
    (folder / "identities-0001.db").write_bytes(b"nothing")
    restore(folder, copies[0], kit.KEYS, at_least=1)
    assert held(folder, kit) == ["Amina"]


def test_the_data_hold_no_key_and_nothing_in_the_clear(folder, kit, copies):
    files = kit.files_below(copies[0])
    assert not any("keys" in name or name == "ring" for name in files)
    assert not any(b"Amina" in content for content in files.values())


def test_somebody_erased_does_not_come_back_and_is_counted(folder, kit, copies):
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        vault.table.write_anew(kit.KEYS.wrapper, 1, destroy=["r0", "delivery 00000001-police-0000.sealed 0"]).put()
    restore(folder, copies[0], kit.KEYS, at_least=1)
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        found = check_vault(vault)
        assert (found.identities, found.gone_rows, found.gone_records, found.gone_deliveries) == (0, 1, 1, 1)
    with pytest.raises(AccessError, match="newer than the copy"):
        restore_keys(folder, copies[1], kit.KEYS.wrapper)


def test_after_a_rotation_older_copies_of_the_data_still_open(folder, kit, copies):
    coming = LocalKeyWrapper(DataKey(bytes(range(2, 34))))
    rotate(folder, kit.KEYS, coming)
    later = VaultKeys(coming, kit.KEYS.pseudonyms)
    (folder / "identities-0002.db").unlink()
    restore(folder, copies[0], later, at_least=1)
    assert held(folder, kit, later) == ["Amina"]


def test_a_copy_that_ends_too_early_needs_a_word(folder, kit, copies):
    add(folder, kit, "Ben", 1)
    with pytest.raises(UsageError, match="ends with generation 1; the published week rests on 2"):
        restore(folder, copies[0], kit.KEYS, at_least=2)
    assert held(folder, kit) == ["Amina", "Ben"]
    restore(folder, copies[0], kit.KEYS, at_least=2, accept_gap=True)
    assert held(folder, kit) == ["Amina"]
    add(folder, kit, "Ben", 2)
    assert held(folder, kit) == ["Amina", "Ben"]


@pytest.mark.parametrize("name", ["contents", "identities-0001.db", "archive/00000001-police-0000.sealed"])
def test_a_damaged_copy_is_refused_and_the_vault_stays(folder, kit, copies, name):
    path = copies[0] / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    before = kit.files_below(folder)
    with pytest.raises(IntegrityError):
        restore(folder, copies[0], kit.KEYS, at_least=1)
    assert kit.files_below(folder) == before


def test_a_copy_of_another_vault_is_refused(folder, kit, copies, tmp_path):
    add(tmp_path / "other", kit, "Ben")
    with pytest.raises((AccessError, IntegrityError)):
        restore(tmp_path / "other", copies[0], kit.KEYS, at_least=1)
    with pytest.raises(UsageError, match="is no backup"):
        restore(folder, tmp_path, kit.KEYS, at_least=1)


def test_only_the_newest_copy_of_the_keys_is_kept(folder, kit, copies, tmp_path):
    add(folder, kit, "Ben", 1)
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        newest = back_up_keys(vault, tmp_path / "key copies")
        assert back_up_keys(vault, tmp_path / "key copies") == newest
    assert list((tmp_path / "key copies").iterdir()) == [newest]


def test_a_copy_is_never_overwritten(folder, kit, copies):
    with (
        Vault.open(folder, keys=kit.KEYS, generation=None) as vault,
        pytest.raises(UsageError, match="is not overwritten"),
    ):
        back_up(vault, copies[0])
