"""The words of a feed block are what people type: small, distinct, and the same as csps says elsewhere."""

from __future__ import annotations

import codecs

import pytest

from csps.settings import feed_words

KINDS = [
    kind for kind in vars(feed_words).values() if isinstance(kind, type) and kind.__module__ == feed_words.__name__
]


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_plain(kind):
    assert all(member.value == member.value.strip() for member in kind)
    assert len({member.value.lower() for member in kind}) == len(kind)


def test_every_encoding_is_one_that_python_reads():
    assert all(codecs.lookup(encoding.value) for encoding in feed_words.Encoding)
