"""Where a run works: a workspace with its choices, its lake, its keys and its journal, opened once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.domain.errors import UsageError
from csps.features import family_week_table
from csps.journal import Journal
from csps.keys.places import MARKER, is_marked_synthetic
from csps.outcomes import national_lines
from csps.pipeline.specifications import read_specifications
from csps.settings import deployment_from, read_programme
from csps.store import Lake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from csps.settings import Deployment, ModelSpec, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A workspace as a run finds it.

    Args:
        folder: the workspace.
        programme: the council's choices.
        specs: the models' specifications, by name.
        deployment: where keys lie and which servers are used.
        lake: the tables.
        journal: who did what.
        clock: gives the time in UTC.
    """

    folder: Path
    programme: Programme
    specs: Mapping[str, ModelSpec]
    deployment: Deployment
    lake: Lake
    journal: Journal
    clock: Callable[[], datetime]

    @property
    def synthetic(self) -> bool:
        """Whether nobody in it is real."""
        return self.programme.workspace.synthetic

    @property
    def today(self) -> date:
        """The day by the clock: on it keys must be in force and approvals must hold."""
        return self.clock().date()

    @property
    def deliveries(self) -> Path:
        """The drop box."""
        return self.folder / "deliveries"

    @property
    def vault(self) -> Path:
        """The folder of encrypted identities."""
        return self.folder / "vault"

    @property
    def registry(self) -> Path:
        """The folder of models, their evidence and the statements about them."""
        return self.folder / "registry"

    @property
    def lists(self) -> Path:
        """The folder of weekly lists, one folder a week."""
        return self.folder / "lists"


def open_site(
    folder: Path, environ: Mapping[str, str], *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Site:
    """Open a workspace. Nothing is written.

    Args:
        folder: the workspace.
        environ: variables by name, for example `os.environ`.
        clock: gives the time in UTC.

    Raises:
        UsageError: the folder is no workspace.
        SettingsError: the council's choices, a specification or the environment cannot be used.
    """
    if not (folder / MARKER).is_file():
        raise UsageError(
            f"{folder} is no workspace: it holds no {MARKER}.",
            next_step="Name another with --workspace, or make a synthetic one with `csps synthetic make`.",
        )
    deployment = deployment_from(environ, workspace=folder, synthetic=is_marked_synthetic(folder))
    return Site(
        folder=folder,
        programme=read_programme(folder, delivered_tables(), national_lines()),
        specs=read_specifications(folder),
        deployment=deployment,
        lake=lake_of(folder),
        journal=Journal(folder / "journal", clock=clock, places=(deployment.trusted_keys / "journal-head.json",)),
        clock=clock,
    )


def lake_of(folder: Path) -> Lake:
    """Give the lake of a workspace, which knows every table, that of the features included."""
    return Lake(folder / "lake", tables={**lake_tables(), "features.family_week": family_week_table()})
