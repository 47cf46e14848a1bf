"""A fault of a reader is a rule of the ledger, by its name."""

import re
from pathlib import Path

import csps.feeds.readers
import csps.vault
from csps.feeds.noticed import noticed_of
from csps.feeds.rules.rule import Effect
from csps.vault import Fault


def test_every_word_of_a_reader_is_a_rule_that_keeps_the_file_out():
    sources = [
        *Path(csps.feeds.readers.__path__[0]).glob("*.py"),
        *Path(csps.vault.__path__[0]).glob("*.py"),
    ]
    words = {word for path in sources for word in re.findall(r'(?:Fault|_RefusedError)\("([a-z ]+)"', path.read_text())}
    assert len(words) > 6
    for word in words:
        noticed = noticed_of(Fault(word, 3))
        assert (noticed.rule.name, noticed.rule.effect, noticed.line) == (word, Effect.FILE, 3)
