"""Print the size of the house beside the projects its habits come from: `make house`.

A mirror to look into, not a limit to split code for. Lines are counted as an editor counts them; a function runs from
its `def` to its last line, docstring included; parameters leave out `self` and `cls`; a cycle counts lazy and type-only
imports too; a module is mirrored when a test file bears its name.
"""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import grimp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class House:
    """The figures of one project, in the order they are printed.

    Args:
        name: whose they are.
        modules: how many.
        module_lines: median, 90th percentile and longest; a percentile of None is of too few modules to say.
        function_lines: the same of functions.
        over_fifty: the share of functions over fifty lines.
        parameters: the most that one function takes.
        cycle: modules in the largest import cycle, lazy and type-only imports counted.
        tests: lines of test code per line of source.
        mirror: the share of modules with a test file of their name.
    """

    name: str
    modules: int
    module_lines: tuple[float, float | None, float]
    function_lines: tuple[float, float, float]
    over_fifty: float
    parameters: int
    cycle: int
    tests: float
    mirror: float

    def cells(self) -> tuple[str, ...]:
        """Write the figures as they are printed."""
        return (
            self.name,
            str(self.modules),
            _three(self.module_lines),
            _three(self.function_lines),
            f"{self.over_fifty:.1%}",
            str(self.parameters),
            str(self.cycle),
            f"{self.tests:.2f}",
            f"{self.mirror:.0%}",
        )


# The eight anchors, measured in 2026 at the commits that were read.
ANCHORS = (
    House("ehrql", 97, (151, 472, 2715), (6, 25, 133), 0.026, 10, 2, 1.78, 0.87),
    House("openprescribing-v2", 68, (52, 238, 659), (11.5, 45, 118), 0.094, 7, 0, 1.03, 0.74),
    House("import-linter", 34, (79, 284, 498), (9, 30, 107), 0.019, 7, 0, 2.17, 0.68),
    House("nomenklatura", 102, (83, 296, 791), (7, 30, 132), 0.027, 19, 3, 0.56, 0.63),
    House("airlock", 39, (87, 680, 1488), (9, 37, 219), 0.062, 13, 3, 2.43, 0.76),
    House("skrub", 75, (305, 977, 3775), (8, 52, 300), 0.105, 18, 34, 0.57, 0.88),
    House("sqlite-utils", 10, (130, None, 5547), (13, 75, 482), 0.158, 36, 0, 1.47, 0.86),
    House("structlog", 21, (245, 989, 1249), (7, 29, 182), 0.026, 12, 11, 1.29, 0.75),
)
HEADINGS = (
    "project", "modules", "module lines", "function lines", "over 50", "parameters", "cycle", "test:source", "mirror",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Something measured, and where it stands, so that the largest can be named."""

    size: int
    where: str


def main() -> None:
    """Print ours, theirs, what is largest here, and how long the package takes to import."""
    package = ROOT / "src" / "csps"
    ours = measure(package, ROOT / "tests")
    print(table([HEADINGS, ours.cells(), *(anchor.cells() for anchor in ANCHORS)]))
    print("\nLines are median / 90th percentile / longest.\n")
    print("The largest here:")
    for what, places in largest(package).items():
        print(f"  {what}: " + "; ".join(f"{place.size} {place.where}" for place in places))
    with_csps, without = seconds_of("import csps"), seconds_of("pass")
    print(
        f"\n`import csps` takes {1000 * (with_csps - without):.0f} ms beside an interpreter's {1000 * without:.0f} ms."
    )


def measure(package: Path, tests: Path) -> House:
    """Measure a package and the tests beside it."""
    paths = sorted(package.rglob("*.py"))
    lines = [_lines(path) for path in paths]
    functions = [node for path in paths for node in functions_of(path)]
    lengths = [_length(node) for node in functions] or [0]
    mirrored = [path for path in paths if path.name != "__init__.py"]
    test_files = {path.stem for path in tests.rglob("test_*.py")}
    return House(
        name=package.name,
        modules=len(paths),
        module_lines=_spread(lines),
        function_lines=_spread(lengths),
        over_fifty=sum(length > 50 for length in lengths) / len(lengths),
        parameters=max((_parameters(node) for node in functions), default=0),
        cycle=largest_cycle(package.name),
        tests=sum(_lines(path) for path in tests.rglob("*.py")) / sum(lines),
        mirror=sum(f"test_{path.stem}" in test_files for path in mirrored) / max(1, len(mirrored)),
    )


def largest(package: Path, count: int = 3) -> dict[str, list[Place]]:
    """Name the longest modules and functions and those with most parameters."""
    modules, lengths, parameters = [], [], []
    for path in sorted(package.rglob("*.py")):
        inner = path.relative_to(package).as_posix()
        modules.append(Place(_lines(path), inner))
        for node in functions_of(path):
            lengths.append(Place(_length(node), f"{inner}:{node.name}"))
            parameters.append(Place(_parameters(node), f"{inner}:{node.name}"))
    measured = {"modules, lines": modules, "functions, lines": lengths, "functions, parameters": parameters}
    return {what: sorted(places, key=lambda place: -place.size)[:count] for what, places in measured.items()}


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method of a file, the inner ones too."""
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, FUNCTIONS)]


def largest_cycle(package: str) -> int:
    """Count the modules in the largest import cycle; 0 where there is none.

    A cycle is a set of modules that reach one another: those both above and below one of them.
    """
    graph = grimp.build_graph(package, cache_dir=None)
    knots = (
        graph.find_upstream_modules(module) & graph.find_downstream_modules(module) | {module}
        for module in graph.modules
    )
    largest_knot = max((len(knot) for knot in knots), default=0)
    return largest_knot if largest_knot > 1 else 0


def seconds_of(code: str, times: int = 3) -> float:
    """Give the median wall time of a fresh interpreter that runs `code`."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter, our own words
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns: the first to the left, figures to the right, a rule below the heading and below ours."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    set_rows = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in _numbered(row, widths)
        )
        for row in rows
    ]
    rule = "-" * len(set_rows[0])
    return "\n".join([set_rows[0], rule, set_rows[1], rule, *set_rows[2:]])


def _numbered(row: Sequence[str], widths: Sequence[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    arguments = node.args
    named = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return sum(name not in ("self", "cls") for name in named) + bool(arguments.vararg) + bool(arguments.kwarg)


def _spread(sizes: Sequence[int]) -> tuple[float, float, float]:
    ranked = sorted(sizes)
    ninetieth = ranked[min(len(ranked) - 1, int(0.9 * len(ranked)))]
    return statistics.median(ranked), ninetieth, ranked[-1]


def _three(figures: Iterable[float | None]) -> str:
    return " / ".join("-" if figure is None else f"{figure:g}" for figure in figures)


if __name__ == "__main__":
    main()
