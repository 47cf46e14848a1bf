"""A synthetic workspace in which nothing was done yet."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def bare_workspace(folder: Path) -> Path:
    """Put the committed borough's choices, and nothing else, into a workspace below `folder`; keys will lie beside it."""
    place = folder / "town" / "workspace"
    place.mkdir(parents=True)
    shutil.copy(ROOT / "data_synthetic" / "workspace" / "programme.toml", place)
    return place
