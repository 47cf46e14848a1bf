"""How the command line ends: words, exit codes, and no data."""

from __future__ import annotations

import re

import click
import pytest

from csps.cli import refusals
from csps.domain.errors import BusyError, StorageError

NAME = "Jo Example, born 3 May 2015"


def test_a_refusal_is_three_lines_on_standard_error(capsys):
    code = refusals.show_refusal(StorageError("The disk is full at [lake].", next_step="Free 3 GB."))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["The disk is full at [lake].", "Nothing was changed.", "Free 3 GB."]
    assert code == StorageError.exit_code


def test_a_refusal_without_a_next_step_is_two_lines(capsys):
    refusals.show_refusal(BusyError("Another run holds it."))
    assert capsys.readouterr().err.splitlines() == ["Another run holds it.", "Nothing was changed."]


def test_the_unforeseen_shows_its_kind_and_nothing_it_says(capsys):
    with pytest.raises(KeyError) as error:
        _ = {}[NAME]
    code = refusals.show_unforeseen(error.value)
    shown = capsys.readouterr().err
    assert code == 70
    assert "KeyError at a line outside csps" in shown
    assert not any(word in shown for word in re.findall(r"\w+", NAME) if len(word) > 2)


def test_the_place_is_the_last_line_of_ours():
    from csps.domain.weeks import monday_of

    with pytest.raises(AttributeError) as caught:
        monday_of("not a date")
    assert re.fullmatch(r"csps/domain/weeks\.py:\d+", refusals.place_of(caught.value))


def test_a_mistake_in_the_words_says_that_nothing_was_changed(capsys):
    code = refusals.show_mistake(click.UsageError("No such option."))
    assert capsys.readouterr().err.splitlines()[-2:] == ["Error: No such option.", "Nothing was changed."]
    assert code == 2


def test_stopping_is_said_and_leaves_as_shells_expect(capsys):
    assert refusals.show_stopped() == 130
    assert "Stopped." in capsys.readouterr().err
