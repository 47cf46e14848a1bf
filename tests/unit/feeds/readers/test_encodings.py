"""Encodings are told from bytes, never from likeliness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.feeds.readers.encodings import encoding_of
from csps.vault import Fault

TEXT = "name,town\nZoë,Köln\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_what_was_written_is_found(written, found):
    assert encoding_of(TEXT.encode(written)) == found


def test_what_windows_does_not_define_is_latin():
    assert encoding_of(b"name\nx\x81y\n") == "iso-8859-1"


@pytest.mark.parametrize(
    "data",
    [b"a,b\n1,\x00\n", b"a\n\x01\n", b"\xef\xbb\xbfa\n\xff\n", TEXT.encode("utf-16")[:-1], TEXT.encode("utf-32")],
)
def test_bytes_that_are_no_text_are_a_fault(data):
    assert isinstance(encoding_of(data), Fault)


def test_a_fault_says_on_which_line():
    assert encoding_of(b"a,b\n1,2\n3,\x07\n") == Fault("encoding", 3)


@given(st.binary(max_size=400))
def test_what_is_found_can_be_decoded(data):
    found = encoding_of(data)
    assert isinstance(found, Fault) or isinstance(data.decode(found), str)
