"""Time and memory to take in the whole history of a workspace, by feed, in a process of its own.

    python benchmarks/intake.py WORKSPACE...

Takes what lies in each workspace's drop box into an empty lake and vault elsewhere, and leaves the workspace as it is.
Prints wall and processor time, the peak of memory, the slowest feeds and what it came to on disk, as a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from csps.contracts.catalogue import all_tables
from csps.feeds import take_in
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.settings import read_programme
from csps.store import Edition, Lake
from csps.vault import Vault, VaultKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Watch:
    """Notes how long each feed takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def track(self, steps: Iterable, *, what: str, total: int) -> Iterator:  # noqa: ARG002 - the protocol's words
        """Yield each feed and note its time."""
        for step in steps:
            began = time.monotonic()
            yield step
            self.seconds[step[0]] = time.monotonic() - began

    def say(self, sentence: str) -> None:
        """Say nothing."""


def measured(workspace: Path) -> dict[str, object]:
    """Take one workspace in and give the figures."""
    programme, watch = read_programme(workspace, all_tables()), Watch()
    with tempfile.TemporaryDirectory() as folder:
        lake, keys = Lake(Path(folder) / "lake"), VaultKeys(LocalKeyWrapper(DataKey.new()), PseudonymKey.new())
        began, used = time.monotonic(), time.process_time()
        with lake.lock(), Vault.open(Path(folder) / "vault", keys=keys, generation=0) as vault:
            edition = Edition(lake, programme.workspace.as_of)
            intake = take_in(edition, vault, deliveries=workspace / "deliveries", programme=programme, progress=watch)
            figures = {"wall": time.monotonic() - began, "processor": time.process_time() - used}
            reading = time.monotonic()
            identities = vault.identities().num_rows
        sizes = {name: _megabytes(Path(folder) / name) for name in ("lake", "vault")}
    return figures | {
        "reading": time.monotonic() - reading,
        "identities": identities,
        "rows": intake.read,
        "files": len(intake.loads),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9,
        "slowest": sorted(watch.seconds.items(), key=lambda feed: -feed[1])[:3],
        **sizes,
    }


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Measure each workspace in a process of its own and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("workspaces", type=Path, nargs="+")
    asked.add_argument("--alone", action="store_true", help="measure here and print JSON")
    choices = asked.parse_args()
    if choices.alone:
        print(json.dumps(measured(choices.workspaces[0])))
        return
    print("| rows | files | wall, s | processor, s | peak, GB | lake, MB | vault, MB | identities | slowest feeds |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|:--|")
    for workspace in choices.workspaces:
        command = [sys.executable, __file__, "--alone", str(workspace)]
        one = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        slowest = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in one["slowest"])
        print(
            f"| {one['rows']:,} | {one['files']:,} | {one['wall']:.0f} | {one['processor']:.0f} | {one['memory']:.2f} "
            f"| {one['lake']:.0f} | {one['vault']:.0f} | {one['identities']:,} | {slowest} |"
        )


if __name__ == "__main__":
    main()
