"""A weekly run that is cut off: last week's list stays, nothing is lost or bare, and the next run makes the same bytes.

The interpreter is warm and forked for every run, so that a run costs what its work costs. A run is killed at each call
that changes the disk, and at random moments besides; and each such call is made to fail with a full and with a broken disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.faulty_os import FaultyOs
from tests.factories.loaded_town import BEFORE, END, make_town

import csps
from csps.domain.errors import CspsError
from csps.journal import files as journal_files
from csps.keys import files as key_files
from csps.keys.places import MARKER
from csps.store import files as store_files

ROOT = Path(__file__).resolve().parents[2]
KILLS_IN_CI, KILLS_IN_THE_LONG_SUITE = 25, 1000
STEPS_IN_CI = 12  # calls that fail in CI, spread over all of them; the long suite takes every one
DOORS = (store_files, key_files, journal_files)
"""Every module of csps that changes the disk by itself does it through its name `os`."""


class Disk(FaultyOs):
    """The operating system under all doors at once."""

    CHANGING = frozenset({"write", "fsync", "rename", "replace", "unlink", "mkdir", "rmdir"})


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town before its last week, the undisturbed result, and how long and how many calls it took."""

    class Town:
        folder = tmp_path_factory.mktemp("town")
        here = folder / "town"
        scratch = folder / "scratch"

        @classmethod
        def fresh(cls) -> Path:
            shutil.rmtree(cls.scratch, ignore_errors=True)
            shutil.copytree(cls.here, cls.scratch, symlinks=True)
            return cls.scratch / "workspace"

    with cheap_keys():
        make_town(Town.here, ROOT / "models", residents=3_500)
    workspace = Town.fresh()
    began = time.monotonic()
    assert forked(lambda: run(workspace)) == 0
    Town.seconds = time.monotonic() - began
    Town.result = state_of(workspace)
    assert csps.open(workspace, environ={}).site.lake.current().week == END
    workspace, told = Town.fresh(), Town.folder / "calls"
    assert forked(lambda: run(workspace, Disk(), told)) == 0
    Town.calls = int(told.read_text())
    return Town


def run(workspace: Path, disk: Disk | None = None, told: Path | None = None) -> None:
    """Run the week in this process."""
    if disk is not None:
        for door in DOORS:
            door.os = disk
    csps.open(workspace, environ={}).weekly(END)
    if told is not None:
        told.write_text(str(len(disk.calls)))


def forked(work) -> int:
    """Do something in a child; give its exit code, 100 for a refusal, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except CspsError:
            code = 100
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def state_of(workspace: Path) -> dict[str, object]:
    """Give everything a week leaves behind: lake and lists by their bytes, the vault by what it holds."""
    from csps.vault import Vault, read_keys

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
    path = next((workspace / "deliveries").rglob("ssd_person_*.csv"), None)
    lines = [] if path is None else path.read_text(encoding="utf-8").splitlines()
    names = {line.split(",")[2].strip('"') for line in lines[1:]}
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


def check_after(town, workspace: Path, names: list[str], before: dict[str, str]) -> None:
    """Hold what must be so after a run was cut off, and after the next one."""
    site = csps.open(workspace, environ={}).site
    published = site.lake.current()
    assert published.week in (BEFORE, END)
    for snapshot in published.snapshots:
        site.lake.verified_file(snapshot)
    assert last_list(workspace) == before
    assert bare(workspace, names) == []
    assert forked(lambda: run(workspace)) == 0
    assert state_of(workspace) == town.result
    site.journal.verify().check_sound()


def struck(town, strike, at: int) -> int:
    """Run the week with a disk that strikes at a call; hold what must be so afterwards."""
    workspace = town.fresh()
    names, before = names_in(workspace), last_list(workspace)
    code = forked(lambda: run(workspace, Disk(strike, at)))
    check_after(town, workspace, names, before)
    return code


def kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing(number: int):
    def strike(name, real, args, kwargs):
        if name == "write":  # a full disk takes a part first
            real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(number, os.strerror(number))

    return strike


def spread(calls: int, wanted: int) -> list[int]:
    """Give call numbers from the first to the last, evenly spread."""
    return sorted({1 + step * (calls - 1) // max(wanted - 1, 1) for step in range(wanted)})


def test_the_week_undisturbed_is_the_same_twice(town):
    workspace = town.fresh()
    assert forked(lambda: run(workspace)) == 0
    assert forked(lambda: run(workspace)) == 0
    assert state_of(workspace) == town.result


def test_killed_at_a_call_that_changes_the_disk(town):
    for at in spread(town.calls, STEPS_IN_CI):
        assert struck(town, kill, at) == -signal.SIGKILL, at


def killed_at_random(town, times: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(times):
        workspace = town.fresh()
        names, before = names_in(workspace), last_list(workspace)
        child = os.fork()
        if child == 0:
            try:
                run(workspace)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, town.seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check_after(town, workspace, names, before)


def test_killed_at_random_moments(town):
    killed_at_random(town, KILLS_IN_CI, seed=1)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_a_call_that_fails_is_a_refusal_and_the_next_run_mends_it(town, number):
    for at in spread(town.calls, STEPS_IN_CI):
        assert struck(town, failing(number), at) in (0, 100), at


def test_two_runs_at_once_are_one_run_and_one_refusal(town):
    workspace = town.fresh()
    first = os.fork()
    if first == 0:
        run(workspace)
        os._exit(0)
    deadline = time.monotonic() + 60
    codes = []
    while time.monotonic() < deadline and os.waitpid(first, os.WNOHANG) == (0, 0):
        codes.append(forked(lambda: run(workspace)))
    assert 100 in codes
    assert forked(lambda: run(workspace)) == 0
    assert state_of(workspace) == town.result


@pytest.mark.slow
def test_killed_at_every_call(town):
    for at in range(1, town.calls + 1):
        assert struck(town, kill, at) == -signal.SIGKILL, at


@pytest.mark.slow
def test_killed_at_a_thousand_random_moments(town):
    killed_at_random(town, KILLS_IN_THE_LONG_SUITE, seed=2)


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_every_call_fails_once(town, number):
    for at in range(1, town.calls + 1):
        assert struck(town, failing(number), at) in (0, 100), at
