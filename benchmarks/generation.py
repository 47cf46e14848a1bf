"""Time and memory to make a synthetic borough, by size: each size in a process of its own, on an otherwise idle machine.

    python benchmarks/generation.py --sizes 20000 100000 300000

Prints wall time, processor time, peak memory, deliveries and truth on disk, and the slope of time against size
(1 is linear), as a Markdown table.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path


def folder_bytes(folder: Path) -> int:
    """Add up the sizes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measured(residents: int, weeks: int, seed: int) -> dict[str, float]:
    """Make one borough and give its figures."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "borough"
        command = [Path(sys.executable).parent / "csps", "synthetic", "make", str(target)]
        command += ["--residents", str(residents), "--weeks", str(weeks), "--seed", str(seed)]
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        if status:
            sys.exit(f"making {residents:,} residents failed with status {status}")
        deliveries = target / "workspace" / "deliveries"
        figures = {
            "residents": residents,
            "wall": wall,
            "processor": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss * 1024 / 1e9,
            "files": sum(1 for path in deliveries.rglob("*.csv")),
            "deliveries": folder_bytes(deliveries) / 1e6,
            "truth": folder_bytes(target / "truth") / 1e6,
        }
        shutil.rmtree(target)
        return figures


def main() -> None:
    """Measure every size and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 300_000])
    asked.add_argument("--weeks", type=int, default=364)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--page", type=Path, help="write the table here as well")
    choices = asked.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    on = datetime.now(tz=UTC).date().isoformat()
    rows = [measured(size, choices.weeks, choices.seed) for size in choices.sizes]
    lines = [
        "# What a synthetic borough costs to make",
        "",
        f"{choices.weeks} weeks, seed {choices.seed}, each size in a process of its own, measured on {on}; written by `benchmarks/generation.py`.",
        "",
        "| residents | wall time, s | processor time, s | peak memory, GB | files | deliveries, MB | truth, MB |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row['residents']:,} | {row['wall']:.0f} | {row['processor']:.0f} | {row['memory']:.2f} "
        f"| {row['files']:,} | {row['deliveries']:,.0f} | {row['truth']:,.0f} |"
        for row in rows
    ]
    if len(rows) > 1:
        small, large = rows[0], rows[-1]
        slope = math.log(large["wall"] / small["wall"]) / math.log(large["residents"] / small["residents"])
        lines += ["", f"Slope of wall time against residents: {slope:.2f} (1 is linear)."]
    text = "\n".join(lines) + "\n"
    if choices.page:
        choices.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
