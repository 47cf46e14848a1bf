"""The whole job of today, through the command line, as somebody types it: make a borough, look at it, mark it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CSPS = Path(sys.executable).parent / "csps"


def csps(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CSPS, *words], capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acceptance") / "borough"
    done = csps("synthetic", "make", str(folder), "--residents", "600", "--weeks", "30", "--seed", "3", "--json")
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def test_a_borough_is_made_and_says_what_it_is(made):
    folder, summary = made
    files = list((folder / "workspace" / "deliveries").rglob("*.csv"))
    assert summary["files"] == len(files)
    assert summary["lines"] == sum(file.read_bytes().count(b"\n") - 1 for file in files)


def test_marks_find_every_line_accounted_for(made):
    folder, summary = made
    done = csps("synthetic", "mark", str(folder / "workspace"), str(folder / "truth"))
    assert done.returncode == 0, done.stderr
    assert f"{summary['lines']:,}" in done.stdout


def test_a_second_borough_is_not_put_over_the_first(made):
    folder, _ = made
    before = sorted(path.name for path in folder.iterdir())
    done = csps("synthetic", "make", str(folder), "--residents", "600", "--weeks", "30")
    assert done.returncode == 2
    assert "is not empty" in " ".join(done.stderr.split())
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--residents", "0"), "residents must lie between"),
        (("--residents", "-5"), "residents must lie between"),
        (("--residents", "600", "--weeks", "0"), "weeks must lie between"),
        (("--residents", "600", "--end", "2026-11-17"), "the end must be a Monday"),
        (("--residents", "600", "--profile", "outer-space"), "There is no profile"),
    ],
)
def test_an_impossible_borough_is_refused_with_the_reason(tmp_path, words, named):
    done = csps("synthetic", "make", str(tmp_path / "borough"), *words)
    assert done.returncode == 2
    assert named in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []
