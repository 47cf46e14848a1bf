"""Lines taken out of a delivery; everything else stays byte for byte."""

import dataclasses

import pytest

from csps.feeds.taking_out import without_lines
from csps.settings.feed_words import Encoding, Format

TEXT = 'id,name\r\n1,Zoë\r\n\r\n2,"Am\nina"\r\n3,Ben'


@pytest.fixture
def feed(office):
    return office.programme.feeds["ssd_person"]


@pytest.mark.parametrize("encoding", [Encoding.UTF_8, Encoding.UTF_8_MARKED, Encoding.UTF_16, Encoding.WINDOWS])
def test_the_rows_on_some_lines_go(feed, encoding):
    written = dataclasses.replace(feed, encoding=encoding)
    kept = without_lines(TEXT.encode(encoding), frozenset({4}), written)
    assert kept.decode(encoding) == "id,name\r\n1,Zoë\r\n\r\n3,Ben\n"
    for size in (3, 1000):
        data = TEXT.encode(encoding)
        pieces = (data[start : start + size] for start in range(0, len(data), size))
        assert b"".join(without_lines(pieces, frozenset({6}), written)).decode(encoding) == TEXT[:-5]


def test_of_another_kind_of_file_nothing_is_kept(feed):
    assert without_lines(b"PAR1", frozenset({2}), dataclasses.replace(feed, format=Format.PARQUET)) == b""
    assert without_lines(b'id,name\n1,"\n', frozenset({2}), feed) == b""
    assert b"".join(without_lines(iter([b"id,name\n1,a\n", b'2,"\n']), frozenset({2}), feed)) == b"id,name\n"
