"""What an unfinished run has done already, so that the next one need not do it again.

The file names snapshots, and snapshots are named by what they hold: a step that is taken over is as good as one done
again. It is believed only for the same week, begun from the same published week with the same choices and code.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.store import Snapshot
from csps.store.files import refusing, remove, replacement, sync_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.store import Edition

FILE = "unfinished.json"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run that has not published yet.

    Args:
        begun_from: what it began from: whoever begins from the same comes to the same.
        steps: the steps that were done, in order.
        snapshots: what they wrote.
        versions: what the edition rests on besides tables.
    """

    begun_from: str
    steps: tuple[str, ...]
    snapshots: tuple[Snapshot, ...]
    versions: Mapping[str, str | int]


def read_unfinished(lake: Path, begun_from: str) -> Unfinished | None:
    """Give what an unfinished run had done, if it began from the same; None where there is none, or it is no use."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((lake / FILE).read_bytes())
        if kept["begun_from"] == begun_from:
            snapshots = tuple(Snapshot(**each) for each in kept["snapshots"])
            return Unfinished(begun_from, tuple(kept["steps"]), snapshots, dict(kept["versions"]))
    return None


def keep_unfinished(lake: Path, begun_from: str, steps: tuple[str, ...], edition: Edition) -> None:
    """Note what a run has done so far, in one step.

    Raises:
        StorageError: the disk refused; the earlier note is still there.
    """
    note = {
        "begun_from": begun_from,
        "snapshots": [
            {"table": one.table, "sha256": one.sha256, "rows": one.rows, "bytes": one.bytes, "part": one.part}
            for one in edition.written
        ],
        "steps": list(steps),
        "versions": dict(edition.versions),
    }
    with replacement(lake / FILE) as sink:
        sink.write((json.dumps(note, sort_keys=True) + "\n").encode())


def forget_unfinished(lake: Path) -> None:
    """Remove the note of an unfinished run; when this returns, no power cut brings it back.

    Raises:
        StorageError: the disk refused.
    """
    if (lake / FILE).exists():
        with refusing("The note of an unfinished run could not be removed"):
            remove(lake / FILE)
            sync_folder(lake)


def is_whole(snapshots: tuple[Snapshot, ...], lake: Path) -> bool:
    """Say whether every snapshot is still there in its size; its bytes are compared when it is read."""
    return all(one.file(lake).exists() and one.file(lake).stat().st_size == one.bytes for one in snapshots)
