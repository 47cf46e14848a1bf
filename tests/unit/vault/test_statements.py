"""Statements: sealed each under a key of its own, numbered for ever, and gone with their key."""

import pytest

from csps.keys import DataKey, LocalKeyWrapper
from csps.vault.database import Database
from csps.vault.key_table import KeyTable
from csps.vault.statements import Statement, Statements, statement_name

WRAPPER = LocalKeyWrapper(DataKey(bytes(range(32))))


@pytest.fixture
def kept(tmp_path):
    keys = KeyTable.found(tmp_path / "keys", WRAPPER, "")
    database = Database(tmp_path / "statements.db", keys.store_key)
    yield Statements(database, keys)
    database.close()


def test_what_was_said_comes_in_order(kept):
    first, second = kept.say("a", ["r2", "r1"], b"one"), kept.say("b", [], b"two")
    assert first == Statement(1, "a", ("r1", "r2"), b"one")
    assert kept.said() == [first, second]
    assert kept.said("b") == [second]


def test_nothing_of_it_lies_bare_in_the_database(kept):
    kept.say("a", ["r1"], b"a long sentence about somebody")
    ((_, _, _, sealed),) = kept._database.said()
    assert b"somebody" not in sealed


def test_what_went_wrong_was_never_said(kept, monkeypatch):
    def refuse(file, generation):
        raise RuntimeError("broken")

    monkeypatch.setattr(kept._database, "name_segment", refuse)
    with pytest.raises(RuntimeError, match="broken"):
        kept.say("a", [], b"one")
    monkeypatch.undo()
    assert kept.said() == []
    assert kept.say("a", [], b"one").number == 1


def test_a_statement_whose_key_was_destroyed_is_gone(kept):
    kept.say("a", [], b"one"), kept.say("a", [], b"two")
    anew = kept._keys.write_anew(WRAPPER, 0, destroy=[statement_name(1)])
    assert [one.content for one in Statements(kept._database, anew).said()] == [b"two"]
