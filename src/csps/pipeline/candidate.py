"""The model that is being trained: kept beside the registry until its evidence is complete.

registry/candidates/<model>/model/             the fitted model
registry/candidates/<model>/held_back.parquet  what it, the rule and the baseline said of families held back
registry/candidates/<model>/notes.json         settings, fingerprints of the data, counts
"""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from csps.domain.errors import StorageError, UsageError
from csps.riskmodel import RiskModel, digest, version_of
from csps.store.files import make_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.modelling import Fitted
    from csps.pipeline.site import Site
    from csps.settings import ModelSpec

MODEL, HELD_BACK, NOTES = "model", "held_back.parquet", "notes.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A fitted model whose evidence is being put together.

    Args:
        folder: of its files.
        digest: SHA-256 over the model's files.
        model: the model.
        held_back: one row per family of the test date; see `csps.modelling.Fitted`.
        parameters: settings, seeds and sizes.
        fingerprints: hash of every snapshot it learnt from or was tested on.
        counts: families and outcomes by date.
    """

    folder: Path
    digest: str
    model: RiskModel
    held_back: pd.DataFrame
    parameters: Mapping[str, int | float | str]
    fingerprints: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]

    @property
    def version(self) -> str:
        """The name by which every table calls the model."""
        return version_of(self.digest)


def keep(site: Site, spec: ModelSpec, fitted: Fitted) -> Candidate:
    """Keep a fitted model as the candidate, whole or not at all. The one before it is removed.

    Raises:
        StorageError: the disk refused.
    """
    folder = _folder(site, spec)
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}")
    try:
        make_folder(folder.parent)  # the registry with it: its evidence is about families, and not for everybody
        aside.mkdir(mode=0o700)
        fitted.model.save(aside / MODEL)
        fitted.held_back.to_parquet(aside / HELD_BACK, index=False)
        notes = {"counts": fitted.counts, "fingerprints": fitted.fingerprints, "parameters": fitted.parameters}
        (aside / NOTES).write_text(json.dumps(notes, sort_keys=True), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    except OSError as error:
        raise StorageError(f"The fitted model could not be kept: {error.strerror}.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return take_up(site, spec)


def take_up(site: Site, spec: ModelSpec) -> Candidate:
    """Give the candidate.

    Raises:
        UsageError: no model was fitted, or with another specification.
        IntegrityError: its files are damaged.
    """
    folder = _folder(site, spec)
    if not (folder / NOTES).is_file():
        raise UsageError(
            f"No {spec.name} model was fitted yet.", next_step=f"Run `csps modelling --model {spec.name}` first."
        )
    found = digest(folder / MODEL)
    model = RiskModel.load(folder / MODEL, found)
    if model.specification != spec.fingerprint:
        raise UsageError(
            f"The specification of {spec.name} was changed after its candidate was fitted.",
            next_step=f"Run `csps modelling --model {spec.name}` again.",
        )
    notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
    return Candidate(
        folder=folder,
        digest=found,
        model=model,
        held_back=pd.read_parquet(folder / HELD_BACK),
        parameters=notes["parameters"],
        fingerprints=notes["fingerprints"],
        counts=notes["counts"],
    )


def _folder(site: Site, spec: ModelSpec) -> Path:
    return site.registry / "candidates" / spec.name
