"""The data quality report as files beside the weekly list: a page for a manager, and JSON for machines."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from csps.pipeline.quality.gathering import quality_of
from csps.pipeline.quality.page import page_of
from csps.store.files import make_folder, refusing, replacement

if TYPE_CHECKING:
    from pathlib import Path

    from csps.pipeline.quality.figures import Quality
    from csps.settings import Programme
    from csps.store import Connection

PAGE, FIGURES = "data-quality.html", "data-quality.json"


@dataclass(frozen=True, slots=True)
class Report:
    """The report as it lies there.

    Args:
        page: the page.
        quality: what it was written from; None where it lay there already.
    """

    page: Path
    quality: Quality | None


def write_quality(lake: Connection, folder: Path, programme: Programme) -> Report:
    """Write the report of the published week, unless it lies there already.

    Args:
        lake: the published week.
        folder: where the files go; made where it is missing.
        programme: the council's choices.

    Raises:
        StorageError: the disk refused; a file that was there is whole.
    """
    page, figures = folder / PAGE, folder / FIGURES
    quality = None
    if lake.manifest is not None and not (page.is_file() and _is_about(figures, lake.manifest.name)):
        quality = quality_of(lake, programme)
        with refusing(f"{folder}, the folder of the data quality report, could not be made"):
            make_folder(folder)
        for path, content in ((page, page_of(quality)), (figures, figures_of(quality))):
            with replacement(path, lake.aside) as sink:
                sink.write(content)
    return Report(page, quality)


def figures_of(quality: Quality) -> bytes:
    """Give the report as JSON. The same week gives the same bytes."""
    return (json.dumps(dataclasses.asdict(quality), default=_plain, indent=2, ensure_ascii=False) + "\n").encode()


def _is_about(figures: Path, manifest: str) -> bool:
    """Say whether a file holds the figures of a manifest."""
    try:
        held = json.loads(figures.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(held, dict) and held.get("manifest") == manifest


def _plain(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()
