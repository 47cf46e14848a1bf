"""Archives are bounded before they are unpacked."""

import gzip
import io
import zipfile

import pytest
from tests.factories.real_formats import zipped

from csps.feeds.readers import archive
from csps.vault import Fault


def test_members_come_by_name_and_litter_is_left_out():
    data = zipped(b__csv=b"2", a__csv=b"1", __MACOSX=b"")
    with zipfile.ZipFile(io.BytesIO(data), "a") as more:
        more.writestr("__MACOSX/._a.csv", b"x")
    assert [member.name for member in archive.unpacked(data) if member.data] == ["a.csv", "b.csv"]


def test_a_bomb_is_refused_without_being_unpacked():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a.csv", bytes(50 << 20))
    assert archive.unpacked(sink.getvalue()) == Fault("too large")


def test_too_many_members_are_refused():
    assert archive.unpacked(zipped(**{f"f{n}": b"" for n in range(archive.MOST_MEMBERS + 1)})) == Fault("too large")


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv"])
def test_a_path_that_leads_out_is_refused(name):
    assert archive.unpacked(zipped(**{name: b"a"})) == Fault("damaged")


def test_what_breaks_off_is_refused():
    data = zipped(a__csv=b"a,b\n1,2\n" * 1000)
    assert archive.unpacked(data[:-30]) == Fault("damaged")
    assert archive.unpacked(data[:40] + bytes(20) + data[60:]) == Fault("damaged")


def test_an_empty_archive_is_empty():
    assert archive.unpacked(zipped()) == Fault("empty file")


def test_what_gzip_packed_is_one_file_even_in_several_pieces():
    (member,) = archive.unpacked(gzip.compress(b"a,b\n") + gzip.compress(b"1,2\n"))
    assert member.data == b"a,b\n1,2\n"
    assert archive.is_packed(gzip.compress(b""))


@pytest.mark.parametrize("piece", [1, 2, 19, 20, 21, 40, 1 << 16])
def test_members_of_a_gzip_may_end_anywhere_in_a_piece(monkeypatch, piece):
    monkeypatch.setattr(archive, "PIECE", piece)
    lines = [f"{number},{'x' * number}\n".encode() for number in range(40)]
    packed = b"".join(gzip.compress(line) for line in [*lines, b""])
    assert archive.unpacked(packed) == archive.unpacked(packed + bytes(99)) == [archive.Member("", b"".join(lines))]
    assert archive.unpacked(packed[:-1]) == archive.unpacked(packed + bytes(9) + b"x") == Fault("damaged")


def test_a_gzip_of_too_many_members_is_refused_however_little_is_in_them():
    packed = gzip.compress(b"") * archive.MOST_MEMBERS
    assert archive.unpacked(packed) == [archive.Member("", b"")]
    assert archive.unpacked(packed + gzip.compress(b"")) == Fault("too large")


def test_gzip_that_breaks_off_or_grows_too_much_is_refused(monkeypatch):
    packed = gzip.compress(b"a,b\n1,2\n" * 1000)
    assert archive.unpacked(packed[:-9]) == Fault("damaged")
    assert archive.unpacked(packed[:20] + b"\xff" * 20 + packed[40:]) == Fault("damaged")
    assert archive.unpacked(gzip.compress(bytes(50 << 20))) == Fault("too large")
    monkeypatch.setattr(archive, "MOST_BYTES", 7000)
    assert archive.unpacked(packed) == Fault("too large")
