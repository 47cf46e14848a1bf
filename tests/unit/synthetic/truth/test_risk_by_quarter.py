"""The file of true probabilities: a row per family, quarter and outcome."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.calendar import Calendar
from csps.synthetic.lives.mechanisms import Mechanisms
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.truth import risk_by_quarter
from csps.synthetic.truth.intervals import Intervals
from csps.synthetic.truth.needs import ASSESSED, BY_SPELL, CASE, SOURCES
from csps.synthetic.truth.risk import LEVELS, RiskTables
from csps.synthetic.truth.risk_by_quarter import write_risk

CALENDAR = Calendar(date(2026, 11, 16), weeks=20, burn_in=0)
CHANCES = ["p_harm", "p_recorded", "p_harm_without_help", "p_recorded_without_help"]
ASSESSED_HOUSEHOLD = 4
WEEKS = 6  # instead of 52: the tables are the same, only sooner made


def snapshot(households, states, seed):
    rng, number = np.random.default_rng(seed), len(households)
    tops = {"vulnerability": 4, "exposure": 8, "seen": 5, "frailty": 3, "path": 11, "helped": 3, "who": 16}
    levels = {name: rng.integers(0, top, number) for name, top in tops.items()} | {
        "joint": rng.integers(0, states, number)
    }
    levels["path"][0], levels["path"][1:] = Path.PLAN, levels["path"][1:] % 10
    return levels | {f"on_{name}": np.zeros(number, dtype=bool) for name in BY_SPELL} | {"household": households}


def evidence(_):
    """An assessment that stands behind one household throughout, and a case that is open."""
    first, last = CALENDAR.start_day, CALENDAR.end_day + 400
    always = Intervals(np.array([ASSESSED_HOUSEHOLD]), np.array([first]), np.array([last]))
    never = Intervals(*(np.empty(0, dtype=np.int64) for _ in range(3)))
    return {source: always if source in (ASSESSED, CASE) else never for source in (*SOURCES, ASSESSED)}


@pytest.fixture(scope="module")
def written(tmp_path_factory, trimmed_profile):
    """The file, as written with help and where help changes nothing, and the chances it was made from."""
    folder, made = tmp_path_factory.mktemp("risk"), {}
    for effect in (1.0, 0.0):
        mechanisms = Mechanisms(trimmed_profile(), help_effect=effect, observation_bias=1.0)
        states = mechanisms.circumstances.states
        quarters = {7: snapshot(np.arange(2, 60), states, seed=1), 20: snapshot(np.arange(4, 70), states, seed=2)}
        history = SimpleNamespace(calendar=CALENDAR, snapshots=quarters)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(risk_by_quarter, "MALTREATMENT_WEEKS", WEEKS)
            patched.setattr(risk_by_quarter, "evidence", evidence)
            write_risk(folder / "risk.parquet", SimpleNamespace(mechanisms=mechanisms), history)
        made[effect] = (pd.read_parquet(folder / "risk.parquet"), quarters, mechanisms)
    return made


def test_every_family_has_a_row_for_every_quarter_and_outcome(written):
    frame, quarters, _ = written[1.0]
    assert list(frame.columns) == ["family", "quarter", "outcome", *CHANCES]
    found = list(zip(frame["quarter"].astype(str), frame["outcome"], frame["family"], strict=True))
    assert len(set(found)) == len(found)
    assert set(found) == {
        (str(CALENDAR.monday(week)), outcome, family)
        for week, state in quarters.items()
        for outcome in ("maltreatment", "eligibility")
        for family in state["household"].tolist()
    }


def test_each_row_says_the_chance_of_its_own_family(written):
    frame, quarters, mechanisms = written[1.0]
    tables, alone = (RiskTables(chances, weeks=WEEKS) for chances in (mechanisms, mechanisms.without_help()))
    for week, state in quarters.items():
        rows = frame[
            (frame["quarter"].astype(str) == str(CALENDAR.monday(week))) & (frame["outcome"] == "maltreatment")
        ]
        rows = rows.set_index("family").loc[state["household"]]
        levels = {name: state[name] for name in LEVELS}
        for columns, looked_up in ((CHANCES[:2], tables.look_up(levels)), (CHANCES[2:], alone.look_up(levels))):
            for column, chances in zip(columns, looked_up, strict=True):
                assert np.array_equal(rows[column].to_numpy(), chances.astype(float), equal_nan=True), (week, column)


def test_only_what_cannot_be_said_is_empty(written):
    frame, quarters, _ = written[1.0]
    assert frame[["p_harm", "p_harm_without_help"]].notna().all(axis=None)
    planned = {(str(CALENDAR.monday(week)), state["household"][0]) for week, state in quarters.items()}
    for outcome, expected in (("maltreatment", planned), ("eligibility", set())):
        rows = frame[frame["outcome"] == outcome]
        for column in ("p_recorded", "p_recorded_without_help"):
            empty = rows[rows[column].isna()]
            assert set(zip(empty["quarter"].astype(str), empty["family"], strict=True)) == expected


def test_help_lowers_the_chance_of_harm_and_without_an_effect_changes_nothing(written):
    frame = written[1.0][0]
    assert frame[CHANCES].min().min() >= 0
    assert frame[CHANCES].max().max() <= 1
    assert (frame["p_harm"] <= frame["p_harm_without_help"] + 1e-6).all()
    assert (frame["p_harm"] < frame["p_harm_without_help"] - 1e-6).any()
    same = written[0.0][0]
    for column in CHANCES[:2]:
        assert same[column].equals(same[f"{column}_without_help"].rename(column))
