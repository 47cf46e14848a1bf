"""The whole line, stage by stage: first load of a full history, training, and an ordinary week on a loaded lake.

    python benchmarks/line.py --sizes 20000 100000 300000 --page benchmarks/results/line.md

For each size a borough is made, the last week's files are held back, everything else is taken in, both models are trained
and approved, and then the last week is run as an ordinary one, in a process of its own as a council's is. Wall time, processor
time and peak memory are taken per step, and after the week the kernels of `kernels.py`. Models are
held to a demonstration's marks, so that a week is scored even where a seed's luck misses a real one; a model that misses those
too is said to, and the ordinary week then has no list.

Processor time is the sum over both cores; memory is that of the run's own process. Wall time is worth reading where nothing
else ran; processor time also where something did.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from csps.domain.errors import ApprovalError
from csps.domain.progress import SilentProgress
from csps.workspace import open_workspace
from csps.workspace.demonstration import REASON, set_marks
from csps.workspace.demonstrators import enrol_demonstrators
from kernels import kernels

END = date(2026, 11, 16)
ORDINARY, KERNELS = "ordinary week", "its library kernels alone"
PARTS = ("loaded", "week")
WEEK = timedelta(weeks=1)


@dataclass
class Step:
    """One step of one run: seconds of wall and of processor time, and the most memory meanwhile, in GB."""

    run: str
    step: str
    wall: float
    processor: float
    memory: float


class Watch(SilentProgress):
    """A progress that measures: each step of a route ends the one before."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._begin("", "")

    def track(self, steps, *, what, total):  # noqa: ARG002 - the protocol's words
        """Yield each step, and measure it where it is one of a route."""
        for step in steps:
            if what == "steps":
                self._turn(self._run, step.name)
            yield step
        if what == "steps":
            self._turn(self._run, "publishing")

    def begin(self, run: str) -> None:
        """Begin a run."""
        self._turn(run, "beginning")

    def end(self) -> None:
        """End the run."""
        self._turn("", "")

    def _turn(self, run: str, step: str) -> None:
        if self._run:
            wall, processor = time.monotonic() - self._began, _spent() - self._spent
            self.steps.append(Step(self._run, self._step, wall, processor, _peak()))
        self._begin(run, step)

    def _begin(self, run: str, step: str) -> None:
        Path("/proc/self/clear_refs").write_text("5")  # Linux: begin a new peak
        self._run, self._step, self._began, self._spent = run, step, time.monotonic(), _spent()


def _spent() -> float:
    """Give the processor time of this process and of helpers that have ended, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e9


def loaded(residents: int, seed: int, folder: Path) -> list[Step]:
    """Make a borough, take in all but its last week, and train and approve both models, in this process."""
    command = [str(Path(sys.executable).parent / "csps"), "synthetic", "make", str(folder / "borough")]
    subprocess.run([*command, "--residents", str(residents), "--seed", str(seed)], check=True, capture_output=True)
    place, later = folder / "borough" / "workspace", folder / "later"
    for path in sorted((place / "deliveries").rglob("*.csv")):
        if date.fromisoformat(path.stem[-10:]) > END - WEEK:
            target = later / path.relative_to(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
    set_marks(open_workspace(place).site)
    watch, workspace = Watch(), open_workspace(place)
    enrol_demonstrators(workspace.site)
    watch.begin("first load")
    workspace.weekly(END - WEEK, progress=watch)
    for model in workspace.site.specs:
        watch.begin(f"train {model}")
        workspace.train(model, trials=0, progress=watch)
        watch.end()
        try:
            facts = workspace.evidence(model).standing.report.evidence.facts
            workspace.judge(model, "approve", REASON, acknowledged=[fact.name for fact in facts])
        except ApprovalError as error:
            print(f"{residents:,}: {error.refused}", file=sys.stderr)
    shutil.copytree(later, place, dirs_exist_ok=True)
    return watch.steps


def ordinary_week(folder: Path) -> list[Step]:
    """Run the last week on what was loaded, and then the kernels alone, in this process."""
    place = folder / "borough" / "workspace"
    watch, workspace = Watch(), open_workspace(place)
    watch.begin(ORDINARY)
    workspace.weekly(END, progress=watch)
    watch.end()
    return [*watch.steps, *(Step(KERNELS, name, wall, spent, 0.0) for name, (wall, spent) in kernels(place).items())]


def in_processes_of_their_own(residents: int, seed: int) -> list[Step]:
    """Run the line, the last week in a second process, and give its steps."""
    with tempfile.TemporaryDirectory() as folder:
        steps = []
        for part in PARTS:
            asked = ["--alone", folder, "--part", part, "--sizes", str(residents), "--seed", str(seed)]
            done = subprocess.run([sys.executable, __file__, *asked], check=True, stdout=subprocess.PIPE, text=True)
            steps += [Step(**each) for each in json.loads(done.stdout.splitlines()[-1])]
        return steps


def page(by_size: dict[int, list[Step]]) -> str:
    """Write the table."""
    sizes = list(by_size)
    lines = [
        "# What the line costs",
        "",
        "364 weeks, seed 1, two processes per size on two cores, one after the other; written by `benchmarks/line.py`.",
        "Seconds of wall time, seconds of processor time over both cores, and peak memory in GB. The slopes are those of",
        "wall and of processor time against residents, from the smallest to the largest size (1 is linear).",
        "",
        "| run | step | " + " | ".join(f"{size:,}" for size in sizes) + " | slope of wall | of processor |",
        "| --- | --- |" + " --: |" * (len(sizes) + 2),
    ]
    runs = list(dict.fromkeys(step.run for step in by_size[sizes[0]]))
    for run in runs:
        chosen = {size: [step for step in by_size[size] if step.run == run] for size in sizes}
        names = list(dict.fromkeys(step.step for step in chosen[sizes[0]]))
        lines += [
            _row(run, name, {size: [s for s in chosen[size] if s.step == name] for size in sizes}) for name in names
        ]
        lines.append(_row(run, "**all**", chosen))
    if {ORDINARY, KERNELS} <= set(runs):
        lines += ["", f"An ordinary week over the sum of its library kernels alone: {_ratios(by_size)}."]
    return "\n".join(lines) + "\n"


def _ratios(by_size: dict[int, list[Step]]) -> str:
    said = []
    for size, steps in by_size.items():
        wall = {run: sum(step.wall for step in steps if step.run == run) for run in (ORDINARY, KERNELS)}
        spent = {run: sum(step.processor for step in steps if step.run == run) for run in (ORDINARY, KERNELS)}
        ratios = wall[ORDINARY] / wall[KERNELS], spent[ORDINARY] / spent[KERNELS]
        said.append(f"{ratios[0]:.1f} of wall and {ratios[1]:.1f} of processor time at {size:,} residents")
    return "; ".join(said)


def _row(run: str, name: str, steps: dict[int, list[Step]]) -> str:
    walls = {size: sum(step.wall for step in some) for size, some in steps.items()}
    busy = {size: sum(step.processor for step in some) for size, some in steps.items()}
    cells = [
        f"{walls[size]:.1f} / {busy[size]:.1f} s, {max((step.memory for step in some), default=0):.2f} GB"
        for size, some in steps.items()
    ]
    return f"| {run} | {name} | " + " | ".join(cells) + f" | {_slope(walls)} | {_slope(busy)} |"


def _slope(seconds: dict[int, float]) -> str:
    small, large = min(seconds), max(seconds)
    if small == large:
        return ""
    return f"{math.log(max(seconds[large], 0.01) / max(seconds[small], 0.01)) / math.log(large / small):.2f}"


def main() -> None:
    """Measure every size and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 300_000])
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--page", type=Path, help="write the table here as well")
    asked.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    asked.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    choices = asked.parse_args()
    if choices.alone:
        later = choices.part == PARTS[-1]
        steps = ordinary_week(choices.alone) if later else loaded(choices.sizes[0], choices.seed, choices.alone)
        print(json.dumps([asdict(step) for step in steps]))
        return
    text = page({size: in_processes_of_their_own(size, choices.seed) for size in choices.sizes})
    if choices.page:
        choices.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
