"""The vault as a whole: generations, keys, and what a reader sees."""

import os
import signal
import warnings

import pyarrow as pa
import pytest

from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.keys import DataKey, PseudonymKey, PseudonymKind, pseudonyms_of
from csps.vault.vault import MARK, Vault
from csps.vault.vault_keys import VaultKeys

REJECTED = pa.table(
    {"delivery": ["a.csv", "a.csv", "b.csv"], "line": [9, 3, 1], "rule": ["r"] * 3, "content": list("xyz")}
)


def filled(vault, kit, name="Amina"):
    vault.begin()
    vault.add_identities(kit.identities({"forename": name}))
    vault.reject("feeds.police_incident", REJECTED)
    vault.archive("police", {"a.csv": name.encode()})


def seen(folder, kit, generation):
    with Vault.open(folder, keys=kit.KEYS, generation=generation) as vault:
        return vault.identities()["forename"].to_pylist()


def test_what_was_added_is_seen(vault, kit):
    filled(vault, kit)
    vault.commit()
    assert vault.generation == vault.newest == 1
    assert vault.identities()["forename"].to_pylist() == ["Amina"]
    assert vault.rejected("a.csv")["content"].to_pylist() == ["y", "x"]
    assert vault.archived("a.csv") == b"Amina"
    assert len(vault.archived_hashes()) == 1


def test_a_new_vault_is_empty(vault):
    assert vault.identities().num_rows == vault.rejected("a.csv").num_rows == vault.newest == 0
    with pytest.raises(UsageError, match="does not hold"):
        vault.archived("a.csv")


def test_a_published_reader_does_not_see_what_came_after(vault, folder, kit):
    filled(vault, kit)
    vault.commit()
    filled(vault, kit, "Ben")
    vault.commit()
    assert seen(folder, kit, 1) == ["Amina"]
    assert seen(folder, kit, 2) == ["Amina", "Ben"]


def test_a_run_that_was_never_published_is_replaced(folder, kit):
    for name in ("Amina", "Ben"):
        with Vault.open(folder, keys=kit.KEYS, generation=0) as vault:
            filled(vault, kit, name)
            vault.commit()
    assert seen(folder, kit, 1) == ["Ben"]
    assert len(list((folder / "archive").iterdir())) == 1


def test_what_was_rolled_back_was_never_there(vault, folder, kit):
    filled(vault, kit)
    vault.roll_back()
    assert vault.generation == vault.newest == 0
    assert vault.identities().num_rows == 0


def test_a_killed_run_leaves_the_published_generation(vault, folder, kit):
    filled(vault, kit)
    vault.commit()
    vault.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
        child = os.fork()
    if child == 0:
        try:
            with Vault.open(folder, keys=kit.KEYS, generation=1) as dying:
                filled(dying, kit, "Ben")
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert seen(folder, kit, 1) == ["Amina"]
    assert not any(b"Ben" in content for content in kit.files_below(folder).values())


def test_nothing_lies_in_the_clear(vault, folder, kit):
    filled(vault, kit, "Amina Adeyemi")
    vault.commit()
    files = kit.files_below(folder)
    assert set(files) == {"mark", "identities.db", "archive/00000001-police-0000.sealed"}
    assert not any(b"Amina" in content for content in files.values())


def test_tables_come_in_order(vault, kit):
    vault.begin()
    for name in ("feeds.ssd_person", "feeds.debt_case"):
        vault.add_identities(kit.identities({"table_name": name}))
    assert vault.identities()["table_name"].to_pylist() == ["feeds.debt_case", "feeds.ssd_person"]


@pytest.mark.parametrize("which", ["store", "pseudonyms"])
def test_other_keys_are_refused(vault, folder, kit, which):
    vault.close()
    other = {"store": DataKey(bytes(32)), "pseudonyms": PseudonymKey(bytes(32))}
    keys = {"store": kit.KEYS.store, "pseudonyms": kit.KEYS.pseudonyms} | {which: other[which]}
    with pytest.raises(AccessError):
        Vault.open(folder, keys=VaultKeys(**keys), generation=0)


def test_a_generation_that_is_not_there_is_said(vault, folder, kit):
    vault.close()
    with pytest.raises(IntegrityError, match="ends with generation 0; the published week rests on 3"):
        Vault.open(folder, keys=kit.KEYS, generation=3)


def test_a_lost_mark_is_said(vault, folder, kit):
    vault.close()
    (folder / MARK).unlink()
    with pytest.raises(IntegrityError, match="mark"):
        Vault.open(folder, keys=kit.KEYS, generation=0)


def test_a_damaged_mark_is_said(vault, folder, kit):
    vault.close()
    (folder / MARK).write_bytes((folder / MARK).read_bytes()[:-1])
    with pytest.raises(IntegrityError, match="damaged"):
        Vault.open(folder, keys=kit.KEYS, generation=0)


def test_writing_needs_a_beginning(vault, kit):
    for write in (
        lambda: vault.add_identities(kit.identities({})),
        lambda: vault.reject("feeds.x", REJECTED),
        lambda: vault.archive("police", {"a": b""}),
    ):
        with pytest.raises(UsageError, match="before `begin`"):
            write()


def test_pseudonyms_are_those_of_the_keys(vault, kit):
    expected = pseudonyms_of(kit.KEYS.pseudonyms, PseudonymKind.PLACE, "feeds.x", ["a", "b"])
    assert vault.pseudonyms(PseudonymKind.PLACE, "feeds.x", ["a", "b"]) == expected
