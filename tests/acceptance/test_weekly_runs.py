"""A weekly run that is cut off: last week's list stays, nothing is lost or bare, and the next run makes the same bytes.

The interpreter is warm and forked for every run, so that a run costs what its work costs. A run is killed between any two
stages, at each call that changes the disk, and at random moments; and each such call is made to fail with a full and with a
broken disk.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import time
from typing import TYPE_CHECKING

import pytest
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
    prepare,
    run,
    run_to,
    started,
)

import csps
from csps.keys.places import MARKER
from csps.vault import Vault, read_keys

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

RESIDENTS, WEEKS = 1_500, 30
KILLS_IN_CI, KILLS_IN_THE_LONG_SUITE = 25, 1000
KILLS_AT_ONCE = 100  # so that what an hour or two have shown is not lost with the one that is under way
STEPS_IN_CI = 3  # calls at which CI kills, spread over all of them; the long suite takes every one
FAULTS_IN_CI = 2  # calls that CI lets fail


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town before its last weeks, the undisturbed result, and how long and how many calls it took."""

    class Town:
        folder = tmp_path_factory.mktemp("town")
        here = folder / "town"
        scratch = folder / "scratch"

        @classmethod
        def fresh(cls) -> Path:
            shutil.rmtree(cls.scratch, ignore_errors=True)
            shutil.copytree(cls.here, cls.scratch, symlinks=True)
            return cls.scratch / "workspace"

    assert code_of(started(prepare, Town.here, RESIDENTS, WEEKS)) == 0
    workspace, told = Town.fresh(), Town.folder / "calls"
    assert names_in(workspace), "there must be names to look for"
    began = time.monotonic()
    assert code_of(started(run, workspace, None, 0, told)) == 0
    Town.seconds = time.monotonic() - began
    Town.result, Town.calls = state_of(workspace), int(told.read_text())
    assert csps.open(workspace, environ={}).site.lake.current().week == END
    return Town


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def state_of(workspace: Path) -> dict[str, object]:
    """Give everything a week leaves behind: lake and lists by their bytes, the vault by what it holds."""
    lake, lists = workspace / "lake", workspace / "lists"
    state: dict[str, object] = {
        str(path.relative_to(workspace)): digest(path)
        for folder in (lake, lists)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
    site = csps.open(workspace, environ={}).site
    generation = site.lake.current().versions["vault"]
    with Vault.open(site.vault, keys=read_keys(site.deployment.keys), generation=generation) as vault:
        state["identities"] = vault.identities().to_pylist()
        state["archive"] = sorted(vault.archived_hashes())
    state["drop box"] = sorted(path.name for path in site.deliveries.rglob("*") if path.is_file())
    return state


def last_list(workspace: Path) -> dict[str, str]:
    return {path.name: digest(path) for path in sorted((workspace / "lists" / BEFORE.isoformat()).iterdir())}


def names_in(workspace: Path) -> list[str]:
    """Give surnames that wait in the drop box: none may be found bare anywhere else."""
    files = sorted((workspace / "deliveries").rglob("ssd_person_*.csv"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    names = {line.split(",")[2].strip('"') for line in lines}
    return sorted(name for name in names if len(name) > 5)[:20]


def bare(workspace: Path, names: list[str]) -> list[str]:
    """Name the files outside the drop box that hold one of the names."""
    found = []
    for path in workspace.parent.rglob("*"):
        if path.is_file() and "deliveries" not in path.parts and "truth" not in path.parts and path.name != MARKER:
            data = path.read_bytes()
            if any(name.encode() in data or name.encode("utf-16-le") in data for name in names):
                found.append(str(path))
    return found


def check_cut_off(workspace: Path, names: list[str], before: dict[str, str]) -> date:
    """Hold what must be so after a run was cut off; give the week that is published."""
    site = csps.open(workspace, environ={}).site
    published = site.lake.current()
    assert published.week in (BEFORE, END)
    for snapshot in published.snapshots:
        site.lake.verified_file(snapshot)
    assert last_list(workspace) == before
    assert bare(workspace, names) == []
    return published.week


def check_next(town, workspace: Path) -> None:
    """Hold that the next run, let alone, leaves what an undisturbed one leaves."""
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result
    csps.open(workspace, environ={}).site.journal.verify().check_sound()


def struck(town, strike, at: int) -> int:
    """Run the week with a disk that strikes at a call; hold what must be so afterwards."""
    workspace = town.fresh()
    names, before = names_in(workspace), last_list(workspace)
    code = code_of(started(run, workspace, strike, at))
    check_cut_off(workspace, names, before)
    check_next(town, workspace)
    return code


def spread(calls: int, wanted: int) -> list[int]:
    """Give call numbers from the first to the last, evenly spread."""
    return sorted({1 + step * (calls - 1) // max(wanted - 1, 1) for step in range(wanted)})


def test_the_week_undisturbed_is_the_same_twice(town):
    workspace = town.fresh()
    assert code_of(started(run, workspace)) == 0
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result


def test_killed_at_every_stage_boundary_one_after_another(town):
    workspace = town.fresh()
    names, before = names_in(workspace), last_list(workspace)
    for boundary in BOUNDARIES:
        assert code_of(started(run_to, workspace, boundary)) == -signal.SIGKILL, boundary
        week = check_cut_off(workspace, names, before)
        assert week == (END if boundary in (PUBLISHED, SETTLED) else BEFORE), boundary
    check_next(town, workspace)


def test_killed_at_a_call_that_changes_the_disk(town):
    for at in spread(town.calls, STEPS_IN_CI):
        assert struck(town, kill, at) == -signal.SIGKILL, at


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


@pytest.mark.parametrize("strike", [fill_the_disk, break_the_disk])
def test_a_call_that_fails_is_a_refusal_and_the_next_run_mends_it(town, strike):
    for at in spread(town.calls, FAULTS_IN_CI):
        assert struck(town, strike, at) in (0, REFUSED), at


def test_two_runs_at_once_are_one_run_and_one_refusal(town):
    workspace = town.fresh()
    first, codes = started(run, workspace), []
    while first.is_alive():
        codes.append(code_of(started(run, workspace)))
    assert code_of(first) in (0, REFUSED)
    assert REFUSED in (*codes, first.exitcode)
    assert code_of(started(run, workspace)) == 0
    assert state_of(workspace) == town.result


@pytest.mark.slow
def test_killed_at_every_call(town):
    for at in range(1, town.calls + 1):
        assert struck(town, kill, at) == -signal.SIGKILL, at


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 2 + KILLS_IN_THE_LONG_SUITE // KILLS_AT_ONCE))
def test_killed_at_a_thousand_random_moments(town, seed):
    killed_at_random(town, KILLS_AT_ONCE, seed)


@pytest.mark.slow
@pytest.mark.parametrize("strike", [fill_the_disk, break_the_disk])
def test_every_call_fails_once(town, strike):
    for at in range(1, town.calls + 1):
        assert struck(town, strike, at) in (0, REFUSED), at
