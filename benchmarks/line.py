"""The whole line, stage by stage: first load of a full history, training, and an ordinary week on a loaded lake.

    python benchmarks/line.py --sizes 20000 100000 300000 --page benchmarks/results/line.md

For each size a borough is made, the last week's files are held back, everything else is taken in, both models are trained
and approved, and then the last week is run as an ordinary one. Wall time and peak memory are taken per step, in one process
per size. A model that misses its marks is said to; the ordinary week then has no list.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from csps.domain.errors import ApprovalError
from csps.workspace import open_workspace
from csps.workspace.demonstration import REASON
from csps.workspace.demonstrators import enrol_demonstrators

END = date(2026, 11, 16)
WEEK = timedelta(weeks=1)


@dataclass
class Step:
    """One step of one run: seconds of wall time, and the most memory the process had meanwhile, in GB."""

    run: str
    step: str
    wall: float
    memory: float


class Watch:
    """A progress that measures: each step a run announces ends the one before."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._run, self._step, self._began = "", "", time.monotonic()

    def track(self, steps, *, what, total):  # noqa: ARG002 - the protocol's words
        """Yield each step."""
        yield from steps

    def say(self, sentence: str) -> None:
        """Begin a step, where a run announces one."""
        self._turn(self._run, sentence.partition(":")[0])

    def begin(self, run: str) -> None:
        """Begin a run."""
        self._turn(run, "begin")

    def end(self) -> None:
        """End the run."""
        self._turn("", "")

    def _turn(self, run: str, step: str) -> None:
        if self._run:
            self.steps.append(Step(self._run, self._step, time.monotonic() - self._began, _peak()))
        Path("/proc/self/clear_refs").write_text("5")  # Linux: begin a new peak
        self._run, self._step, self._began = run, step, time.monotonic()


def _peak() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e9


def measured(residents: int, seed: int, folder: Path) -> list[Step]:
    """Run the line once in this process."""
    command = [str(Path(sys.executable).parent / "csps"), "synthetic", "make", str(folder / "borough")]
    subprocess.run([*command, "--residents", str(residents), "--seed", str(seed)], check=True, capture_output=True)
    place, later = folder / "borough" / "workspace", folder / "later"
    for path in sorted((place / "deliveries").rglob("*.csv")):
        if date.fromisoformat(path.stem[-10:]) > END - WEEK:
            target = later / path.relative_to(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
    watch, workspace = Watch(), open_workspace(place)
    enrol_demonstrators(workspace.site)
    watch.begin("first load")
    workspace.weekly(END - WEEK, progress=watch)
    for model in workspace.site.specs:
        watch.begin(f"train {model}")
        workspace.train(model, trials=0, progress=watch)
        watch.end()
        try:
            workspace.judge(model, "approve", REASON)
        except ApprovalError as error:
            print(f"{residents:,}: {error.refused}", file=sys.stderr)
    shutil.copytree(later, place, dirs_exist_ok=True)
    watch.begin("ordinary week")
    workspace.weekly(END, progress=watch)
    watch.end()
    return watch.steps


def in_its_own_process(residents: int, seed: int) -> list[Step]:
    """Run the line in a process of its own and give its steps."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--alone", folder, "--sizes", str(residents), "--seed", str(seed)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return [Step(**each) for each in json.loads(done.stdout.splitlines()[-1])]


def page(by_size: dict[int, list[Step]]) -> str:
    """Write the table."""
    sizes = list(by_size)
    lines = [
        "# What the line costs",
        "",
        "364 weeks, seed 1, one process per size on two cores; written by `benchmarks/line.py`.",
        "Wall time in seconds and peak memory in GB; the slope is that of wall time against residents (1 is linear).",
        "",
        "| run | step | " + " | ".join(f"{size:,}" for size in sizes) + " | slope |",
        "| --- | --- |" + " --: |" * (len(sizes) + 1),
    ]
    runs = list(dict.fromkeys(step.run for step in by_size[sizes[0]]))
    for run in runs:
        chosen = {size: [step for step in by_size[size] if step.run == run] for size in sizes}
        names = list(dict.fromkeys(step.step for step in chosen[sizes[0]]))
        lines += [
            _row(run, name, {size: [s for s in chosen[size] if s.step == name] for size in sizes}) for name in names
        ]
        lines.append(_row(run, "**all**", chosen))
    return "\n".join(lines) + "\n"


def _row(run: str, name: str, steps: dict[int, list[Step]]) -> str:
    walls = {size: sum(step.wall for step in some) for size, some in steps.items()}
    cells = [
        f"{walls[size]:.1f} s, {max((step.memory for step in some), default=0):.2f} GB" for size, some in steps.items()
    ]
    small, large = min(walls), max(walls)
    slope = (
        "" if small == large else f"{math.log(walls[large] / max(walls[small], 0.01)) / math.log(large / small):.2f}"
    )
    return f"| {run} | {name} | " + " | ".join(cells) + f" | {slope} |"


def main() -> None:
    """Measure every size and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 300_000])
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--page", type=Path, help="write the table here as well")
    asked.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    choices = asked.parse_args()
    if choices.alone:
        print(json.dumps([asdict(step) for step in measured(choices.sizes[0], choices.seed, choices.alone)]))
        return
    text = page({size: in_its_own_process(size, choices.seed) for size in choices.sizes})
    if choices.page:
        choices.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
