"""Time, memory and marks of linkage: a first full link, a normal week's increment, and a full relink beside it.

    python benchmarks/linkage.py BOROUGH > figures.md

BOROUGH is what `csps synthetic make` wrote: a workspace whose deliveries lie in the drop box, and the truth beside it. All
but the last week is taken in and linked into a folder of its own, then the last week; BOROUGH is left as it is. Each of the
three links runs in a process of its own. Both the wall clock and the processor are read: on a machine that does something else
besides, the second is the one to go by. The peer is Splink's own part of the work, learning and scoring: how many times as
long all of linkage takes is the ratio in the last column.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csps.contracts.catalogue import all_tables
from csps.feeds import take_in
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.linkage import Thresholds, link_edition
from csps.settings import read_programme
from csps.store import Edition, Lake
from csps.synthetic.marking.folders import Folder, read_recipe
from csps.synthetic.marking.linked import link_marks
from csps.synthetic.marking.persons import lend_true_records
from csps.vault import Vault, VaultKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from csps.settings import Programme
    from csps.synthetic.marking.linked import LinkMarks

KEYS = VaultKeys(LocalKeyWrapper(DataKey(bytes(32))), PseudonymKey(bytes(range(32))))
WEEK = timedelta(weeks=1)


class Watch:
    """Notes how long each step of linkage takes, by the wall and by the processor."""

    def __init__(self) -> None:
        self.steps: dict[str, tuple[float, float]] = {}

    def track(self, steps: Iterable[Any], *, what: str, total: int) -> Iterator[Any]:  # noqa: ARG002 - the protocol's words
        """Yield each step and note its time."""
        for step in steps:
            wall, used = time.monotonic(), time.process_time()
            yield step
            self.steps[step.__name__] = (time.monotonic() - wall, time.process_time() - used)

    def say(self, sentence: str) -> None:
        """Say nothing."""


def within(scratch: Path, week: date, work: Callable[[Edition, Vault], Any], *, publish: bool) -> Any:
    """Do something to an edition and the vault it rests on."""
    lake = Lake(scratch / "lake")
    with lake.lock():
        edition = Edition(lake, week)
        with Vault.open(scratch / "vault", keys=KEYS, generation=int(edition.versions.get("vault", 0))) as vault:
            found = work(edition, vault)
            if publish:
                edition.publish()
            return found


def loaded(borough: Path, scratch: Path, week: date, programme: Programme) -> None:
    """Take in what was known by a week."""
    box = scratch / "deliveries"
    for path in sorted((borough / "workspace" / "deliveries").rglob("*.csv")):
        target = box / path.relative_to(borough / "workspace" / "deliveries")
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            os.link(path, target)
    within(
        scratch, week, lambda edition, vault: take_in(edition, vault, deliveries=box, programme=programme), publish=True
    )


def linked(scratch: Path, week: date, programme: Programme, *, anew: bool) -> dict[str, Any]:
    """Link a week, and give times, memory and what was made."""
    watch = Watch()
    wall, used = time.monotonic(), time.process_time()
    told = within(
        scratch,
        week,
        lambda edition, vault: link_edition(
            edition, vault, thresholds=Thresholds.of(programme), anew=anew, progress=watch
        ),
        publish=not anew,
    )
    return {
        "wall": time.monotonic() - wall,
        "processor": time.process_time() - used,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "splink": watch.steps["compare"][1],
        "steps": watch.steps,
        "records": told.records,
        "persons": told.persons,
        "weighed": told.weighed,
    }


def apart(work: Callable[..., Any], *arguments: Any, **choices: Any) -> Any:
    """Do something in a process of its own and give what it gives."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments, choices)


def marked(borough: Path, scratch: Path) -> LinkMarks:
    """Hold the links against the truth."""
    lake = Lake(scratch / "lake")
    manifest = lake.current()
    assert manifest is not None
    with Folder(scratch) as seen, Folder(borough / "truth") as true:
        lend_true_records(seen, true, lake, manifest)
        return link_marks(seen, true, lake, manifest, read_recipe(borough / "truth").end.isoformat())


def row(what: str, found: dict[str, Any]) -> str:
    """Write a run as a line of the table."""
    ratio = found["processor"] / found["splink"] if found["splink"] else float("nan")
    return (
        f"| {what} | {found['records']:,} | {found['weighed']:,} | {found['wall']:.1f} | {found['processor']:.1f} "
        f"| {found['memory']:.1f} | {ratio:.1f} |"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("borough", type=Path)
    parser.add_argument("--scratch", type=Path, help="Where to work; a temporary folder unless told otherwise.")
    chosen = parser.parse_args()
    programme = read_programme(chosen.borough / "workspace", all_tables())
    end = programme.workspace.as_of
    assert end is not None
    with tempfile.TemporaryDirectory(dir=chosen.scratch) as folder:
        scratch = Path(folder)
        apart(loaded, chosen.borough, scratch, end - WEEK, programme)
        first = apart(linked, scratch, end - WEEK, programme, anew=False)
        apart(loaded, chosen.borough, scratch, end, programme)
        week = apart(linked, scratch, end, programme, anew=False)
        full = apart(linked, scratch, end, programme, anew=True)
        marks = marked(chosen.borough, scratch)
    print("| run | records | heaps weighed | wall, s | processor, s | memory, GB | of Splink's own time |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for what, found in (("first, with learning", first), ("a week's increment", week), ("full relink", full)):
        print(row(what, found))
    print(
        f"\nSteps of the increment: {json.dumps({name: round(times[1], 1) for name, times in week['steps'].items()})}\n"
    )
    print("| pairs of records | precision | recall | true pairs |\n|---|--:|--:|--:|")
    for what, one in (
        ("all", marks.overall),
        ("both dated", marks.with_birth),
        ("one or both not", marks.without_birth),
    ):
        print(f"| {what} | {one.precision:.4f} | {one.recall:.4f} | {one.true:,.0f} |")
    for attribute, groups in marks.groups.items():
        for group, one in groups.items():
            print(f"| {attribute}: {group} | {one.precision:.4f} | {one.recall:.4f} | {one.true:,.0f} |")
    print(
        "\nRecall of the worst group below that of the best: ",
        {name: round(gap, 4) for name, gap in marks.gaps.items()},
    )


if __name__ == "__main__":
    main()
