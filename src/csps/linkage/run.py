"""Records -> persons, and where they lived: `link_edition`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.domain.progress import SilentProgress
from csps.linkage.company import find_company
from csps.linkage.likely import find_people
from csps.linkage.likeness import find_likeness
from csps.linkage.numbers import find_numbers
from csps.linkage.persons import name_persons
from csps.linkage.places import find_places
from csps.linkage.records import find_records
from csps.linkage.residences import name_residences
from csps.linkage.restrictions import find_restrictions
from csps.linkage.stays import LAKE_COLUMNS, find_stays
from csps.linkage.ties import BY_SAMENESS, find_heaps, marks_apart
from csps.linkage.workbench import Workbench

if TYPE_CHECKING:
    from csps.domain.progress import Progress
    from csps.store import Edition
    from csps.vault import Vault

# `told` puts the rows of a record in the order in which they came: day, delivery, line.
IDENTITY = """
    SELECT * EXCLUDE (row_key, further_number), ((known_on - DATE '1970-01-01')::BIGINT << 44)
           + (dense_rank() OVER (ORDER BY delivery) << 24) + line AS told
    FROM everything WHERE known_on <= ?
"""
WRITTEN = ("record_link", "person", "residence")
COUNTED = """
    SELECT count(*) AS records, count(DISTINCT person_id) AS persons, count(*) FILTER (tie = 'number') AS by_number,
           count(*) FILTER (tie = 'likeness') AS by_likeness, (SELECT count(*) FROM residence) AS residences
    FROM record_link
"""


@dataclass(frozen=True, slots=True)
class Linkage:
    """What linkage made of the records.

    Args:
        records: that name somebody.
        persons: they are about.
        by_number: records tied to another by a trusted number.
        by_likeness: records tied by likeness alone.
        residences: rows about where persons lived.
    """

    records: int
    persons: int
    by_number: int
    by_likeness: int
    residences: int


def link_edition(edition: Edition, vault: Vault, *, progress: Progress | None = None) -> Linkage:
    """Find out which records are about the same person, and where that person lived.

    Reads identities and feeds as they were known by `edition.week`; writes `linkage.record_link`, `linkage.person` and
    `linkage.residence`. The same input gives the same bytes.

    Args:
        edition: the week's edition.
        vault: an open one; names and addresses leave it for the memory of this process only.
        progress: told of each step.
    """
    with Workbench() as bench:
        for step in (progress or SilentProgress()).track(_STEPS, what="linking records", total=len(_STEPS)):
            step(bench, edition, vault)
        for name in WRITTEN:
            edition.write(f"linkage.{name}", bench.arrow(f"FROM {name}"))
        counted = bench.columns(COUNTED)
    return Linkage(**{name: int(values[0]) for name, values in counted.items()})


def _lay_out(bench: Workbench, edition: Edition, vault: Vault) -> None:
    """Put on the bench what was known by the week's end."""
    bench.lay("everything", vault.identities())
    bench.make("identity", IDENTITY, [edition.week])
    bench.clear("everything")
    with edition.connect() as lake:
        for name, columns in LAKE_COLUMNS.items():
            rows = lake.table_or_empty(name).select(*columns, "known_on")
            bench.lay(name.partition(".")[2], rows.filter(ibis._.known_on <= edition.week).to_pyarrow())


def _read(bench: Workbench, edition: Edition, vault: Vault) -> None:  # noqa: ARG001 - steps are alike
    find_places(bench)
    find_numbers(bench)
    find_records(bench)
    find_stays(bench)
    find_company(bench)
    find_restrictions(bench, vault)
    spent = (name.partition(".")[2] for name in LAKE_COLUMNS if name != "feeds.ssd_person")
    bench.clear("identity", "place", "located", "number", *spent)


def _tie(bench: Workbench, edition: Edition, vault: Vault) -> None:  # noqa: ARG001 - steps are alike
    find_heaps(bench)


def _weigh(bench: Workbench, edition: Edition, vault: Vault) -> None:  # noqa: ARG001 - steps are alike
    find_likeness(bench)


def _gather(bench: Workbench, edition: Edition, vault: Vault) -> None:  # noqa: ARG001 - steps are alike
    name_persons(bench, vault, find_people(bench, marks_apart(bench)), BY_SAMENESS)


def _settle(bench: Workbench, edition: Edition, vault: Vault) -> None:  # noqa: ARG001 - steps are alike
    name_residences(bench, vault)


_STEPS = (_lay_out, _read, _tie, _weigh, _gather, _settle)
