"""The weekly list as files: a page for the meeting, a workbook, a text file and a Parquet file, each whole or not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.store import write_parquet
from csps.store.files import make_folder, refusing, replacement
from csps.worklist.columns import arrays_of
from csps.worklist.gathering import gather
from csps.worklist.page import page_of
from csps.worklist.spreadsheets import text_of, workbook_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from csps.settings import ModelSpec, Programme
    from csps.store import Connection

NAME = "weekly-list"


@dataclass(frozen=True, slots=True)
class ListFiles:
    """Where the list lies.

    Args:
        page: HTML, to read on a screen and to print.
        workbook: Excel.
        text: comma-separated.
        parquet: for other programs.
        families: how many are on it.
    """

    page: Path
    workbook: Path
    text: Path
    parquet: Path
    families: int


def write_files(
    lake: Connection,
    folder: Path,
    *,
    as_of: date,
    programme: Programme,
    specs: Mapping[str, ModelSpec],
    sealed_since: Collection[str] = (),
) -> ListFiles:
    """Write the list of a published week. The same week gives the same bytes.

    No name and no address is in any of them: whoever may looks a family up in the vault by its pseudonym.

    Args:
        lake: the published week.
        folder: where the files go; made where it is missing.
        as_of: the Monday.
        programme: the council's choices.
        specs: the models' specifications by name.
        sealed_since: records that seal a family by what became known after the lake's week.

    Raises:
        UsageError: there is no list of that Monday.
        StorageError: the disk refused; a file that was there is whole.
    """
    sheet = gather(lake, as_of=as_of, programme=programme, specs=specs, sealed_since=sealed_since)
    with refusing(f"{folder}, the folder of the weekly list, could not be made"):
        make_folder(folder)
    files = ListFiles(
        page=folder / f"{NAME}.html",
        workbook=folder / f"{NAME}.xlsx",
        text=folder / f"{NAME}.csv",
        parquet=folder / f"{NAME}.parquet",
        families=len(sheet.families),
    )
    write_parquet(files.parquet, arrays_of(sheet), lake.aside)
    for path, content in (
        (files.text, text_of(sheet)),
        (files.workbook, workbook_of(sheet)),
        (files.page, page_of(sheet)),
    ):
        with replacement(path, lake.aside) as sink:
            sink.write(content)
    return files
