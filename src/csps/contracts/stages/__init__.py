"""The tables csps computes, one module per stage that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.stages import (
    approval,
    assurance,
    cohort,
    explain,
    families,
    features,
    intake,
    linkage,
    modelling,
    outcomes,
    privacy,
    progress,
    scoring,
    worklist,
)

if TYPE_CHECKING:
    from csps.contracts.model import Table

STAGE_TABLES: tuple[Table, ...] = (
    *intake.TABLES,
    *linkage.TABLES,
    *families.TABLES,
    *features.TABLES,
    *outcomes.TABLES,
    *cohort.TABLES,
    *progress.TABLES,
    *modelling.TABLES,
    *explain.TABLES,
    *assurance.TABLES,
    *approval.TABLES,
    *scoring.TABLES,
    *worklist.TABLES,
    *privacy.TABLES,
)
"""In the order of the path. `features.family_week` is missing: its columns are the features, declared in `csps.features`."""
