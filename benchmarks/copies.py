"""Lay a published week beside itself several times, as if so many boroughs were one: for measuring what no borough is as large as.

    python benchmarks/copies.py WORKSPACE LARGER --copies 6
    python benchmarks/features.py LARGER --task features --days 1

Every pseudonym and every reference to a case, an account or a plan gets the mark of its copy, so that no copy knows of another;
all else is the same. Copied is what features read: deliveries' tables, who lives where, and families as of the published week.
Names are not: the copy has no vault to open, and cannot be run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Type
from csps.store import Edition
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from csps.contracts.model import Table

LAST_ONLY = ("families.family", "families.membership")
COPIED = ("feeds.", "linkage.record_link", "linkage.residence", "privacy.", *LAST_ONLY)
MARKED = ("_id", "_ref", "_reference")


def copied(contract: Table, rows: ibis.Table, copies: int) -> ibis.Table:
    """Give the rows so many times, what refers to somebody or something marked; once where their key refers to nobody."""
    columns = [each.name for each in contract.columns if each.type is Type.TEXT and each.name.endswith(MARKED)]
    if not set(columns) & set(contract.key):
        return rows
    marks = [f"{copy:02}" for copy in range(copies)]
    return ibis.union(*(rows.mutate(**{name: rows[name] + mark for name in columns}) for mark in marks))


def copy_week(workspace: Path, larger: Path, copies: int) -> None:
    """Copy the published week of a workspace so many times into a new one."""
    shutil.copytree(workspace, larger, ignore=shutil.ignore_patterns("lake", "lists", "deliveries"))
    lake = open_workspace(workspace, environ={}).site.lake
    week = lake.current().week
    edition = Edition(open_workspace(larger, environ={}).site.lake, week)
    with lake.connect() as connection:
        for table, parts in sorted(lake.current().parts.items()):
            if table.startswith(COPIED):
                for part in [week.isoformat()] if table in LAST_ONLY else sorted(parts):
                    rows = connection.table(table, part=part)
                    edition.write(table, copied(lake.contract(table), rows, copies), part=part)
                    print(table, part, file=sys.stderr)
    edition.publish()


def main() -> int:
    """Copy the workspace named on the command line."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("workspace", type=Path)
    asked.add_argument("larger", type=Path, help="a folder that is not there yet")
    asked.add_argument("--copies", type=int, required=True)
    choices = asked.parse_args()
    copy_week(choices.workspace, choices.larger, choices.copies)
    return 0


if __name__ == "__main__":
    sys.exit(main())
