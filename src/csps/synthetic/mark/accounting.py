"""Are the deliveries and the truth of one piece? Every line that names a person must have its true person, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import all_tables
from csps.domain.errors import IntegrityError, UsageError
from csps.synthetic.agencies.schedule import feed_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csps.synthetic.mark.folders import Columns, Folder

FOREIGN = 0.25  # of files with people in them: where more do not fit, the truth is of another borough

COUNTED = """
    SELECT count(*) AS lines, count(reference) AS named, count(DISTINCT file) AS files FROM delivered
"""
FAULTY = """
    WITH known AS (SELECT delivery AS file, line FROM true_lines WHERE role = ?),
         named AS (SELECT file, line FROM delivered WHERE reference IS NOT NULL)
    SELECT file, count(*) FILTER (WHERE named.line IS NULL) AS missing,
           count(*) FILTER (WHERE known.line IS NULL) AS extra,
           min(line) FILTER (WHERE named.line IS NULL OR known.line IS NULL) AS first
    FROM known FULL JOIN named USING (file, line)
    GROUP BY file HAVING missing > 0 OR extra > 0 ORDER BY file
"""
TORN = """
    SELECT count(*) AS torn FROM (
        SELECT reference FROM delivered JOIN true_lines ON file = delivery AND delivered.line = true_lines.line
        WHERE role = ? GROUP BY reference HAVING count(DISTINCT person) > 1
    )
"""
ROLES = "SELECT DISTINCT role FROM true_lines ORDER BY role"
WITH_PEOPLE = "SELECT count(DISTINCT delivery) AS files FROM true_lines"


@dataclass(frozen=True)
class FileFault:
    """A delivered file that does not fit the truth.

    Args:
        file: below the drop box.
        column: the reference whose lines were compared.
        missing: lines the truth knows and the file does not have, or that name nobody.
        extra: lines that name somebody the truth does not know.
        first: the first such line.
    """

    file: str
    column: str
    missing: int
    extra: int
    first: int

    def __str__(self) -> str:
        """Say it in one line."""
        parts = [f"{number:,} {what}" for number, what in ((self.missing, "missing"), (self.extra, "extra")) if number]
        return f"{self.file}: {' and '.join(parts)} in {self.column}, the first at line {self.first}"


@dataclass(frozen=True)
class TableAccount:
    """What was delivered of one table.

    Args:
        table: the contract's name.
        files: delivered.
        lines: in them, headers left out.
        named: references of persons in them.
        torn: references that stand for two true persons: lines were moved.
        faults: files that do not fit the truth.
    """

    table: str
    files: int
    lines: int
    named: int
    torn: int
    faults: Sequence[FileFault]


def account(workspace: Folder, truth: Folder, files: Mapping[str, Sequence[str]]) -> list[TableAccount]:
    """Hold every delivered line against the truth.

    Raises:
        UsageError: so many files do not fit that the truth is of another borough.
        IntegrityError: a file cannot be read.
    """
    true_tables = {f"feeds.{path.stem}" for path in (truth.path / "lines").glob("*.parquet")}
    accounts, with_people = [], 0
    for table in sorted(true_tables | (files.keys() - {""})):
        if table not in all_tables():
            raise IntegrityError(f"The truth holds lines of {table}, which no agency delivers.")
        with_people += lend_true_lines(workspace, truth, table)
        accounts.append(_account(workspace, table, files.get(table, [])))
    _refuse_foreign(accounts, with_people)
    return accounts


def lend_true_lines(workspace: Folder, truth: Folder, table: str) -> int:
    """Make the truth about a table's lines the table `true_lines` of the workspace; give how many files it speaks of."""
    file = f"lines/{table.partition('.')[2]}.parquet"
    if (truth.path / file).exists():
        workspace.lend("true_lines", truth.parquet(file))
    else:
        workspace.lend("true_lines", _nothing_true(workspace))
    return int(workspace.ask(WITH_PEOPLE)["files"][0])


def _nothing_true(workspace: Folder) -> object:
    none: Columns = {
        "delivery": np.array([], dtype=object),
        "line": np.array([], dtype=np.int64),
        "role": np.array([], dtype=object),
        "person": np.array([], dtype=np.int64),
    }
    return workspace.table_of(none)


def _account(workspace: Folder, table: str, files: Sequence[str]) -> TableAccount:
    declared = all_tables()[table]
    told = {str(role) for role in workspace.ask(ROLES)["role"]}
    columns = sorted(told | ({declared.person} if declared.person else set()))
    if strange := [column for column in columns if column not in declared]:
        raise IntegrityError(f"The truth about {table} speaks of {', '.join(strange)}, which is no column of it.")
    lines = named = torn = 0
    faults: list[FileFault] = []
    for column in columns or [declared.column_names[0]]:
        workspace.deliver(table, files, {"reference": column})
        counted = workspace.ask(COUNTED)
        lines = int(counted["lines"][0])
        if columns:
            named += int(counted["named"][0])
            torn += int(workspace.ask(TORN, [column])["torn"][0])
            faults += _faults(workspace.ask(FAULTY, [column]), column)
    return TableAccount(table, len(files), lines, named, torn, faults)


def _faults(found: Columns, column: str) -> list[FileFault]:
    rows = zip(*(found[name].tolist() for name in ("file", "missing", "extra", "first")), strict=True)
    return [FileFault(str(file), column, missing, extra, first) for file, missing, extra, first in rows]


def _refuse_foreign(accounts: Sequence[TableAccount], with_people: int) -> None:
    faulty = {fault.file for account in accounts for fault in account.faults}
    if len(faulty) > FOREIGN * max(1, with_people):
        raise UsageError(
            f"The truth is of another borough, or much of the deliveries is gone: {len(faulty):,} files do not fit it, "
            f"{sorted(faulty)[0]} among them.",
            next_step="Name the truth that was made with this workspace.",
        )


def unexpected(workspace: Path, files: Mapping[str, Sequence[str]]) -> list[str]:
    """Name files in the drop box that no agency would send, and agencies' folders are told by their feeds."""
    known = {feed_style(table).agency for table in files if table}
    return [file for file in files.get("", []) if (workspace / "deliveries" / file).exists() or file not in known]
