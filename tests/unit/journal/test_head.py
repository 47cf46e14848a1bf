"""The head in its second place: whole, of the right form, and in a place others cannot write."""

import pytest

from csps.domain.errors import AccessError, IntegrityError, StorageError
from csps.journal.event import BEGINNING, next_event
from csps.journal.head import Head, read_head, write_head


@pytest.fixture
def place(tmp_path):
    tmp_path.chmod(0o700)
    return tmp_path / "head"


def test_it_comes_back(place, kit):
    event = next_event(kit.draft(), None, kit.START, None)
    for head in (Head(), Head.of(event), Head.of(None, announced="1" * 64), Head.of(event, announced="1" * 64)):
        write_head(place, head)
        assert read_head(place) == head
    assert Head.of(None) == Head(0, BEGINNING)
    assert Head.of(event) == Head(1, event.hash)


def test_none_is_none(place):
    assert read_head(place) is None


@pytest.mark.parametrize("data", [
    b"", b"{}\n", b"[]\n", b'{"format":"csps journal head 1","hash":"00","number":1}\n',
    b'{"announced":"","format":"csps journal head 2","hash":"' + b"0" * 64 + b'","number":1}\n',
    b'{"announced":"","format":"csps journal head 1","hash":"' + b"0" * 64 + b'","number":-1}\n',
    b'{"announced":"00","format":"csps journal head 1","hash":"' + b"0" * 64 + b'","number":1}\n',
    b'{"announced":null,"format":"csps journal head 1","hash":5,"number":true}\n',
    b'{"announced":"","format":"csps journal head 1","hash":"' + b"0" * 64 + b'","number":1}',
])  # fmt: skip
def test_damage_is_told(place, data):
    place.write_bytes(data)
    with pytest.raises(IntegrityError, match="damaged"):
        read_head(place)


def test_a_place_others_can_write_is_refused(place):
    write_head(place, Head())
    place.chmod(0o666)
    with pytest.raises(AccessError, match="mode 0666"):
        read_head(place)


def test_a_folder_that_is_gone_is_a_refusal(place):
    with pytest.raises(StorageError, match="could not be written"):
        write_head(place.parent / "gone" / "head", Head())


def test_a_journal_may_end_as_named_or_as_announced():
    named = Head(4, "a" * 64, "b" * 64)
    assert named.fits(Head(4, "a" * 64))
    assert named.fits(Head(5, "b" * 64))
    for end in (Head(5, "a" * 64), Head(4, "b" * 64), Head(6, "b" * 64), Head(3, "a" * 64), Head()):
        assert not named.fits(end)
    assert not Head(4, "a" * 64).fits(Head(5, "b" * 64))
