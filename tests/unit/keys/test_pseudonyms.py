"""Pseudonyms: HMAC as the standard library has it, stable for ever, unrelated across kinds and feeds."""

import hmac

import pytest

from csps.domain.errors import UsageError
from csps.keys.pseudonyms import WIDTH, PseudonymKey, PseudonymKind, compound, pseudonyms_of

KEY = PseudonymKey(bytes(range(32)))


def one(value, kind=PseudonymKind.RECORD, feed="housing", key=KEY):
    return pseudonyms_of(key, kind, feed, [value])[0]


def test_it_is_hmac_over_kind_feed_and_value():
    message = "csps pseudonym 1\0place_id\0housing\0Tür 7".encode()
    expected = hmac.digest(bytes(range(32)), message, "sha256").hex()[:WIDTH]
    assert one("Tür 7", PseudonymKind.PLACE) == expected


def test_it_never_changes():
    """A lake's joins hang on these: if this fails, every workspace loses its past."""
    assert one("T-1") == "ffc269e0ed8c2bb5f46e408c9b205651"


def test_order_is_kept_and_equal_values_are_equal():
    given = pseudonyms_of(KEY, PseudonymKind.RECORD, "housing", (value for value in ["b", "a", "b"]))
    assert given == [one("b"), one("a"), one("b")]
    assert given[0] != given[1]
    assert pseudonyms_of(KEY, PseudonymKind.RECORD, "housing", []) == []


def test_kinds_feeds_and_keys_are_unrelated():
    found = {
        one("1", kind, feed, key) for kind in PseudonymKind for feed in ("a", "b") for key in (KEY, PseudonymKey.new())
    }
    assert len(found) == len(PseudonymKind) * 2 * 2


def test_values_are_taken_as_they_stand():
    assert len({one("a"), one("A"), one(" a"), one("a "), one(""), one("\ud800")}) == 6


@pytest.mark.parametrize("feed", ["", "a\0b"])
def test_a_feed_has_a_name(feed):
    with pytest.raises(UsageError, match="name of a feed"):
        one("1", feed=feed)


@pytest.mark.parametrize("value", [None, 1, b"1", float("nan")])
def test_only_text_has_a_pseudonym(value):
    with pytest.raises(UsageError, match="made of text"):
        one(value)


def test_compound_references_stay_apart():
    pairs = [("1", "23"), ("12", "3"), ("", "123"), ("123", ""), ("1:1", "2"), ("1", "1:2"), ("123",), ("1,1:2", "3")]
    assert len({compound(*pair) for pair in pairs}) == len(pairs)
