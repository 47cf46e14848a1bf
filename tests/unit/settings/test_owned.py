"""A choice without an owner is none."""

from __future__ import annotations

import pytest

OWNED = ("workspace", "cohort", "horizons", "capacity", "bands", "approval")


@pytest.mark.parametrize("choice", OWNED)
@pytest.mark.parametrize("key", ["owner", "review_on"])
def test_every_choice_needs_both(values, faults_in, choice, key):
    del values[choice][key]
    assert list(faults_in(values)) == [(choice, key)]
