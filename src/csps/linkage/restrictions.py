"""What restrictions forbid linkage: the two sides of an adoption are never one person, and a refuge is no place.

Where somebody of the programme said that a person is in a refuge, every place at which a record of theirs began to live
while it lasts is one. A restriction of an agency tells under which reference another register knows the person, so that it need not be guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from csps.keys import PseudonymKind
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.linkage.workbench import Workbench

ADOPTED = """
    SELECT record_id, row_number() OVER (ORDER BY restriction_ref, record_id) AS side
    FROM (SELECT DISTINCT restriction_ref, record_id FROM restriction WHERE kind = 'ADOPTION')
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY restriction_ref) = 1
"""
REFUGES = """
    SELECT DISTINCT place FROM located JOIN restriction USING (record_id, delivery, line)
    WHERE register = 'feeds.restriction' AND kind = 'REFUGE' AND place IS NOT NULL
    UNION
    SELECT DISTINCT place FROM stay JOIN stated_restriction AS said USING (record_id)
    WHERE kind = 'REFUGE' AND place IS NOT NULL AND coalesce(stay.ended_on, DATE '9999-12-31') >= said.started_on
          AND stay.started_on >= said.started_on AND stay.started_on <= coalesce(said.ended_on, DATE '9999-12-31')
"""
# Of a restriction that was told twice the last word about its end counts.
SHELTERED = """
    SELECT record_id, start_date AS from_day, coalesce(end_date, DATE '9999-12-31') AS until_day FROM restriction
    WHERE kind = 'REFUGE'
    QUALIFY row_number() OVER (PARTITION BY record_id, restriction_ref ORDER BY known_on DESC, delivery, line) = 1
    UNION ALL
    SELECT record_id, started_on, coalesce(ended_on, DATE '9999-12-31') FROM stated_restriction WHERE kind = 'REFUGE'
"""
REFERENCES = """
    SELECT DISTINCT restriction.record_id, about_table, other_number AS reference
    FROM restriction JOIN referring USING (record_id, delivery, line)
    WHERE about_table IS NOT NULL AND other_number IS NOT NULL ORDER BY ALL
"""


class Pseudonyms(Protocol):
    """What linkage asks of the vault besides identities."""

    def pseudonyms(self, kind: PseudonymKind, feed: str, values: Iterable[str]) -> list[str]:
        """Give the pseudonym of each value."""
        ...


def find_restrictions(bench: Workbench, vault: Pseudonyms) -> None:
    """Make four tables from what restrictions say.

    They are `adopted` (record_id, side), `refuge` (place), `sheltered` (record_id, from_day, until_day: somebody in a
    refuge) and `said_to_be` (record_id, known_as: a record too).
    """
    bench.make("adopted", ADOPTED)
    bench.make("refuge", REFUGES)
    bench.make("sheltered", SHELTERED)
    found = bench.columns(REFERENCES)
    registers, known_as = found["about_table"].astype(str), np.empty(len(found["record_id"]), dtype=object)
    for register in np.unique(registers).tolist():
        rows = np.flatnonzero(registers == register)
        known_as[rows] = vault.pseudonyms(PseudonymKind.RECORD, register, texts(found["reference"][rows]))
    bench.lay("said_to_be", {"record_id": found["record_id"], "known_as": known_as})
