"""What must be so of a week that was cut off, and of the one that takes it up."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from typing import TYPE_CHECKING

from tests.factories.loaded_town import BEFORE, END
from tests.factories.weekly_runs import code_of, prepare, run, started

import csps
from csps.keys.places import MARKER
from csps.pipeline.unfinished import FILE
from csps.vault import Vault, read_keys

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

RESIDENTS, WEEKS = 1_500, 30


class Town:
    """A town before its last weeks, and what an undisturbed run leaves of it.

    Attributes:
        result: what it leaves; see `state_of`.
        calls: how many calls change the disk in it.
        seconds: how long it takes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._here = folder / "town"
        assert code_of(started(prepare, self._here, RESIDENTS, WEEKS)) == 0
        workspace, told = self.fresh(), folder / "calls"
        assert names_in(workspace), "there must be names to look for"
        began = time.monotonic()
        assert code_of(started(run, workspace, None, 0, told)) == 0
        self.seconds = time.monotonic() - began
        self.result, self.calls = state_of(workspace), int(told.read_text())
        assert csps.open(workspace, environ={}).site.lake.current().week == END

    def fresh(self, of: Path | None = None) -> Path:
        """Give the workspace as it was before the run, or as a copy of it was kept."""
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(of or self._here, scratch, symlinks=True)
        return scratch / "workspace"

    def keep(self, name: str) -> Path:
        """Keep the workspace as it is now, with its keys."""
        return shutil.copytree(self.folder / "scratch", self.folder / name, symlinks=True)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def state_of(workspace: Path) -> dict[str, object]:
    """Give everything a week leaves behind: lake and lists by their bytes, the vault by what it holds."""
    state: dict[str, object] = {
        str(path.relative_to(workspace)): digest(path)
        for folder in (workspace / "lake", workspace / "lists")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
    site = csps.open(workspace, environ={}).site
    return state | _held(workspace, int(site.lake.current().versions["vault"]))


def state_under_way(workspace: Path) -> dict[str, object]:
    """Give everything that a run which is cut off between two stages leaves to the one that takes it up.

    The lake's files are those that its note names: what a failure left aside is swept away when a week is published.
    """
    lake = workspace / "lake"
    note = lake / FILE
    state: dict[str, object] = {"published": digest(lake / "current"), "note": None}
    state |= {str(path.relative_to(workspace)): digest(path) for path in sorted((workspace / "lists").rglob("*.*"))}
    if note.exists():
        state["note"] = note.read_text()
        files = {one["sha256"] for one in json.loads(note.read_bytes())["snapshots"]}
        found = {path.stem: path for path in lake.rglob("*.parquet") if path.stem in files}
        state |= {f"lake {name}": digest(path) for name, path in sorted(found.items())}
        assert found.keys() == files
    state["sealed"] = sorted(path.name for path in (workspace / "vault" / "workings").iterdir())
    return state | _held(workspace, None)


def _held(workspace: Path, generation: int | None) -> dict[str, object]:
    """Give what the vault and the drop box hold."""
    site = csps.open(workspace, environ={}).site
    with Vault.open(site.vault, keys=read_keys(site.deployment.keys), generation=generation) as vault:
        identities, archive = vault.identities().to_pylist(), sorted(vault.archived_hashes())
    dropped = sorted(path.name for path in site.deliveries.rglob("*") if path.is_file())
    return {"identities": identities, "archive": archive, "drop box": dropped}


def last_list(workspace: Path) -> dict[str, str]:
    """Give the files of the list that is published, by their bytes."""
    return {path.name: digest(path) for path in sorted((workspace / "lists" / BEFORE.isoformat()).iterdir())}


def names_in(workspace: Path) -> list[str]:
    """Give surnames that wait in the drop box: none may be found bare anywhere else."""
    files = sorted((workspace / "deliveries").rglob("ssd_person_*.csv"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    names = {line.split(",")[2].strip('"') for line in lines}
    return sorted(name for name in names if len(name) > 5)[:20]


def bare(workspace: Path, names: list[str]) -> list[str]:
    """Name the files outside the drop box that hold one of the names."""
    found = []
    for path in workspace.parent.rglob("*"):
        if path.is_file() and "deliveries" not in path.parts and "truth" not in path.parts and path.name != MARKER:
            data = path.read_bytes()
            if any(name.encode() in data or name.encode("utf-16-le") in data for name in names):
                found.append(str(path))
    return found


def check_cut_off(workspace: Path, names: list[str], before: dict[str, str]) -> date:
    """Hold what must be so after a run was cut off; give the week that is published."""
    site = csps.open(workspace, environ={}).site
    published = site.lake.current()
    assert published.week in (BEFORE, END)
    for snapshot in published.snapshots:
        site.lake.verified_file(snapshot)
    assert last_list(workspace) == before
    assert bare(workspace, names) == []
    return published.week
