"""Held deliveries that somebody has let in: a statement in the vault each, which the next run obeys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from csps.feeds.ledger import Load
    from csps.vault import Vault

KIND = "release"


def released_files(vault: Vault) -> frozenset[tuple[str, str]]:
    """Give path and SHA-256 of every file that somebody has let in."""
    told = [json.loads(statement.content) for statement in vault.said(KIND)]
    return frozenset((one["place"], one["sha256"]) for one in told)


def releasing(load: Load, *, said_on: date, by: str, reason: str) -> bytes:
    """Write the statement that a delivery is let in.

    Args:
        load: its line of the ledger.
        said_on: the day.
        by: fingerprint of whoever says so.
        reason: why, in a line.
    """
    told = {
        "by": by,
        "delivery": load.delivery,
        "place": load.place,
        "reason": reason,
        "said_on": said_on.isoformat(),
        "sha256": load.sha256,
    }
    return json.dumps(told, sort_keys=True).encode()
