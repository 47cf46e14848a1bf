"""Whom each delivered line is about: what a matcher is measured against, and nobody delivers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from csps.store import Coded, write_parquet
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csps.synthetic.lives.registers import Column


@dataclass
class _Role:
    """The lines of one table in which a person is named in one role, in batches."""

    file: list[Column] = field(default_factory=list)
    line: list[Column] = field(default_factory=list)
    person: list[Column] = field(default_factory=list)


@dataclass
class _Table:
    files: list[str] = field(default_factory=list)
    roles: dict[str, _Role] = field(default_factory=dict)


class Lines:
    """Remembers the true persons of delivered lines, by table and by the column that names them."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    def remember(
        self, table: str, files: Sequence[str], file: Column, line: Column, persons: Mapping[str, Column]
    ) -> None:
        """Note a batch of lines.

        Args:
            table: the contract's name.
            files: the deliveries of this batch.
            file: position in `files` of each line.
            line: number of each line in its file; the header is line 1.
            persons: who is named in each line, by column; NOBODY where nobody is.
        """
        known = self._tables.setdefault(table, _Table())
        first = len(known.files)
        known.files.extend(files)
        for name, person in persons.items():
            role, named = known.roles.setdefault(name, _Role()), person != NOBODY
            role.file.append((file[named] + first).astype(np.int32))
            role.line.append(line[named].astype(np.int32))
            role.person.append(person[named].astype(np.int32))

    def write(self, folder: Path) -> None:
        """Write a file per table, by delivery, line and role; a table about places or accounts names nobody."""
        for table, lines in self._tables.items():
            if lines.roles:
                write_parquet(folder / f"{table.partition('.')[2]}.parquet", _columns(lines))


def _columns(lines: _Table) -> dict[str, Column | Coded]:
    roles = list(lines.roles.values())
    number = [sum(len(part) for part in role.person) for role in roles]
    return {
        "delivery": Coded(np.concatenate([part for role in roles for part in role.file]), lines.files),
        "line": np.concatenate([part for role in roles for part in role.line]),
        "role": Coded(np.repeat(np.arange(len(roles), dtype=np.int32), number), list(lines.roles)),
        "person": np.concatenate([part for role in roles for part in role.person]),
    }
