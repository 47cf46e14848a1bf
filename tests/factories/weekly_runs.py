"""Weekly runs in processes of their own, forked from an interpreter that has imported everything and computed nothing.

A process that has used DuckDB or OpenMP cannot be forked: its threads are gone and their locks are not. Python's fork
server is a clean process; it imports the modules below once and is forked for every run.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from typing import TYPE_CHECKING

from tests.factories.cheap_keys import cheap_keys
from tests.factories.faulty_os import FaultyOs
from tests.factories.loaded_town import END, make_town

import csps
from csps.domain.errors import CspsError
from csps.domain.progress import SilentProgress
from csps.journal import files as journal_files
from csps.keys import files as key_files
from csps.pipeline import weekly
from csps.pipeline.steps import WEEK
from csps.store import Edition
from csps.store import files as store_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

WARM = (
    "tests.factories.weekly_runs",
    "csps.pipeline.weekly",
    "csps.pipeline.steps",
    "csps.workspace.workspace",
    "splink",
)
DOORS = (store_files, key_files, journal_files)
"""Every module of csps that changes the disk by itself does it through its name `os`."""
PUBLISHING, PUBLISHED, SETTLED = "publishing", "published", "settled"
BOUNDARIES = (*(step.name for step in WEEK), PUBLISHING, PUBLISHED, SETTLED)
"""Where a run has done one thing and not begun the next: before each step, and around the one commit point."""
OPENING = "opening"
STAGES = (OPENING, *(step.name for step in WEEK), PUBLISHING)
"""The parts of a run, one after another, between the boundaries of which a run can be taken up; the last ends it."""
REFUSED, LONGEST = 100, 1800  # an exit code, and seconds


class Disk(FaultyOs):
    """The operating system under all doors at once."""

    CHANGING = frozenset({"write", "fsync", "rename", "replace", "unlink", "mkdir", "rmdir"})

    def strike_at(self, at: int) -> None:
        """Count calls from now on."""
        self.calls.clear()
        self._at = at


def put_in_place(disk: Disk) -> Disk:
    """Let everything that changes the disk from now on do it through this one."""
    for door in DOORS:
        door.os = disk
    return disk


def kill(*_: object) -> None:
    """End the process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def fill_the_disk(name, real, args, kwargs):
    """Take a part of what is written, and say that the disk is full."""
    _fail(errno.ENOSPC, name, real, args)


def break_the_disk(name, real, args, kwargs):
    """Take a part of what is written, and say that the disk is broken."""
    _fail(errno.EIO, name, real, args)


def _fail(number, name, real, args):
    if name == "write":
        real(args[0], args[1][: len(args[1]) // 2])
    raise OSError(number, os.strerror(number))


def run(workspace: Path, strike=None, at: int = 0, told: Path | None = None, week: date = END) -> None:
    """Run a week; with a disk that strikes at a call, and tell how many calls there were."""
    disk = put_in_place(Disk(strike, at))
    csps.open(workspace, environ={}).weekly(week)
    if told is not None:
        told.write_text(str(len(disk.calls)))


class Boundaries(SilentProgress):
    """A watcher that says which stage begins."""

    def __init__(self, begins) -> None:
        self._begins = begins

    def track(self, steps, *, what, total):
        """Name each step before it is done."""
        for step in steps:
            if what == "steps":
                self._begins(step.name)
            yield step


def run_to(workspace: Path, boundary: str) -> None:
    """Run the week, and end the process at one of `BOUNDARIES`."""
    publish = Edition.publish

    def publish_and_end(edition):
        publish(edition)
        kill()

    if boundary == PUBLISHING:
        Edition.publish = kill
    elif boundary == PUBLISHED:
        Edition.publish = publish_and_end
    elif boundary == SETTLED:
        weekly.finish = kill
    watching = Boundaries(lambda name: kill() if name == boundary else None)
    csps.open(workspace, environ={}).weekly(END, progress=watching)


def run_stage(workspace: Path, stage: str, strike=None, at: int = 0, told: Path | None = None) -> None:
    """Take a week up, with a disk that strikes at a call of one of `STAGES`, and end the process where that stage ends.

    A file is told how many calls the stage had.
    """
    disk, publish, under_way = put_in_place(Disk(strike)), Edition.publish, []

    def end() -> None:
        if told is not None:
            told.write_text(str(len(disk.calls)))

    def begins(name: str) -> None:
        if under_way:
            end()
            kill()
        if name == stage:
            under_way.append(name)
            disk.strike_at(at)

    def publish_last(edition):
        begins(PUBLISHING)
        return publish(edition)

    Edition.publish = publish_last
    begins(OPENING)
    csps.open(workspace, environ={}).weekly(END, progress=Boundaries(begins))
    end()


def prepare(folder: Path, residents: int, weeks: int) -> None:
    """Make the town."""
    with cheap_keys():
        make_town(folder, residents=residents, weeks=weeks)


def started(work, *args):
    """Begin something in a process of its own."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(WARM))
    process = context.Process(target=_ended, args=(work, *args))
    process.start()
    return process


def _ended(work, *args) -> None:
    try:
        work(*args)
    except CspsError:
        os._exit(REFUSED)
    os._exit(0)


def code_of(process) -> int:
    """Wait for a process; give its exit code, or minus the signal that ended it."""
    process.join(LONGEST)
    if process.is_alive():
        process.kill()
        raise AssertionError(f"A run took more than {LONGEST} seconds.")
    return process.exitcode
