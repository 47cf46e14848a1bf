"""Sealed streams: whole or refused, whatever is dropped, repeated, moved or cut."""

import io

import pytest

from csps.domain.errors import AccessError, IntegrityError
from csps.keys import streams
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import DataKey
from csps.keys.streams import open_stream, seal_stream

KEY = DataKey(bytes(range(32)))
CHUNK, HEAD = 32, 48
SEALED_CHUNK = CHUNK + 16


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(streams, "CHUNK_BYTES", CHUNK)


def sealed(plain, name="delivery 1"):
    sink = io.BytesIO()
    assert seal_stream(KEY, KeyPurpose.DELIVERY, name, io.BytesIO(plain), sink) == len(sink.getvalue())
    return sink.getvalue()


def opened(data, key=KEY, purpose=KeyPurpose.DELIVERY, name="delivery 1"):
    return b"".join(open_stream(key, purpose, name, io.BytesIO(data)))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
def test_what_is_sealed_is_opened(size):
    plain = bytes(range(256))[:size] if size < 256 else bytes(size)
    assert opened(sealed(plain)) == plain


def test_a_stream_cut_anywhere_is_refused():
    whole = sealed(bytes(3 * CHUNK + 5))
    for length in range(len(whole)):
        with pytest.raises(IntegrityError):
            opened(whole[:length])


def test_chunks_are_neither_dropped_nor_repeated_nor_moved():
    whole = sealed(bytes(4 * CHUNK))
    head, chunks = whole[:HEAD], [whole[at : at + SEALED_CHUNK] for at in range(HEAD, len(whole), SEALED_CHUNK)]
    assert len(chunks) == 4
    for forged in ([0, 2, 3], [0, 1, 1, 2, 3], [1, 0, 2, 3], [0, 1, 2], [0, 1, 2, 3, 3], [3], []):
        with pytest.raises(IntegrityError):
            opened(head + b"".join(chunks[number] for number in forged))


def test_chunks_of_two_streams_do_not_mix():
    one, other = sealed(bytes(2 * CHUNK)), sealed(bytes(2 * CHUNK))
    with pytest.raises(IntegrityError):
        opened(one[: HEAD + SEALED_CHUNK] + other[HEAD + SEALED_CHUNK :])


def test_another_key_purpose_or_name_is_refused():
    whole = sealed(b"x")
    with pytest.raises(AccessError, match="names key"):
        opened(whole, key=DataKey.new())
    for wrong in ({"purpose": KeyPurpose.BACKUP}, {"name": "delivery 2"}):
        with pytest.raises(IntegrityError):
            opened(whole, **wrong)


def test_a_file_that_gives_little_at_a_time_is_read_whole():
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 7))

    sink = io.BytesIO()
    seal_stream(KEY, KeyPurpose.DELIVERY, "delivery 1", Slow(bytes(100)), sink)
    parts = open_stream(KEY, KeyPurpose.DELIVERY, "delivery 1", Slow(sink.getvalue()))
    assert b"".join(parts) == bytes(100)
