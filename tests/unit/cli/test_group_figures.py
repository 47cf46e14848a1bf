"""Tables of groups: each group with its size and figures, crossed ones on request, an unknown grouping refused."""

from __future__ import annotations

import pytest
from tests.factories.audits import group_rows

from csps.cli.group_figures import show_groups
from csps.domain.errors import UsageError
from csps.settings import read_model_spec


@pytest.fixture
def figures(pytestconfig):
    spec = read_model_spec(pytestconfig.rootpath / "models" / "maltreatment")
    rows = group_rows(spec, small=("few",))
    shares = [
        row | {"metric": metric, "estimate": 0.4, "low": 0.3, "high": 0.5}
        for row in rows[::4]
        for metric in ("auc", "missed")
    ]
    return {"groups": [*rows, *shares]}


def test_groups_one_by_one_are_shown_and_crossed_ones_are_offered(figures, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    show_groups(figures, None)
    said = capsys.readouterr().out
    assert said.count("By ") == 5
    assert "0.40 (0.30 to 0.50)" in said
    assert "few (too small)" in said
    assert "10 crossed groupings are not shown" in said
    assert "0.5 is chance" in said


def test_a_crossed_grouping_or_every_one_is_shown_on_request(figures, capsys):
    show_groups(figures, "ethnicity x sex")
    assert "By ethnicity x sex" in capsys.readouterr().out
    show_groups(figures, "all")
    assert "not shown" not in capsys.readouterr().out


def test_an_unknown_grouping_is_refused_with_the_names_of_the_others(figures):
    with pytest.raises(UsageError, match=r"not told apart by 'height'.*ethnicity x sex"):
        show_groups(figures, "height")
