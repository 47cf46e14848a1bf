"""New keys: the old ones open nothing afterwards, nothing is lost, and a rotation cut off anywhere is done again."""

import pytest
from tests.factories import faulty_os

from csps.domain.errors import AccessError, StorageError
from csps.keys import DataKey, LocalKeyWrapper, files
from csps.vault.rotation import rotate
from csps.vault.vault import Vault
from csps.vault.vault_keys import VaultKeys

COMING = LocalKeyWrapper(DataKey(bytes(range(2, 34))))


def between(kit):
    """Give the keys while a rotation is unfinished."""
    return VaultKeys(kit.KEYS.wrapper, kit.KEYS.pseudonyms, COMING)


def after(kit):
    return VaultKeys(COMING, kit.KEYS.pseudonyms)


@pytest.fixture
def filled(folder, kit):
    with Vault.open(folder, keys=kit.KEYS, generation=0) as vault:
        vault.begin()
        vault.add_identities(kit.identities({"forename": "Amina"}))
        vault.archive("police", {"a.csv": b"Amina"})
        vault.commit()
        vault.say("judgement", ["r1"], b"the same")
    return folder


def held(folder, keys):
    with Vault.open(folder, keys=keys, generation=1) as vault:
        return vault.identities()["forename"].to_pylist(), vault.archived("a.csv"), vault.said()[0].content


WHOLE = (["Amina"], b"Amina", b"the same")


def test_the_new_key_opens_everything_and_the_old_one_nothing(filled, kit):
    done = rotate(filled, kit.KEYS, COMING)
    assert (done.keys, done.store) == (3, 2)
    assert held(filled, after(kit)) == WHOLE
    with pytest.raises(AccessError):
        Vault.open(filled, keys=kit.KEYS, generation=1)
    assert {name for name in kit.files_below(filled) if name.endswith(".db")} == {"identities-0002.db"}


def test_the_vault_goes_on_under_its_new_keys(filled, kit):
    rotate(filled, kit.KEYS, COMING)
    with Vault.open(filled, keys=after(kit), generation=1) as vault:
        vault.begin()
        vault.add_identities(kit.identities({"record_id": "r2", "forename": "Ben"}))
        vault.commit()
        assert vault.identities()["forename"].to_pylist() == ["Amina", "Ben"]


class Faulty(faulty_os.FaultyOs):
    CHANGING = frozenset({"open", "write", "fsync", "replace", "link"})


def strike(name, real, args, kwargs):
    raise OSError(28, "No space left on device")


def test_cut_off_anywhere_either_key_opens_it_and_doing_it_again_ends_it(filled, kit, monkeypatch):
    for k in range(1, 200):
        monkeypatch.setattr(files, "os", Faulty(strike, k))
        try:
            rotate(filled, between(kit), COMING)
        except StorageError:
            monkeypatch.undo()
            assert held(filled, between(kit)) == WHOLE
            continue
        break
    monkeypatch.undo()
    assert 4 < k < 200
    assert held(filled, after(kit)) == WHOLE


def test_cut_off_after_it_counted_it_is_ended_and_not_begun_again(filled, kit):
    rotate(filled, kit.KEYS, COMING)
    assert rotate(filled, between(kit), COMING).store == 2
    assert held(filled, between(kit)) == WHOLE
