"""Dates of the past, worked on beside one another: what one date needs never depends on another.

Such a step spends most of its time putting queries into words, which takes one core whatever the size of the borough. A
helper is a process of its own that is given some of the dates, writes their parts into the same lake, and names what it
wrote. It works for the run that holds the lock: it publishes nothing, and ends when that run does. What a helper could not
do is done by the run itself, which then refuses in its own words; the parts are the same bytes either way.

    the run -> helper   one line of JSON: where, for which week and dates, and what the run has written so far
    helper -> the run   one line of JSON: the snapshots it wrote
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csps.contracts.catalogue import delivered_tables
from csps.domain.progress import SilentProgress
from csps.outcomes import national_lines
from csps.pipeline import dated
from csps.pipeline.collection import seldom_collected
from csps.pipeline.site import lake_of
from csps.pipeline.specifications import read_specifications
from csps.settings import read_programme
from csps.store import Edition, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.pipeline.run import Run

MOST_HELPERS = 3  # each holds the families of a date in memory
DATES_WORTH_A_HELPER = 4  # it takes two seconds to begin
COMMAND = (sys.executable, "-m", "csps.pipeline.beside")


@dataclass(frozen=True, slots=True)
class Written:
    """What a step wrote about dates of the past.

    Args:
        dates: how many.
        rows: over all of them.
    """

    dates: int
    rows: int


def over_dates(run: Run, work: str, *, helpers: int | None = None) -> Written:
    """Do a step's work for every date of a run, some of them in processes beside this one.

    Args:
        run: whose edition is written.
        work: the step's word in `csps.pipeline.dated`.
        helpers: how many processes; None for as many as there are cores and dates for.

    Raises:
        CspsError: the work refused.
    """
    count = _helpers(len(run.dates)) if helpers is None else helpers
    shares = [share for share in (run.dates[place :: count + 1] for place in range(count + 1)) if share]
    before = {(one.table, one.part, one.sha256) for one in run.edition.written}
    with ExitStack() as begun:
        beside = [(begun.enter_context(_helper(run, work, share)), share) for share in shares[1:]]
        _work(run, work, shares[0])
        for helper, share in beside:
            snapshots = _written(helper)
            if snapshots is None:
                _work(run, work, share)
            else:
                run.edition.restore(snapshots)
    new = [one for one in run.edition.written if (one.table, one.part, one.sha256) not in before]
    return Written(len(run.dates), sum(one.rows for one in new))


def _helpers(dates: int) -> int:
    return min(len(os.sched_getaffinity(0)) - 1, MOST_HELPERS, dates // DATES_WORTH_A_HELPER)


def _work(run: Run, work: str, dates: Sequence[date]) -> None:
    dated.WORK[work](run.edition, dates, run.site.programme, run.spec, run.progress)


@contextmanager
def _helper(run: Run, work: str, dates: Sequence[date]) -> Iterator[subprocess.Popen[str]]:
    """Begin a helper; it is gone when the block ends, and when this process does: its standard input ends then."""
    asked = {
        "folder": str(run.site.folder.resolve()),
        "week": run.edition.week.isoformat(),
        "work": work,
        "dates": [day.isoformat() for day in dates],
        "model": run.spec.name if run.spec else None,
        "choices": [run.site.programme.fingerprint, run.spec.fingerprint if run.spec else None],
        "written": [asdict(snapshot) for snapshot in run.edition.written],
        "versions": dict(run.edition.versions),
        "edition": run.edition.manifest().name,
    }
    helper = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert helper.stdin is not None, "it was asked for"
        try:
            helper.stdin.write(json.dumps(asked) + "\n")
            helper.stdin.flush()
        except BrokenPipeError:  # it ended early: what it was to do is done here
            pass
        yield helper
    finally:
        helper.kill()
        helper.communicate()


def _written(helper: subprocess.Popen[str]) -> tuple[Snapshot, ...] | None:
    """Wait for a helper; give what it wrote, or None where it could not do its work."""
    assert helper.stdout is not None, "it was asked for"
    told = helper.stdout.readline()
    return tuple(Snapshot(**each) for each in json.loads(told)) if told.endswith("]\n") else None


# --- In the helper -----------------------------------------------------------------------------------------------------


def help_out(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Do what a run asked for; give the snapshots that were written.

    Raises:
        CspsError: the work refused.
        RuntimeError: the workspace is not as the run sees it.
    """
    folder = Path(asked["folder"])
    programme = read_programme(folder, delivered_tables(), national_lines())
    spec = read_specifications(folder)[asked["model"]] if asked["model"] else None
    lake = lake_of(folder)
    with lake.lent():
        edition = Edition(lake, date.fromisoformat(asked["week"]))
        edition.restore(Snapshot(**each) for each in asked["written"])
        for name, version in asked["versions"].items():
            edition.rest_on(name, version)
        choices = [programme.fingerprint, spec.fingerprint if spec else None]
        if choices != asked["choices"] or edition.manifest().name != asked["edition"]:
            raise RuntimeError("The workspace is not as the run sees it.")
        before = set(edition.written)
        dates = tuple(date.fromisoformat(day) for day in asked["dates"])
        dated.WORK[asked["work"]](edition, dates, programme, spec, SilentProgress())
        return [asdict(snapshot) for snapshot in edition.written if snapshot not in before]


def _end_with_the_run() -> None:
    sys.stdin.read()  # ends when the run does, however it ends
    os._exit(1)


def main() -> None:
    """Read what is asked on standard input, do it, and name what was written on standard output."""
    asked = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    with seldom_collected():
        told = json.dumps(help_out(asked))
    sys.stdout.write(told + "\n")
    sys.stdout.flush()
    os._exit(0)  # a thread still waits for standard input


if __name__ == "__main__":
    main()
