"""Every planted leak is found, and honest matrices raise no alarm."""

import numpy as np
import pandas as pd
import pytest
from tests.factories.matrices import LEAKS, OF_THE_ROWS, honest

from csps.domain.errors import UsageError
from csps.modelling import Origins, find_leaks
from csps.modelling.leakage.leak import Check

QUICK = ("copy_with_much_noise", "smoothed_target_mean", "value_of_next_date", "torn_groups")


@pytest.fixture(scope="module")
def matrix():
    """One honest matrix."""
    return honest(1)


def looked(planted, **more):
    return find_leaks(planted.frame, planted.outcome, **planted.told, **more)


def test_an_honest_matrix_raises_no_alarm(matrix):
    report = looked(matrix)
    assert report.clean
    assert report.leaks == ()
    assert set(report.not_asked) == {Check.LABEL_TABLE, Check.KNOWN_LATER}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 26))
def test_no_honest_matrix_raises_an_alarm(seed):
    assert [str(leak) for leak in looked(honest(seed)).leaks] == []


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in LEAKS]
)
def test_a_planted_leak_is_found_and_nothing_else_is_named(matrix, name):
    report = looked(LEAKS[name](matrix, np.random.default_rng(5)))
    assert not report.clean
    assert set(report.columns) == (set() if name in OF_THE_ROWS else {"leak"})


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 11])
@pytest.mark.parametrize("name", list(LEAKS))
def test_a_planted_leak_is_found_by_another_lot_too(seed, name):
    report = looked(LEAKS[name](honest(seed), np.random.default_rng(seed)))
    assert set(report.columns) == (set() if name in OF_THE_ROWS else {"leak"})


@pytest.mark.slow
def test_two_leaks_do_not_hide_behind_each_other(matrix):
    rng = np.random.default_rng(6)
    both = matrix.with_column("one", 3 * matrix.outcome + rng.normal(size=len(matrix.outcome)))
    both = both.with_column("other", 4 * both.outcome + rng.normal(size=len(both.outcome)))
    assert set(looked(both).columns) == {"one", "other"}


def small(rng, rows=600):
    """A matrix that takes no time."""
    happened = rng.random(rows) < 0.2
    return pd.DataFrame({"calls": rng.poisson(1, rows), "as_of": pd.Timestamp("2024-01-01")}), happened


def test_a_value_that_changes_when_later_facts_are_taken_away_is_named():
    frame, happened = small(np.random.default_rng(1))
    again = frame[["calls"]].astype(float)
    assert find_leaks(frame, happened, as_of="as_of", origins=Origins(recomputed=again)).clean
    again.loc[3, "calls"] += 1
    report = find_leaks(frame, happened, as_of="as_of", origins=Origins(recomputed=again))
    assert [(leak.check, leak.column) for leak in report.leaks] == [(Check.KNOWN_LATER, "calls")]


@pytest.mark.parametrize(
    ("table", "check"), [("feeds.ssd_cp_plans", Check.LABEL_TABLE), ("feeds.x", Check.KNOWN_LATER)]
)
def test_facts_from_after_the_date_are_named_by_their_table(table, check):
    frame, happened = small(np.random.default_rng(1))
    latest = [pd.Timestamp("2024-01-01")] * (len(frame) - 1) + [pd.Timestamp("2024-01-02")]
    origins = Origins(latest={"calls": latest}, sources={"calls": [table]}, label_tables=["feeds.ssd_cp_plans"])
    report = find_leaks(frame, happened, as_of="as_of", origins=origins)
    assert [leak.check for leak in report.leaks] == [check]


def test_the_same_frame_gives_the_same_report():
    frame, happened = small(np.random.default_rng(2))
    assert find_leaks(frame, happened, as_of="as_of") == find_leaks(frame, happened, as_of="as_of")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"columns": ["visits"]}, "no column visits"),
        ({"group": "family"}, "no column family"),
        ({"columns": ["as_of"]}, "Not numbers: as_of"),
        ({"columns": []}, "No column is left"),
    ],
)
def test_what_cannot_be_searched_is_refused(change, words):
    frame, happened = small(np.random.default_rng(3))
    with pytest.raises(UsageError, match=words):
        find_leaks(frame, happened, **change)


def test_too_few_outcomes_tell_nothing():
    frame, happened = small(np.random.default_rng(3))
    happened[:] = False
    with pytest.raises(UsageError, match="0 of 600 rows"):
        find_leaks(frame, happened, columns=["calls"])
    with pytest.raises(UsageError, match="3 outcomes for 600 rows"):
        find_leaks(frame, happened[:3], columns=["calls"])
