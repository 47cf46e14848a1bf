"""A weekly run that is cut off: last week's list stays, nothing is lost or bare, and the next run makes the same bytes.

A run is killed between any two stages, at calls that change the disk, and at random moments; and such calls are made to
fail with a full and with a broken disk. Every single call is tried in `test_weekly_stages`.
"""

from __future__ import annotations

import random
import shutil
import signal
import time
from datetime import timedelta

import pytest
from tests.factories.cut_weeks import Town, check_cut_off, last_list, names_in, state_of
from tests.factories.loaded_town import BEFORE, END
from tests.factories.weekly_runs import (
    BOUNDARIES,
    PUBLISHED,
    REFUSED,
    SETTLED,
    break_the_disk,
    code_of,
    fill_the_disk,
    kill,
    run,
    run_to,
    started,
)

import csps

KILLS_IN_CI, KILLS_IN_THE_LONG_SUITE = 25, 1000
KILLS_AT_ONCE = 100  # so that what an hour or two have shown is not lost with the one that is under way
QUARTERS = {kill: 1, fill_the_disk: 2, break_the_disk: 3}
"""Where in the run CI strikes; the long suite strikes at every call."""
PARTS = (
    "workspace/lake/current", "workspace/lake/manifests", "workspace/lake/feeds", "workspace/vault", "workspace/vault/keys",
    "workspace/vault/identities-0001.db", "workspace/journal", "trusted/journal-head.json", "trusted/register.json",
    "trusted/administrators", "keys",
)  # fmt: skip
PATIENCE = 0.3  # seconds between two tries to run what is running


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return Town(tmp_path_factory.mktemp("town"))


def check_next(town, workspace) -> None:
    """Hold that the next run, let alone, leaves what an undisturbed one leaves."""
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result
    csps.open(workspace, environ={}).site.journal.verify().check_sound()


def test_the_week_undisturbed_is_the_same_twice(town):
    workspace = town.fresh()
    assert code_of(started(run, workspace)) == 0
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result


def test_a_lake_that_lost_what_was_published_last_is_refused_and_nothing_is_lost(town):
    workspace = town.fresh()
    lake, earlier, later = workspace / "lake", workspace.parent / "earlier", workspace.parent / "later"
    shutil.copytree(lake, earlier)
    assert code_of(started(run, workspace)) == 0
    lake.rename(later)
    for pointer in ("as it was", "missing"):
        shutil.copytree(earlier, lake)
        if pointer == "missing":
            (lake / "current").unlink()
        assert code_of(started(run, workspace)) == REFUSED, pointer
        shutil.rmtree(lake)
    later.rename(lake)
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result


def test_a_part_that_is_gone_is_missed_before_anything_is_listed(town):
    """Whichever place of a workspace is lost, no run takes what is left for everything there is."""
    for part in PARTS:
        workspace = town.fresh()
        lost, before = workspace.parent / part, last_list(workspace)
        lost.rename(workspace.parent / "lost")
        assert code_of(started(run, workspace)) == REFUSED, part
        assert last_list(workspace) == before, part


def test_killed_at_every_stage_boundary_one_after_another(town):
    workspace = town.fresh()
    names, before = names_in(workspace), last_list(workspace)
    for boundary in BOUNDARIES:
        assert code_of(started(run_to, workspace, boundary)) == -signal.SIGKILL, boundary
        week = check_cut_off(workspace, names, before)
        assert week == (END if boundary in (PUBLISHED, SETTLED) else BEFORE), boundary
    check_next(town, workspace)


@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_a_week_is_not_taken_up_whose_vault_another_run_has_begun_to_replace(town, part):
    """The vault's newest generation is nobody's until it is published: what was done with it before is done again."""
    workspace = town.fresh()
    assert code_of(started(run_to, workspace, "families")) == -signal.SIGKILL
    at = town.calls * part // 12  # while deliveries are taken in
    assert code_of(started(run, workspace, kill, at, None, END + timedelta(weeks=1))) == -signal.SIGKILL
    check_next(town, workspace)


def killed_at_random(town, times: int, seed: int) -> None:
    """Kill runs at random moments: each run takes up what the killed one before it had done, until one comes through.

    Early moments are likelier than late ones, since a run that takes up another has less to do than a whole one.
    """
    chance, killed = random.Random(seed), 0
    while killed < times:
        workspace = town.fresh()
        names, before = names_in(workspace), last_list(workspace)
        week = BEFORE
        while week == BEFORE and killed < times:
            child = started(run, workspace)
            time.sleep(town.seconds * chance.random() * chance.random())
            child.kill()
            killed += code_of(child) == -signal.SIGKILL
            week = check_cut_off(workspace, names, before)
        check_next(town, workspace)


def test_killed_at_random_moments(town):
    killed_at_random(town, KILLS_IN_CI, seed=1)


@pytest.mark.parametrize("strike", QUARTERS)
def test_a_call_that_is_struck_is_a_kill_or_a_refusal_and_the_next_run_mends_it(town, strike):
    workspace, at = town.fresh(), town.calls * QUARTERS[strike] // 4
    names, before = names_in(workspace), last_list(workspace)
    code = code_of(started(run, workspace, strike, at))
    assert code in ((-signal.SIGKILL,) if strike is kill else (0, REFUSED))
    check_cut_off(workspace, names, before)
    check_next(town, workspace)


def test_two_runs_at_once_are_one_run_and_one_refusal(town):
    workspace = town.fresh()
    first, codes = started(run, workspace), []
    while first.is_alive():
        codes.append(code_of(started(run, workspace)))
        time.sleep(PATIENCE)
    assert code_of(first) in (0, REFUSED)
    assert REFUSED in (*codes, first.exitcode)
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 2 + KILLS_IN_THE_LONG_SUITE // KILLS_AT_ONCE))
def test_killed_at_a_thousand_random_moments(town, seed):
    killed_at_random(town, KILLS_AT_ONCE, seed)
