"""JSON lines: an object a line, whole or not at all."""

import pytest

from csps.feeds.readers.json_lines import is_json_lines, read_json_lines
from csps.vault import Fault, parse


def rows(data):
    sheet = read_json_lines(data).sheets[0]
    names = list(sheet.delivered.headings)
    return parse([sheet.delivered], ",", names, names).rows.select(["_line", *names]).to_pylist()


def test_values_are_written_as_by_hand():
    data = b'{"id": 1, "ok": true, "n": 1.50, "codes": ["1A", "2B"]}\n\n{"id": "x", "late": null}\n'
    assert rows(data) == [
        {"_line": 2, "id": "1", "ok": "true", "n": "1.50", "codes": '["1A", "2B"]', "late": None} | {"_line": 1},
        {"_line": 3, "id": "x", "ok": None, "n": None, "codes": None, "late": None},
    ]


@pytest.mark.parametrize(
    "line", [b"{", b"[1]", b'{"a": {"b": 1}}', b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": ' + b"[" * 5000 + b"}"]
)
def test_a_line_that_is_no_flat_object_keeps_out_the_whole(line):
    assert read_json_lines(b'{"a": 1}\n' + line + b"\n") == Fault("damaged", 2)


def test_an_array_of_objects_is_read_by_their_numbers():
    assert rows(b' [\n {"a": 1, "b": "[,]"} ,\n{"a": "}"}]\n') == [
        {"_line": 1, "a": "1", "b": "[,]"},
        {"_line": 2, "a": "}", "b": None},
    ]


@pytest.mark.parametrize(
    "data", [b'[{"a": 1}', b'[{"a": 1},]', b'[{"a": 1}] x', b'[{"a": 1} {"a": 2}]', b'[{"a": 1}, ', b'[{"a": 1}, [2]]']
)
def test_an_array_that_is_not_whole_keeps_out_the_whole(data):
    assert read_json_lines(data).rule == "damaged"


def test_it_is_told_from_text():
    assert is_json_lines(b'\xef\xbb\xbf {"a": 1}')
    assert is_json_lines(b' [ {"a": 1}]')
    assert not is_json_lines(b'["a"]')
    assert not is_json_lines(b"a,b\n")
