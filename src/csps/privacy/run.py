"""What people said about restrictions, copied into the lake: stages read the copy and never the vault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.privacy.statements import KIND, standing
from csps.store.held import arrow_rows
from csps.store.restrictions import STATED

if TYPE_CHECKING:
    from csps.store import Edition
    from csps.vault import Vault

TYPES = {
    "statement": "int64",
    "record_id": "string",
    "kind": "string",
    "started_on": "date",
    "ended_on": "date",
    "known_on": "date",
}


@dataclass(frozen=True, slots=True)
class Copied:
    """How many restrictions people set.

    Args:
        restrictions: that stand, ended ones among them.
    """

    restrictions: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"{self.restrictions:,} restrictions were set by people of the programme."


def copy_restrictions(edition: Edition, vault: Vault) -> Copied:
    """Write `privacy.stated_restriction` from the statements in the vault.

    What was said is known to every run that comes after it, also to one that makes an earlier week again: somebody who
    objected is not scored once more because a run looks from an earlier Monday.

    Args:
        edition: the week that is being made.
        vault: an open one.
    """
    found = standing(vault.said(KIND))
    rows = [
        (one.number, record, one.kind, one.started_on, one.ended_on, min(one.said_on, edition.week))
        for one in found
        for record in one.records
    ]
    columns = dict(zip(TYPES, zip(*rows, strict=True), strict=True)) if rows else {}
    edition.write(STATED, arrow_rows(columns, TYPES))
    return Copied(len(found))
