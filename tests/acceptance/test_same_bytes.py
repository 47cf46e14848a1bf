"""The same recipe gives the same bytes: in processes that order sets differently, and as committed in data_synthetic/."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "data_synthetic"
pytestmark = pytest.mark.slow


def contents(borough):
    """Give the digest of every file of a borough by its name."""
    return {
        path.relative_to(borough).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("workspace", "truth")
        for path in sorted((borough / part).rglob("*"))
        if path.is_file()
    }


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the committed recipe in two processes with different hash seeds."""
    words = (COMMITTED / "recipe.txt").read_text(encoding="utf-8").split()
    boroughs = []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp("made") / "borough"
        command = [Path(sys.executable).parent / "csps", "synthetic", "make", str(folder), *words]
        done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        boroughs.append(contents(folder))
    return boroughs


def test_two_processes_that_hash_differently_make_the_same_bytes(made):
    one, other = made
    assert len(one) > 3000
    assert differing(one, other) == []


def test_the_committed_borough_is_what_its_recipe_makes(made):
    assert differing(made[0], contents(COMMITTED)) == [], "make it again: make borough"


def test_a_byte_that_differs_is_named(made):
    spoilt = made[0] | {"truth/person.parquet": "another", "truth/more.parquet": "new"}
    assert differing(made[0], spoilt) == ["truth/more.parquet", "truth/person.parquet"]
