"""The encrypted database: what is not committed was never there, and nothing of it can be read without the key."""

from contextlib import closing

import pyarrow as pa
import pytest

from csps.domain.errors import BusyError, IntegrityError, StorageError
from csps.keys import DataKey
from csps.vault import database
from csps.vault.database import Database, joined

KEY = DataKey(bytes(range(32)))
ROWS = pa.table({"name": ["Amina Adeyemi", "Ben Begum"]})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "identities.db"


@pytest.fixture
def opened(path):
    found = Database(path, KEY)
    yield found
    found.close()


def written(opened, after=0, rows=ROWS):
    opened.begin(after)
    opened.put(after + 1, "identity", "feeds.x", rows)


def test_what_was_committed_is_seen(opened, path):
    written(opened)
    opened.commit()
    opened.close()
    again = Database(path, KEY)
    assert again.newest() == 1
    assert again.names(1, "identity") == ["feeds.x"]
    assert joined(again.get(1, "identity", "feeds.x"), ROWS.schema) == ROWS
    again.close()


def test_a_generation_is_seen_from_itself_on(opened):
    written(opened)
    opened.commit()
    written(opened, after=1)
    opened.commit()
    assert [len(opened.get(seen, "identity", "feeds.x")) for seen in (0, 1, 2)] == [0, 1, 2]


def test_what_was_not_committed_is_gone(opened, path):
    written(opened)
    opened.close()
    again = Database(path, KEY)
    assert again.newest() == 0
    again.close()


def test_beginning_again_replaces_what_was_never_published(opened):
    written(opened)
    opened.commit()
    written(opened, rows=ROWS.slice(0, 1))
    opened.commit()
    assert joined(opened.get(1, "identity", "feeds.x"), ROWS.schema) == ROWS.slice(0, 1)


def test_many_rows_are_cut_into_pieces(opened, monkeypatch):
    monkeypatch.setattr(database, "ROWS_PER_PIECE", 10)
    many = pa.table({"name": [str(number) for number in range(25)]})
    opened.begin(0)
    opened.put(1, "identity", "feeds.x", many.slice(0, 5))
    opened.put(1, "identity", "feeds.x", many.slice(5))
    assert [piece.num_rows for piece in opened.get(1, "identity", "feeds.x")] == [5, 10, 10]
    assert joined(opened.get(1, "identity", "feeds.x"), many.schema) == many


def test_no_name_lies_on_the_disk_in_the_clear(opened, tmp_path):
    opened.begin(0)
    opened.put(1, "identity", "feeds.plainly", pa.table({"name": ["Amina Adeyemi"] * 100_000}))
    seen = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # the rollback journal among them
    opened.commit()
    seen += b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 1
    assert b"Amina" not in seen
    assert b"plainly" not in seen
    assert b"SQLite format" not in seen


def test_another_key_finds_no_database(opened, path):
    written(opened)
    opened.commit()
    with pytest.raises(IntegrityError, match="damaged"):
        Database(path, DataKey(bytes(32)))


def test_a_changed_byte_is_found(opened, path):
    written(opened, rows=pa.table({"name": [str(number * number) for number in range(100_000)]}))
    opened.commit()
    opened.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    again = Database(path, KEY)
    with pytest.raises(IntegrityError, match="damaged"):
        again.get(1, "identity", "feeds.x")
    again.close()


def test_two_cannot_write_at_once(opened, path):
    other = Database(path, KEY)
    opened.begin(0)
    with pytest.raises(BusyError, match="Another run"):
        other.begin(0)
    other.close()


def test_a_full_disk_is_said(opened):
    opened._connection.execute("PRAGMA max_page_count = 8")
    opened.begin(0)
    with pytest.raises(StorageError, match="no room"):
        opened.put(1, "identity", "feeds.x", pa.table({"name": [str(number**5) for number in range(100_000)]}))
    opened.roll_back()
    assert opened.newest() == 0


def test_every_page_is_checked_whether_anybody_reads_it_or_not(opened, path):
    written(opened, rows=pa.table({"name": [str(number**3) for number in range(100_000)]}))
    opened.commit()
    opened.check()
    opened.close()
    whole = path.read_bytes()
    for damaged in (whole[:-16384], whole + bytes(16384), whole[:-1] + bytes([whole[-1] ^ 1])):
        path.write_bytes(damaged)
        with pytest.raises(IntegrityError, match="damaged"), closing(Database(path, KEY)) as again:
            again.check()


def test_what_was_said_comes_in_order_and_no_number_comes_twice(opened):
    for number in (1, 2):
        assert opened.next_statement() == number
        opened.say(number, "judgement", "r1", b"sealed")
    opened.unsay(2)
    assert opened.next_statement() == 3
    assert [row[0] for row in opened.said("judgement")] == [row[0] for row in opened.said()] == [1]
    assert opened.said("other") == []


def test_a_file_of_keys_goes_with_its_generation(opened):
    opened.begin(0)
    opened.name_segment("one", 1)
    opened.name_segment("always", 0)
    opened.commit()
    assert opened.segments() == opened.segments(1) == ["always", "one"]
    assert opened.segments(0) == ["always"]
    opened.begin(0)
    assert opened.segments() == ["always"]
    opened.roll_back()


def test_a_piece_is_found_read_and_replaced(opened):
    written(opened)
    (place,) = opened.places("identity")
    assert opened.read(place) == ROWS
    opened.replace(place, ROWS.slice(1))
    assert opened.get(1, "identity", "feeds.x") == [ROWS.slice(1)]


def test_a_copy_under_another_key_holds_the_same(opened, tmp_path):
    written(opened)
    opened.say(1, "judgement", "r1", b"sealed")
    opened.name_segment("one", 1)
    opened.commit()
    other = Database(tmp_path / "other.db", DataKey(bytes(32)))
    opened.copy_to(other)
    assert other.newest() == 1
    assert other.get(1, "identity", "feeds.x") == [ROWS]
    assert (other.said(), other.segments(), other.next_statement()) == (opened.said(), ["one"], 2)
    other.close()
