"""What is done for each date of the past: every word has its stage, and forecasts are of today's rules."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from csps.pipeline import dated
from csps.pipeline.steps import PAST

WEEK, DAY = date(2026, 11, 16), date(2024, 11, 18)
STAGES = {
    "families": "form_dated_families",
    "features": "compute_features",
    "criteria": "meet_criteria",
    "outcomes": "find_outcomes",
}


@pytest.fixture
def programme(site):
    return site.programme


@pytest.mark.parametrize(("work", "stage"), STAGES.items())
def test_every_word_is_a_stages_one_call(work, stage, programme, monkeypatch):
    asked = {}

    def call(edition, **words):
        asked.update(words, edition=edition)

    monkeypatch.setattr(dated, stage, call)
    edition, spec = SimpleNamespace(week=WEEK), object()
    dated.WORK[work](edition, (DAY,), programme, spec, None)
    assert (asked["edition"], asked["dates"]) == (edition, (DAY,))
    rules = asked["programme"].rule_set_on(DAY).name
    assert rules == programme.rule_set_on(WEEK if work in {"criteria", "outcomes"} else DAY).name
    assert asked.get("spec") is (spec if work == "outcomes" else None)


def test_every_word_is_a_step_of_the_past():
    assert {f"past {work}" for work in dated.WORK} <= {step.name for step in PAST}
