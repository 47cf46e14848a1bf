"""XML streams by, and nothing in it is expanded or fetched."""

from datetime import date

import pytest

from csps.feeds.readers.elements import DEEPEST, LONGEST, RefusedError, heard, is_xml, written_on
from csps.vault import Fault


class Names:
    """Hears the names of elements."""

    def __init__(self):
        self.encoding, self.names = "", []

    def start(self, name, line):
        if name == "no":
            raise RefusedError("unknown format")
        self.names.append((name, line))

    def end(self, value):
        pass

    def contents(self):
        return self.names


def test_names_are_heard_without_their_namespace_and_with_their_line():
    assert heard(b'<a xmlns="urn:x">\n<b/></a>', Names()) == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<a>\n<b></a>", Fault("damaged", 2)),
        (b"<a>\n<no/></a>", Fault("unknown format", 2)),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>', Fault("entities", 1)),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', Fault("encoding")),
        (b"<a>\n" * (DEEPEST + 1), Fault("too large", DEEPEST + 1)),
        (b"<a>\n" + b"x" * (LONGEST + 1) + b"</a>", Fault("too large", 2)),
    ],
)
def test_what_cannot_be_read_is_a_fault_where_it_stands(data, fault):
    assert heard(data, Names()) == fault


def test_xml_is_told_by_its_first_letter():
    assert is_xml(b"\xef\xbb\xbf  <a/>")
    assert is_xml("<a/>".encode("utf-16"))
    assert not is_xml(b"a,b")


def test_a_moment_is_read_as_its_day():
    assert written_on("2024-05-23T11:14:05") == date(2024, 5, 23)
    assert written_on(None) is None
    assert written_on("soon") is None
