"""Marks of a demonstration: for a synthetic workspace without its own, said to be such, and able to be missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csps.domain.errors import AccessError
from csps.pipeline import shipped_specifications
from csps.settings import read_model_spec
from csps.settings.pass_marks import JudgedAt
from csps.workspace.demonstration import REASON, set_marks


@pytest.fixture
def shipped():
    return {name: read_model_spec(path) for name, path in shipped_specifications().items()}


@pytest.fixture
def put(site):
    """The specifications that a demonstration puts into its workspace."""
    set_marks(site)
    return {path.parent.name: read_model_spec(path) for path in sorted((site.folder / "models").glob("*/spec.toml"))}


def test_everything_but_marks_and_crossing_is_as_it_is_shipped(put, shipped):
    assert put.keys() == shipped.keys()
    for name, spec in put.items():
        assert not spec.fairness.crossed
        fairness = replace(spec.fairness, crossed=True)
        assert replace(spec, pass_marks=shipped[name].pass_marks, fairness=fairness) == shipped[name]


def test_they_say_that_they_are_for_a_demonstration_and_the_shipped_ones_are_not(put, shipped):
    assert all(spec.pass_marks.demonstration for spec in put.values())
    assert not any(spec.pass_marks.demonstration for spec in shipped.values())


def test_they_can_be_missed(put, shipped):
    """Groups are held against the marks that csps comes with, and no model as bad as the rule is let through."""
    for name, spec in put.items():
        marks, real = spec.pass_marks, shipped[name].pass_marks
        sizes = {size: getattr(real.groups, size) for size in ("smallest_families", "smallest_outcomes")}
        assert replace(marks.groups, **sizes) == real.groups
        assert marks.groups.judged_at is JudgedAt.BEYOND_CHANCE
        assert marks.better_than_rule_by >= 0
        assert marks.auc_at_least >= 0.65


def test_a_workspace_with_marks_of_its_own_keeps_them(site):
    own = site.folder / "models"
    own.mkdir()
    set_marks(site)
    assert list(own.iterdir()) == []


def test_nobody_real_gets_them(site):
    choices = replace(site.programme.workspace, synthetic=False)
    real = replace(site, programme=replace(site.programme, workspace=choices))
    with pytest.raises(AccessError, match="for a synthetic workspace only"):
        set_marks(real)
    assert not (site.folder / "models").exists()


def test_what_is_signed_claims_nothing_that_nobody_did():
    assert "nobody read" in REASON
    assert "Every mark" not in REASON
