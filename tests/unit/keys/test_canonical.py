"""One value, one sequence of bytes; anything else is refused."""

import pytest

from csps.domain.errors import IntegrityError, UsageError
from csps.keys.canonical import DEPTH, LARGEST, canonical_json, parse_canonical


def test_keys_are_sorted_and_nothing_is_blank():
    assert canonical_json({"b": [1, (True, None)], "a": "é"}) == '{"a":"é","b":[1,[true,null]]}'.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), {1: 2}, {"é": 1}, {"a": b"bytes"}, LARGEST + 1, -LARGEST - 1, {1, 2}, "\ud800", [[1.5]]],
)
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(UsageError, match="Canonical JSON holds no"):
        canonical_json(value)


def test_depth_is_limited():
    deep = 1
    for _ in range(DEPTH):
        deep = [deep]
    assert parse_canonical(canonical_json(deep), "it") == deep
    with pytest.raises(UsageError, match="levels"):
        canonical_json([deep])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1 ",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'"\\u0041"',
        b"1.0",
        b"1e2",
        b"NaN",
        b"-0",
        b"\xff",
        b"\xef\xbb\xbf1",
        b"9007199254740992",
        b"1" * 5000,
        b"[" * 100_000,
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data):
    with pytest.raises(IntegrityError, match=r"The bytes of a note are damaged. Nothing was changed. Restore a note"):
        parse_canonical(data, "a note")
