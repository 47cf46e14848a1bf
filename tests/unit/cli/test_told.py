"""What stages tell: sentences for people, plain values for machines, and never a family's row."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csps.cli.told import FEW, as_plain, as_sentences


class State(StrEnum):
    DONE = "done"


@dataclass
class Formed:
    families: int = 1234
    with_children: int = 56
    state: State = State.DONE
    folder: Path = Path("registry")
    frame: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"family_id": ["3f9c"]}))
    scores: np.ndarray = field(default_factory=lambda: np.zeros(3))
    seal: bytes = b"secret"
    by_date: dict[date, int] = field(default_factory=lambda: {date(2026, 11, 16): 7})


class Spoken:
    def __str__(self) -> str:
        return "3 families are on the list."


def test_plain_values_are_json_and_hold_no_rows():
    plain = as_plain({"families": Formed(), "outcomes": [Formed()]})
    text = json.dumps(plain)
    assert plain["families"]["by_date"] == {"2026-11-16": 7}
    assert plain["outcomes"][0]["families"] == 1234
    assert plain["families"]["state"] == "done"
    assert plain["families"]["folder"] == "registry"
    assert not {"frame", "scores", "seal"} & plain["families"].keys()
    assert "3f9c" not in text
    assert "secret" not in text


@pytest.mark.parametrize("value", [None, True, 3, 0.5, "words"])
def test_plain_values_stay_as_they_are(value):
    assert as_plain(value) == value


def test_sets_become_sorted_lists():
    assert as_plain(frozenset({"b", "a"})) == ["a", "b"]


def test_what_is_not_plain_at_all_is_nothing():
    assert as_plain(pd.DataFrame()) is None


def test_counts_are_said_in_words():
    assert as_sentences(Formed()) == (
        "families 1,234, with children 56, state done, folder registry, by date 7 (2026-11-16)."
    )


def test_long_mappings_are_left_to_machines():
    many = {f"table {number}": number for number in range(FEW + 1)}
    assert as_sentences(Formed(by_date=many)).endswith("folder registry.")


def test_own_words_come_first_and_several_results_take_a_line_each():
    assert as_sentences([Spoken(), Formed(by_date={})]).splitlines()[0] == "3 families are on the list."
    assert len(as_sentences([Spoken(), Spoken()]).splitlines()) == 2


@pytest.mark.parametrize("told", [None, object(), {}])
def test_somebody_who_has_nothing_to_tell_is_done(told):
    assert as_sentences(told) == "Done."
