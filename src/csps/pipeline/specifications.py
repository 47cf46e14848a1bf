"""Which models there are: the workspace's own specifications, else those csps comes with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError, UsageError
from csps.settings import read_model_spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.settings import ModelSpec

PACKAGE = Path(__file__).parents[1]
SHIPPED = (PACKAGE / "shipped" / "models", PACKAGE.parents[1] / "models")
"""Where the specifications csps comes with lie: in an installed package, and in a clone."""


def read_specifications(workspace: Path) -> Mapping[str, ModelSpec]:
    """Read every model's specification, by name.

    A council that wants its own puts a folder `models` into its workspace; the shipped ones then count no longer.

    Raises:
        SettingsError: there is none, a name is not that of its folder, or one cannot be read.
    """
    own = workspace / "models"
    paths = _in(own) if own.is_dir() else shipped_specifications()
    specs = {name: read_model_spec(path) for name, path in paths.items()}
    if not specs:
        raise SettingsError(f"There is no specification of a model in {own}.")
    for name, spec in specs.items():
        if spec.name != name:
            raise SettingsError(f"The folder models/{name} holds the specification of {spec.name}.")
    return specs


def shipped_specifications() -> Mapping[str, Path]:
    """Give the files of the specifications csps comes with, by the model's name."""
    return next((_in(place) for place in SHIPPED if place.is_dir()), {})


def _in(folder: Path) -> dict[str, Path]:
    return {path.parent.name: path for path in sorted(folder.glob("*/spec.toml"))}


def specification(specs: Mapping[str, ModelSpec], name: str) -> ModelSpec:
    """Give one specification by the model's name.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in specs:
        raise UsageError(f"There is no model {name!r}; there are {', '.join(specs)}.")
    return specs[name]
