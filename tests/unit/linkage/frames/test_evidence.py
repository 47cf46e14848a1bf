"""Evidence in words and steps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csps.domain.errors import UsageError
from csps.linkage.frames.evidence import probability, waterfall

EVIDENCE = pd.DataFrame(
    {
        "record_id": ["a"],
        "other_record_id": ["b"],
        "match_weight": [3.0],
        "match_probability": [0.888889],
        "any_two": [-10.0],
        "born": [13.5],
        "relatives": [-0.5],
        "because": ["The same date of birth."],
    }
)


def test_the_steps_of_a_waterfall_add_up_whichever_record_is_named_first():
    steps = waterfall(EVIDENCE, "b", "a")
    assert steps["step"].tolist() == ["any_two", "born", "relatives"]
    assert steps["total"].tolist() == [-10.0, 3.5, 3.0]


@pytest.mark.parametrize("pair", [("a", "c"), ("a", "a")])
def test_a_pair_that_is_not_there_is_refused(pair):
    with pytest.raises(UsageError, match="no such pair"):
        waterfall(EVIDENCE, *pair)


def test_nought_bits_are_an_even_chance():
    assert probability(np.array([0.0, 100.0, -100.0])).tolist() == [0.5, 1.0, 0.0]
