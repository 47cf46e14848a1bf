"""Are the deliveries and the truth of one piece? Every line that names a person must have its true person, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import delivered_tables
from csps.domain.errors import IntegrityError, UsageError
from csps.synthetic.marking.folders import reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.synthetic.marking.folders import Columns, Folder

FOREIGN = 0.25  # of files with people in them: where more do not fit, the truth is of another borough

PART = 100  # files looked at together: a year of weekly files of a large table need not be held at once

COUNTED = "SELECT count(*) AS lines, count(reference) AS named FROM delivered"
FAULTY = """
    WITH known AS (SELECT delivery AS file, line FROM true_lines WHERE role = ? AND delivery IN (SELECT unnest(?))),
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
SPOKEN_OF = "SELECT DISTINCT delivery, role FROM true_lines ORDER BY ALL"
NOTHING_TRUE = "SELECT '' AS delivery, 0 AS line, '' AS role, 0 AS person WHERE false"


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
        if table not in delivered_tables():
            raise IntegrityError(f"The truth holds lines of {table}, which no agency delivers.")
        spoken_of = lend_true_lines(workspace, truth, table)
        with_people += len(np.unique(spoken_of["delivery"].astype(str)))
        accounts.append(_account(workspace, table, files.get(table, []), spoken_of))
    _refuse_foreign(accounts, with_people)
    return accounts


def lend_true_lines(workspace: Folder, truth: Folder, table: str) -> Columns:
    """Make the truth about a table's lines the table `true_lines` of the workspace.

    Returns:
        the deliveries and roles that it speaks of.
    """
    file = f"lines/{table.partition('.')[2]}.parquet"
    known = (truth.path / file).exists()
    workspace.lend("true_lines", truth.parquet(file) if known else workspace.arrow(NOTHING_TRUE))
    with reading(str(truth.path / file)):
        return workspace.ask(SPOKEN_OF)


def _account(workspace: Folder, table: str, files: Sequence[str], spoken_of: Columns) -> TableAccount:
    declared = delivered_tables()[table]
    told = {str(role) for role in spoken_of["role"]}
    roles = sorted(told | ({declared.person} if declared.person else set()))
    if strange := [role for role in roles if role not in declared]:
        raise IntegrityError(f"The truth about {table} speaks of {', '.join(strange)}, which is no column of it.")
    gone = sorted({str(file) for file in spoken_of["delivery"]} - set(files))
    found = [_compare(workspace, table, [file], role) for file in gone for role in roles]
    for role in roles or [declared.column_names[0]]:
        found += [_compare(workspace, table, files[at : at + PART], role) for at in range(0, len(files), PART)]
    faults = [fault for part in found for fault in part.faults]
    named, torn = (sum(getattr(part, name) for part in found) for name in ("named", "torn"))
    lines = sum(part.lines for part in found) // max(1, len(roles))
    return TableAccount(table, len(files), lines, named if roles else 0, torn, faults if roles else [])


def _compare(workspace: Folder, table: str, files: Sequence[str], role: str) -> TableAccount:
    """Compare one reference column of some files of a table, line by line."""
    workspace.deliver(table, files, {"reference": role})
    counted, found = workspace.ask(COUNTED), workspace.ask(FAULTY, [role, list(files)])
    torn = int(workspace.ask(TORN, [role])["torn"][0])
    rows = zip(*(found[name].tolist() for name in ("file", "missing", "extra", "first")), strict=True)
    faults = [FileFault(str(file), role, missing, extra, first) for file, missing, extra, first in rows]
    return TableAccount(table, len(files), int(counted["lines"][0]), int(counted["named"][0]), torn, faults)


def _refuse_foreign(accounts: Sequence[TableAccount], with_people: int) -> None:
    faulty = {fault.file for account in accounts for fault in account.faults}
    if len(faulty) > FOREIGN * max(1, with_people):
        raise UsageError(
            f"The truth is of another borough, or much of the deliveries is gone: {len(faulty):,} files do not fit it, "
            f"{min(faulty)} among them.",
            next_step="Name the truth that was made with this workspace.",
        )
