"""The floors of the house, by import-linter: the contracts hold, they are complete, and they can fail."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from csps.domain.stages import PATH

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# Where a fault is planted, what is planted, and the words by which the report must name it.
FAULTS = {
    "a lower floor imports a higher one": ("domain/planted.py", "import csps.store\n", "Higher floors"),
    "rooms on one floor import each other": ("families/planted.py", "from csps import linkage\n", "Higher floors"),
    "a lazy import counts": (
        "keys/planted.py",
        "def look():\n    import csps.journal\n    return csps.journal\n",
        "Higher floors",
    ),
    "a type-only import counts": (
        "access/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import csps.worklist\n",
        "Higher floors",
    ),
    "a room without a floor": ("attic/__init__.py", '"""A room nobody placed."""\n', "attic"),
    "the domain reaches for a library": ("domain/planted.py", "import numpy\n", "standard library only"),
    "modules in a circle": ("scoring/planted.py", "from csps.scoring import round\n", "No import cycle"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package below a folder that holds pyproject.toml and src/csps."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_keeps_its_import_contracts(root):
    report = lint(root)
    assert report.returncode == 0, report.stdout + report.stderr


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused(planted, fault):
    where, text, named = FAULTS[fault]
    copy = planted(where, text)
    if fault == "modules in a circle":
        (copy / "scoring" / "round.py").write_text("from csps.scoring import planted\n", encoding="utf-8")

    report = lint(copy.parents[1])

    assert report.returncode == 1, report.stdout + report.stderr
    assert named in report.stdout + report.stderr


def test_every_room_has_a_floor_and_every_stage_a_room(root, package):
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(c for c in contracts["contracts"] if c["type"] == "layers")
    placed = {room.strip() for floor in layers["layers"] for room in floor.split("|")}
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}

    assert layers["exhaustive"] is True
    assert "ignore_imports" not in layers
    assert rooms == placed
    assert {stage.name for stage in PATH} <= rooms
