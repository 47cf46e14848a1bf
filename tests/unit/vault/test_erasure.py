"""Erasure in the vault: the person is gone from every row, line and statement, and cut off anywhere it is done again."""

import pyarrow as pa
import pytest
from tests.factories import faulty_os

from csps.domain.errors import BusyError, StorageError, UsageError
from csps.keys import files
from csps.vault.backups import back_up, restore
from csps.vault.checking import check_vault
from csps.vault.erasure import erase_records, forget_plan, keep_plan, plan_of, rejected_lines
from csps.vault.vault import Vault

ONE, OTHER = b"name\nAmina\nBen\n", b"name\nBen\n"
LINES = {"a.csv": {2}, "held.csv": ()}


def strike(feed, delivery, content, lines):
    assert feed == "police"
    if delivery == "held.csv":
        return None
    kept = content.splitlines(keepends=True)
    return b"".join(line for number, line in enumerate(kept, start=1) if number not in lines)


@pytest.fixture
def filled(folder, kit, tmp_path):
    """A vault with two records, and a copy of its data."""
    with Vault.open(folder, keys=kit.KEYS, generation=0) as vault:
        vault.begin()
        vault.add_identities(
            kit.identities({"record_id": "r1", "forename": "Amina"}, {"record_id": "r2", "forename": "Ben"})
        )
        rows = {"delivery": ["a.csv"] * 2 + ["b.csv"], "line": [2, 3, 2], "rule": ["r"] * 3}
        vault.reject("feeds.x", pa.table(rows | {"content": ["Amina", "Ben", "Ben"]}))
        vault.archive("police", {"a.csv": ONE, "b.csv": OTHER, "held.csv": b"Amina"})
        vault.commit()
        vault.say("judgement", ["r1", "r2"], b"the same")
        vault.say("judgement", ["r2", "r3"], b"different")
        back_up(vault, tmp_path / "copy")
    return folder


def erase(folder, kit):
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        if plan_of(vault) is None:
            keep_plan(vault, b"plan")
        return erase_records(vault, kit.KEYS.wrapper, {"r1"}, LINES, strike)


def forget(folder, kit):
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        return forget_plan(vault, kit.KEYS.wrapper)


def check_gone(folder, kit):
    with Vault.open(folder, keys=kit.KEYS, generation=1) as vault:
        assert vault.identities()["forename"].to_pylist() == ["Ben"]
        assert vault.archived("a.csv") == b"name\nBen\n"
        assert vault.archived("b.csv") == OTHER
        with pytest.raises(UsageError, match="key of that delivery was destroyed"):
            vault.archived("held.csv")
        assert len(vault.archived_hashes()) == 3  # of what came, so that the same file is known again
        assert (
            vault.rejected("a.csv")["content"].to_pylist() == vault.rejected("b.csv")["content"].to_pylist() == ["Ben"]
        )
        assert [one.content for one in vault.said("judgement")] == [b"different"]


def test_the_person_is_gone_and_nobody_else(filled, kit):
    done = erase(filled, kit)
    assert (done.identities, done.rejected, done.deliveries, done.lines) == (1, 1, 1, 1)
    assert (done.destroyed, done.statements) == (1, 1)
    forget(filled, kit)
    check_gone(filled, kit)
    with Vault.open(filled, keys=kit.KEYS, generation=None) as vault:
        assert plan_of(vault) is None
        assert check_vault(vault).gone_rows == 0


def test_an_older_copy_does_not_bring_them_back_and_says_how_many_are_gone(filled, kit, tmp_path):
    erase(filled, kit)
    forget(filled, kit)
    restore(filled, tmp_path / "copy", kit.KEYS, at_least=1)
    with Vault.open(filled, keys=kit.KEYS, generation=None) as vault:
        found = check_vault(vault)
        assert (found.gone_rows, found.gone_records, found.gone_deliveries, found.gone_rejected) == (1, 1, 2, 2)
        assert "Amina" not in str(vault.identities().to_pylist())


def test_whoever_was_erased_gets_no_key_again(filled, kit):
    erase(filled, kit)
    forget(filled, kit)
    with Vault.open(filled, keys=kit.KEYS, generation=1) as vault:
        vault.begin()
        assert vault.add_identities(kit.identities({"record_id": "r1", "forename": "Amina"})).stored == 0
        vault.commit()
        assert vault.identities()["forename"].to_pylist() == ["Ben"]


def test_until_it_is_ended_no_run_begins(filled, kit):
    erase(filled, kit)
    with Vault.open(filled, keys=kit.KEYS, generation=1) as vault, pytest.raises(BusyError, match="unfinished"):
        vault.begin()


def test_there_is_one_plan_at_a_time(filled, kit):
    with Vault.open(filled, keys=kit.KEYS, generation=None) as vault:
        keep_plan(vault, b"plan")
        assert plan_of(vault) == b"plan"
        with pytest.raises(UsageError, match="Another erasure"):
            keep_plan(vault, b"plan")


def test_rejected_rows_are_found_by_what_they_say(filled, kit):
    with Vault.open(filled, keys=kit.KEYS, generation=None) as vault:
        assert rejected_lines(vault, lambda content: "Amina" in content) == {"a.csv": frozenset({2})}


class Faulty(faulty_os.FaultyOs):
    CHANGING = frozenset({"open", "write", "fsync", "replace", "link"})


def full(name, real, args, kwargs):
    raise OSError(28, "No space left on device")


def test_cut_off_anywhere_it_is_done_again_and_counts_the_same(filled, kit, monkeypatch):
    for k in range(1, 200):
        monkeypatch.setattr(files, "os", Faulty(full, k))
        try:
            done = erase(filled, kit)
            forget(filled, kit)
        except StorageError:
            continue
        finally:
            monkeypatch.undo()
        break
    assert 4 < k < 200
    assert (done.identities, done.rejected, done.deliveries, done.lines) == (1, 1, 1, 1)
    check_gone(filled, kit)
