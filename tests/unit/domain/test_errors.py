"""The error tree: one exit code per family, three sentences, and a drawing that is true."""

from __future__ import annotations

import re

import pytest

from csps.domain import errors
from csps.domain.errors import UNFORESEEN_EXIT_CODE, CspsError, IntegrityError, StorageError

FAMILIES = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CspsError)]


def test_every_family_has_an_exit_code_of_its_own():
    codes = [kind.exit_code for kind in FAMILIES]
    assert len(set(codes)) == len(codes)
    assert UNFORESEEN_EXIT_CODE not in codes
    assert all(0 < code < 128 for code in codes)


def test_the_drawing_at_the_top_is_the_tree():
    drawn = dict(re.findall(r"\+-- (\w+) +(\d+) ", errors.__doc__))
    assert drawn == {kind.__name__: str(kind.exit_code) for kind in FAMILIES if kind is not CspsError}


@pytest.mark.parametrize("kind", FAMILIES)
def test_every_family_says_what_it_means(kind):
    assert kind.__doc__
    assert kind.__doc__.splitlines()[0].endswith(".")


def test_a_refusal_says_three_sentences_in_order():
    refusal = CspsError("Refused.", next_step="Do this.", unchanged="Nothing moved.")
    assert str(refusal) == "Refused. Nothing moved. Do this."


def test_what_is_damaged_or_refused_by_the_disk_always_has_a_next_step():
    assert "from a backup" in IntegrityError("The manifest is damaged.").next_step
    assert "the disk" in StorageError("It could not be read.").next_step
    assert IntegrityError("It is damaged.", next_step="Do this.").next_step == "Do this."


def test_a_refusal_without_a_next_step_still_says_that_nothing_was_changed():
    assert str(CspsError("Refused.")) == "Refused. Nothing was changed."
