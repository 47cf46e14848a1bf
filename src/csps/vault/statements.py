"""What people said about records: each statement sealed under a key of its own, and kept outside generations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from csps.keys import KeyPurpose, open_each, seal_each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.vault.database import Database
    from csps.vault.key_table import KeyTable

PLAN, DONE, ELSEWHERE = "erasure", "erased", "erased elsewhere"
"""Kinds of statements: what an unfinished erasure is to do, and what of it was done in the vault and in the lake."""
ALWAYS = 0  # the generation of whatever outlasts every generation


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a person said about records, kept until it is taken back or one of the records is forgotten.

    Args:
        number: counts up; no number is given twice.
        kind: what sort of statement it is.
        about: the records.
        content: what was said, as whoever keeps it writes it.
    """

    number: int
    kind: str
    about: tuple[str, ...]
    content: bytes


class Statements:
    """The statements in a vault.

    Args:
        database: where they lie.
        keys: the table of keys.
    """

    def __init__(self, database: Database, keys: KeyTable) -> None:
        self._database, self._keys = database, keys

    def say(self, kind: str, about: Iterable[str], content: bytes) -> Statement:
        """Keep a statement; it is on the disk when this returns.

        Raises:
            BusyError: another run writes to the vault.
            StorageError: the disk refused; nothing was kept.
        """
        self._database.begin_mending()
        try:
            statement = self.say_within(kind, about, content)
            self.name_new_keys()
            self._database.commit()
        except BaseException:  # an interrupt, too, must leave the vault as it was
            self._database.roll_back()
            self._keys.forget_new()
            raise
        return statement

    def say_within(self, kind: str, about: Iterable[str], content: bytes) -> Statement:
        """Keep a statement in the transaction that is under way, whose end names the new keys."""
        number, records = self._database.next_statement(), tuple(sorted(about))
        names = pa.array([statement_name(number)])
        self._keys.make(names)
        (sealed,) = seal_each(self._secrets(names), KeyPurpose.STATEMENT, [content])
        self._database.say(number, kind, " ".join(records), sealed)
        return Statement(number, kind, records, content)

    def name_new_keys(self) -> None:
        """Write the keys that were made, for good, and name their file in the transaction that is under way."""
        file = self._keys.write_new(ALWAYS)
        if file is not None:
            self._database.name_segment(file, ALWAYS)

    def said(self, kind: str | None = None) -> list[Statement]:
        """Give the statements of a kind, or all, in the order in which they were said.

        Raises:
            IntegrityError: one is damaged.
        """
        destroyed = set(self._keys.destroyed.filter(pc.starts_with(self._keys.destroyed, _NAME)).to_pylist())
        rows = [row for row in self._database.said(kind) if statement_name(row[0]) not in destroyed]
        names = pa.array([statement_name(row[0]) for row in rows], pa.string())
        opened = open_each(self._secrets(names), KeyPurpose.STATEMENT, [row[3] for row in rows])
        return [
            Statement(number, found, tuple(about.split()), content)
            for (number, found, about, _), content in zip(rows, opened, strict=True)
        ]

    def _secrets(self, names: pa.Array) -> list[bytes]:
        return [secret for secret in self._keys.secrets(names) if secret is not None]


_NAME = "statement "


def statement_name(number: int) -> str:
    """Name the key of a statement."""
    return f"{_NAME}{number}"
