"""Where a key may lie: never inside a workspace, because whoever copies the one would have the other.

A workspace is a folder that holds `programme.toml`. One marked synthetic may hold demonstration keys, and no others.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "programme.toml"


def workspace_around(path: Path) -> Path | None:
    """Find the innermost workspace that a path lies in, links followed; None if there is none."""
    return next((folder for folder in path.resolve().parents if (folder / MARKER).exists()), None)


def is_marked_synthetic(workspace: Path) -> bool:
    """Say whether a workspace calls itself synthetic. One that cannot be read is taken for a real one."""
    try:
        choices = tomllib.loads((workspace / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    own = choices.get("workspace")
    return isinstance(own, dict) and own.get("synthetic") is True


def check_outside_workspace(path: Path, what: str, *, demonstration: bool) -> None:
    """Refuse a place inside a workspace, except for demonstrations inside a synthetic one.

    Args:
        path: where the file lies or is to lie.
        what: what it is, for the refusal: "A signing key".
        demonstration: whether it was made for a demonstration.

    Raises:
        AccessError: the place is inside a workspace.
    """
    workspace = workspace_around(path)
    if workspace is None or (demonstration and is_marked_synthetic(workspace)):
        return
    raise AccessError(
        f"{what} may not lie inside the workspace {workspace.name}: a copy of the one would be a copy of both.",
        next_step="Keep it in a folder of its own outside every workspace.",
    )
