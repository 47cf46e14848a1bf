"""A tie is drawn as steps that end where its weight does."""

from __future__ import annotations

import pytest

from csps.domain.errors import UsageError
from csps.linkage import TieExplained
from csps.workspace.links import waterfall

STEPS = (
    ("any two records", "before anything is compared", -9.0),
    ("forename", "the same", 8.5),
    ("sex", "different", -2.0),
)


def test_the_bars_add_up_to_the_weight():
    axes = waterfall(TieExplained("a", "b", ("feeds.x", "feeds.y"), "likeness", -2.5, STEPS))
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]
    assert ends == [(0.0, -9.0), (-9.0, -0.5), (-0.5, -2.5), (0, -2.5)]
    assert [label.get_text() for label in axes.get_yticklabels()][-1] == "together"


def test_a_number_is_not_weighed_and_cannot_be_drawn():
    with pytest.raises(UsageError, match="tied by number"):
        waterfall(TieExplained("a", "b", ("feeds.x", "feeds.y"), "number", None, ()))
