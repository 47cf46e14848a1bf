"""The vault as a whole: generations, keys, and what a reader sees."""

import os
import signal
import warnings

import pyarrow as pa
import pytest

from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey, PseudonymKind, pseudonyms_of
from csps.vault.key_table import FOLDER, RING
from csps.vault.vault import Vault
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


def test_what_came_after_a_generation_is_told_by_its_mark(vault, kit):
    assert vault.marks() == []
    for name in ("Amina", "Ben", "Cai"):
        filled(vault, kit, name)
        vault.commit()
    newest, second, first = vault.marks()
    assert vault.identities_since(first)["forename"].to_pylist() == ["Ben", "Cai"]
    assert vault.identities_since(second)["forename"].to_pylist() == ["Cai"]
    assert vault.identities_since(newest).num_rows == 0
    with pytest.raises(UsageError, match="No generation"):
        vault.identities_since("of another vault")


def test_a_generation_that_was_made_again_bears_another_mark(folder, kit):
    marks = []
    for name in ("Amina", "Ben"):
        with Vault.open(folder, keys=kit.KEYS, generation=0) as vault:
            filled(vault, kit, name)
            vault.commit()
            marks += vault.marks()
    assert len(set(marks)) == 2


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
    segment = next(name for name in files if name.startswith("keys/00000001-00000001-"))
    assert set(files) == {"keys/ring", segment, "identities-0001.db", "archive/00000001-police-0000.sealed"}
    assert not any(b"Amina" in content for content in files.values())


def test_tables_come_in_order(vault, kit):
    vault.begin()
    for name in ("feeds.ssd_person", "feeds.debt_case"):
        vault.add_identities(kit.identities({"table_name": name}))
    assert vault.identities()["table_name"].to_pylist() == ["feeds.debt_case", "feeds.ssd_person"]


OTHER_WRAPPER = VaultKeys(LocalKeyWrapper(DataKey(bytes(32))), PseudonymKey(bytes(range(1, 33))))
OTHER_PSEUDONYMS = VaultKeys(LocalKeyWrapper(DataKey(bytes(range(32)))), PseudonymKey(bytes(32)))


@pytest.mark.parametrize("other", [OTHER_WRAPPER, OTHER_PSEUDONYMS], ids=["wrapper", "pseudonyms"])
def test_other_keys_are_refused_and_nothing_is_changed(vault, folder, kit, other):
    filled(vault, kit)
    vault.commit()
    vault.close()
    before = kit.files_below(folder)
    with pytest.raises(AccessError):
        Vault.open(folder, keys=other, generation=1)
    assert kit.files_below(folder) == before


def test_a_generation_that_is_not_there_is_said(vault, folder, kit):
    vault.close()
    with pytest.raises(IntegrityError, match="ends with generation 0; the published week rests on 3"):
        Vault.open(folder, keys=kit.KEYS, generation=3)


def kept(vault, kit, folder):
    filled(vault, kit)
    vault.commit()
    vault.close()
    return kit.files_below(folder)


def test_a_missing_vault_is_said_and_none_is_made(folder, kit):
    with pytest.raises(IntegrityError, match="The vault is missing"):
        Vault.open(folder, keys=kit.KEYS, generation=1)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ("keys/ring", "ring"),
        ("identities-0001.db", "lost its database"),
        ("archive/00000001-police-0000.sealed", "missing"),
        ("keys/00000001-00000001-", "part of the table of keys is missing"),
    ],
)
def test_a_lost_file_is_said_and_nothing_is_put_in_its_place(vault, folder, kit, lost, words):
    before = kept(vault, kit, folder)
    name = next(name for name in before if name.startswith(lost))
    (folder / name).unlink()
    with pytest.raises(IntegrityError, match=words), Vault.open(folder, keys=kit.KEYS, generation=1) as opened:
        opened.archived("a.csv")
    assert kit.files_below(folder) == {other: content for other, content in before.items() if other != name}


def test_a_damaged_ring_is_said(vault, folder, kit):
    kept(vault, kit, folder)
    (folder / FOLDER / RING).write_bytes((folder / FOLDER / RING).read_bytes()[:-1])
    with pytest.raises(IntegrityError, match="damaged"):
        Vault.open(folder, keys=kit.KEYS, generation=1)


def test_files_swapped_between_two_vaults_are_refused(vault, folder, kit, tmp_path):
    kept(vault, kit, folder)
    with Vault.open(tmp_path / "other", keys=kit.KEYS, generation=0) as other:
        filled(other, kit, "Ben")
        other.commit()
    for name in ("identities-0001.db", "keys/ring"):
        mine, theirs = (folder / name).read_bytes(), (tmp_path / "other" / name).read_bytes()
        (folder / name).write_bytes(theirs)
        with pytest.raises(IntegrityError):
            Vault.open(folder, keys=kit.KEYS, generation=1)
        (folder / name).write_bytes(mine)
    assert seen(folder, kit, 1) == ["Amina"]


def test_what_was_said_is_kept_until_it_is_read_again(vault, folder, kit):
    said = vault.say("judgement", ["r2", "r1"], b"the same")
    vault.close()
    with Vault.open(folder, keys=kit.KEYS, generation=0) as again:
        assert again.said("judgement") == again.said() == [said]
        assert said.about == ("r1", "r2")
        assert again.said("other") == []
        assert again.say("judgement", [], b"another").number == said.number + 1


def test_nothing_is_said_while_a_run_writes(vault):
    vault.begin()
    with pytest.raises(UsageError, match="while a run writes"):
        vault.say("judgement", [], b"")


def test_a_statement_survives_a_run_that_is_never_published(vault, folder, kit):
    vault.say("judgement", ["r1"], b"the same")
    for _ in range(2):
        vault.begin()
        vault.commit()
        vault.close()
        vault = Vault.open(folder, keys=kit.KEYS, generation=0)
    assert len(vault.said()) == 1
    vault.close()


def test_identities_of_some_records_only(vault, kit):
    vault.begin()
    rows = [{"record_id": name, "forename": name, "table_name": "feeds.a"} for name in ("r1", "r2", "r3")]
    vault.add_identities(kit.identities(*rows))
    vault.add_identities(kit.identities({"record_id": "r2", "table_name": "feeds.b"}))
    found = vault.identities_of(pa.array(["r2", "r3"]))
    assert found["record_id"].to_pylist() == ["r2", "r3", "r2"]
    assert vault.identities_of(pa.array(["r2"]), ["feeds.b"]).num_rows == 1


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
