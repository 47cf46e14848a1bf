"""Making a borough: refused with the place named, whole or not at all, and the same from the same recipe."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from csps.domain.errors import CspsError, StorageError, UsageError
from csps.store import files as store_files
from csps.store import write_parquet
from csps.synthetic import run
from csps.synthetic.run import BEING_MADE, Recipe, make_borough

RECIPE = Recipe(400, 12, date(2026, 11, 16), 1, "inner-london", 1.0, 1.0)


class Usage(NamedTuple):
    """Room on a disk, as `shutil.disk_usage` tells it."""

    total: int
    used: int
    free: int


def no_risk(path, borough, history):
    """Stand in for the true probabilities, which take longer than all else."""
    path.write_bytes(b"")


def contents(directory):
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def disk_full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module", autouse=True)
def sooner():
    """Live only a few weeks before the first delivery, and no true probabilities."""
    shipped = run.load_profile
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "write_risk", no_risk)
        patched.setattr(run, "load_profile", lambda name: dataclasses.replace(shipped(name), burn_in_weeks=6))
        yield


@pytest.fixture
def nothing_is_made(monkeypatch):
    """Fail when a refusal comes too late."""

    def make(*_):
        pytest.fail("it should have been refused before anything was lived")

    monkeypatch.setattr(run, "_make", make)


@pytest.fixture(scope="module")
def boroughs(tmp_path_factory):
    """Two of one recipe, and one of another seed."""
    folder = tmp_path_factory.mktemp("boroughs")
    (folder / "empty").mkdir()
    made = [
        make_borough(folder / name, residents=400, weeks=12, seed=seed)
        for name, seed in (("one", 3), ("empty", 3), ("other", 4))
    ]
    return folder, made


# --- what is made -------------------------------------------------------------------------------------------------------
def test_the_same_recipe_gives_the_same_bytes(boroughs):
    folder, _ = boroughs
    one, again = contents(folder / "one"), contents(folder / "empty")
    assert len(one) > 200
    assert one == again


def test_another_seed_gives_other_bytes(boroughs):
    folder, _ = boroughs
    one, other = contents(folder / "one"), contents(folder / "other")
    for name in ("truth/person.parquet", "truth/membership.parquet", "truth/recipe.json"):
        assert one[name] != other[name]
    deliveries = [name for name in set(one) & set(other) if name.startswith("workspace/deliveries/council_tax/")]
    assert any(one[name] != other[name] for name in deliveries)


def test_the_workspace_and_the_truth_stand_beside_each_other_and_nothing_else(boroughs):
    folder, (summary, *_) = boroughs
    assert sorted(path.name for path in (folder / "one").iterdir()) == ["truth", "workspace"]
    assert sorted(path.name for path in (folder / "one" / "workspace").iterdir()) == ["deliveries", "programme.toml"]
    assert (summary.workspace, summary.truth) == (folder / "one" / "workspace", folder / "one" / "truth")


def test_the_recipe_can_be_followed_again(boroughs):
    folder, _ = boroughs
    recipe = json.loads((folder / "one" / "truth" / "recipe.json").read_text(encoding="utf-8"))
    assert Recipe(**recipe | {"end": date.fromisoformat(recipe["end"])}) == dataclasses.replace(RECIPE, seed=3)


def test_the_summary_counts_what_lies_there(boroughs):
    folder, (summary, *_) = boroughs
    files = list((folder / "one" / "workspace" / "deliveries").rglob("*.csv"))
    assert (summary.files, summary.bytes) == (len(files), sum(path.stat().st_size for path in files))
    assert summary.lines == sum(len(path.read_bytes().splitlines()) - 1 for path in files)
    assert 300 < summary.persons < 600
    assert 10 < summary.families < summary.persons
    for part in (f"{summary.lines:,}", f"{summary.persons:,}", str(summary.truth), str(summary.workspace)):
        assert part in str(summary)


def test_every_delivered_line_about_a_person_has_its_true_person(boroughs):
    import pandas as pd

    folder, _ = boroughs
    deliveries = folder / "one" / "workspace" / "deliveries"
    for path in (folder / "one" / "truth" / "lines").iterdir():
        lines = pd.read_parquet(path)
        assert not lines.duplicated(["delivery", "line", "role"]).any(), path.name
        for delivery, rows in lines.groupby("delivery", observed=True):
            last = len((deliveries / delivery).read_bytes().splitlines())
            assert rows["line"].between(2, last).all(), delivery


# --- what is refused ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"residents": 0}, "residents must lie between 200 and 2,000,000, not 0"),
        ({"residents": -5}, "residents .* not -5"),
        ({"residents": 199}, "residents .* not 199"),
        ({"residents": 10**9}, "residents .* not 1,000,000,000"),
        ({"weeks": 0}, "weeks must lie between 1 and 1,040, not 0"),
        ({"weeks": -1}, "weeks .* not -1"),
        ({"weeks": 10**6}, "weeks .* not 1,000,000"),
        ({"end": date(2026, 11, 17)}, "the end must be a Monday; 2026-11-17 is a Tuesday"),
        ({"end": date(1999, 12, 27)}, "the end must lie between"),
        ({"end": date(2100, 1, 4)}, "the end must lie between"),
        ({"seed": -1}, "the seed must not be negative"),
        ({"help_effect": -0.1}, "help effect must lie between"),
        ({"help_effect": float("nan")}, "help effect must lie between"),
        ({"observation_bias": 3.5}, "observation bias must lie between"),
    ],
)
def test_an_impossible_recipe_is_refused_in_the_word_of_the_option(nothing_is_made, tmp_path, changes, words):
    with pytest.raises(UsageError, match=words):
        make_borough(tmp_path / "new", **{"residents": 400, "weeks": 12} | changes)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"residents": 200}, {"residents": 2_000_000}, {"weeks": 1}, {"weeks": 1040}, {"help_effect": 0}, {"seed": 0},
        {"observation_bias": 3}, {"end": date(2000, 1, 3)}, {"end": date(2055, 12, 27)},
    ],
)  # fmt: skip
def test_the_outermost_recipes_are_allowed(changes):
    dataclasses.replace(RECIPE, **changes).check()


def test_every_fault_of_a_recipe_is_named_at_once():
    with pytest.raises(UsageError) as refusal:
        dataclasses.replace(RECIPE, residents=0, weeks=0, end=date(2026, 11, 15), seed=-3).check()
    for word in ("residents", "weeks", "Monday", "seed"):
        assert word in str(refusal.value)


def test_an_unknown_profile_is_refused(nothing_is_made, tmp_path):
    with pytest.raises(UsageError, match="atlantis"):
        make_borough(tmp_path / "new", residents=400, weeks=12, profile="atlantis")
    assert list(tmp_path.iterdir()) == []


def test_a_directory_that_holds_something_is_refused_and_left_alone(nothing_is_made, tmp_path):
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        make_borough(tmp_path, residents=400, weeks=12)
    assert str(tmp_path) in str(refusal.value)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_directory_in_which_another_run_is_at_work_is_refused_and_left_alone(nothing_is_made, tmp_path):
    (tmp_path / BEING_MADE / "workspace").mkdir(parents=True)
    with pytest.raises(UsageError, match="another run") as refusal:
        make_borough(tmp_path, residents=400, weeks=12)
    assert str(tmp_path) in str(refusal.value)
    assert (tmp_path / BEING_MADE / "workspace").is_dir()


@pytest.mark.parametrize("inner", ["missing/new", "file/new", "file"])
def test_a_place_in_which_no_directory_can_be_made_is_refused(nothing_is_made, tmp_path, inner):
    (tmp_path / "file").write_text("keep", encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        make_borough(tmp_path / inner, residents=400, weeks=12)
    assert str(tmp_path / inner.partition("/")[0]) in str(refusal.value)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("there", [False, True])
def test_too_little_room_is_refused_before_anything_is_written(nothing_is_made, tmp_path, monkeypatch, there):
    target = tmp_path / "new"
    if there:
        target.mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(StorageError, match=r"About 0\.2 MB are needed in .* and 0\.0 MB are free") as refusal:
        make_borough(target, residents=400, weeks=12)
    assert str(target if there else tmp_path) in str(refusal.value)
    assert target.exists() == there
    assert not there or list(target.iterdir()) == []


# --- whole or not at all ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fails_in_the_middle_leaves_nothing_behind(tmp_path, monkeypatch, there):
    target, seen = tmp_path / "new", []
    if there:
        target.mkdir()

    def fails(workspace, *_):
        seen.extend(path.name for path in workspace.iterdir())
        disk_full()

    monkeypatch.setattr(run, "write_workspace_files", fails)
    with pytest.raises(StorageError, match="No space left on device") as refusal:
        make_borough(target, residents=200, weeks=16)
    assert str(target) in str(refusal.value)
    assert seen == ["deliveries"], "it should fail when much is written already"
    assert target.exists() == there
    assert not there or list(target.iterdir()) == []


def test_a_file_that_finds_no_room_is_named_with_the_directory_that_was_asked_for(tmp_path, monkeypatch):
    target = tmp_path / "new"
    monkeypatch.setattr(store_files.os, "fsync", disk_full)
    with pytest.raises(StorageError) as refusal, run._aside(target) as folder:
        write_parquet(folder / "home.parquet", {"family": np.arange(3)})
    for part in (str(target), "home.parquet", "No space left on device", "Make room", "Nothing was changed."):
        assert part in str(refusal.value)
    assert BEING_MADE not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, StorageError("The lake is full.")])
def test_whatever_goes_wrong_leaves_nothing_behind_and_goes_on(tmp_path, fault):
    target = tmp_path / "new"
    with pytest.raises(fault if isinstance(fault, type) else type(fault)), run._aside(target) as folder:  # noqa: PT012 - what is written, and the fault
        (folder / "truth").mkdir()
        raise fault
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failing", ["truth", "workspace"])
def test_half_of_a_borough_is_never_published(tmp_path, monkeypatch, failing):
    target, rename = tmp_path / "new", Path.rename

    def refuse(path, to):
        return disk_full() if path.name == failing else rename(path, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StorageError), run._aside(target) as folder:  # noqa: PT012 - what is written before it fails
        for part in ("truth", "workspace"):
            (folder / part).mkdir()
            (folder / part / "file").write_text("half", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_every_refusal_says_that_nothing_was_changed(tmp_path):
    for directory, choices in ((tmp_path / "a", {"residents": 0}), (tmp_path / "b" / "c", {"residents": 400})):
        with pytest.raises(CspsError, match=r"Nothing was changed\."):
            make_borough(directory, weeks=12, **choices)
