"""Declared types in words."""

from __future__ import annotations

from typing import Annotated

from csps.settings.feed_words import Decision
from csps.settings.kinds import bare, keys, kind_at, said, words
from csps.settings.plain_values import Frozen, Share, Text, Weeks
from csps.settings.programme import Programme


def test_every_kind_has_words():
    assert said(Text) == "a line of text without blanks at its ends"
    assert said(Text | None) == said(Text)
    assert said(Decision) == 'one of "hold", "pass"'
    assert said(tuple[Decision, ...]) == 'a list, each entry one of "hold", "pass"'
    assert said(Frozen[Text, Share]) == "a table"
    assert said(Annotated[Weeks, "a remark"]) == "a whole number of weeks from 1 to 520"
    assert said(None) == "a value"


def test_the_type_at_a_path_is_found_through_every_kind_of_table():
    assert bare(kind_at(Programme, ("feeds", "any", "when_late"))) is Decision
    assert kind_at(Programme, ("bands", "levels", 3, "from_score")) == Share
    assert bare(kind_at(Programme, ("feeds", "any", "codes", "sex", "1"))) is str
    assert kind_at(Programme, ("nothing", "here")) is None
    assert kind_at(Programme, ("capacity", "families_a_week", "more")) is None


def test_keys_are_those_a_file_may_have():
    assert "feeds" in keys(Programme)
    assert "fingerprint" not in keys(Programme)
    assert keys(Text) == ()


def test_words_are_those_of_a_list():
    assert words(Decision | None) == ("hold", "pass")
    assert words(Text) == ()
