"""Which identities are read: all of them once, and from then on those of records about which something new came.

What was read of the others is kept from week to week in the vault, where it lasts no longer than the table of keys
(`csps.vault.passing`). It follows from identities and from nothing else, so a week that reads little gives what a week that
reads everything gives. Where it is lost, or made by other rules, everything is read.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Protocol

from csps.domain.version import csps_version
from csps.linkage import likeness, names, places, records, stays
from csps.linkage.folding import MACROS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from csps.linkage.workbench import Workbench

REFERRING = ("feeds.restriction",)  # whose identities are read every week: they name records of other registers
# Last week's tables, and what they are where nothing is remembered.
NOTHING = {
    "record_was": records.NO_RECORDS,
    "name_was": names.NO_NAMES,
    "address_was": places.NO_ADDRESSES,
    "addressed_was": stays.NOT_LOCATED,
    "feature_was": likeness.NO_FEATURES,
}
KEPT = {
    "record_was": "SELECT * EXCLUDE (record) FROM record UNION ALL BY NAME FROM left_out",
    "name_was": "FROM name",
    "address_was": "FROM address",
    "addressed_was": "FROM addressed",
    "feature_was": likeness.KEPT_FEATURES,
}
RULES = (
    MACROS,
    names.WRITTEN_NAME,
    names.PARTED,
    names.TURNS,
    names.NAMES,
    records.READ,
    records.LATEST,
    records.FORMAL,
    places.READ,
    stays.ADDRESSED,
    likeness.SAID,
    likeness.FEATURES,
)
# `told` puts the rows of a record in the order in which they came: day, delivery, line.
IDENTITY = """
    SELECT everything.* EXCLUDE (row_key, further_number), told_in(known_on, nth, line) AS told
    FROM everything JOIN (
        SELECT delivery, row_number() OVER (ORDER BY delivery) AS nth FROM (SELECT DISTINCT delivery FROM everything)
    ) USING (delivery) WHERE known_on <= ?
"""
FRESH = 50  # one of so many records must be new or changed, before what was read is written down again
PROPORTION = "SELECT (SELECT count(*) FROM touched) AS touched, (SELECT count(*) FROM record) AS records"
AHEAD = "SELECT count(*) AS rows FROM everything WHERE known_on > ?"
SAID_ANEW = "SELECT DISTINCT record_id FROM identity"
# Records about which something was said, and those whose name is read in another way now.
TOUCHED = """
    SELECT record_id FROM identity
    UNION SELECT record_id FROM (SELECT record_id, unnest(keys) AS key FROM record_was) SEMI JOIN read_anew USING (key)
"""


class Identities(Protocol):
    """What linkage asks of the vault about identities."""

    @property
    def passing(self) -> Any:
        """What was kept from the last run."""
        ...

    def identities(self) -> Any:
        """Give all of them."""
        ...

    def identities_of(self, records: Any, tables: Iterable[str] | None = None) -> Any:
        """Give those of some records."""
        ...

    def identities_since(self, mark: str) -> Any:
        """Give those that came after a generation."""
        ...

    def marks(self) -> list[str]:
        """Give the marks of all generations, the newest first."""
        ...


def lay_identities(bench: Workbench, vault: Identities, week: date, *, anew: bool = False) -> bool:
    """Make the table `identity`: every row known by a week about the records that have to be read.

    Beside it: `touched` (record_id: whom it is about), `name` and `read_anew` (see `names`), `referring` (the rows of
    restrictions), and, for the steps that read, last week's tables, which are empty where everything is read.

    Args:
        bench: an empty one.
        vault: an open one.
        week: the last day that counts.
        anew: read everything, whatever is kept.

    Returns:
        whether what is read may be kept for next week: not if the vault knows more than the week does.
    """
    _lay(bench, vault.identities_of(None, REFERRING), week)
    bench.make("referring", "FROM identity")
    found = None if anew else _recalled(vault, bench, week)
    for name, question in NOTHING.items():
        if found is None:
            bench.make(name, question)
        else:
            bench.lay(name, found[1][name])
    if found is None:
        complete = _lay(bench, vault.identities(), week)
        names.find_names(bench)
        bench.make("touched", SAID_ANEW)
        return complete
    complete = _lay(bench, vault.identities_since(found[0]), week)
    names.find_names(bench)
    bench.make("touched", TOUCHED)
    touched = bench.arrow("FROM touched ORDER BY record_id")["record_id"].combine_chunks()
    return _lay(bench, vault.identities_of(touched), week) and complete


def keep_reading(bench: Workbench, vault: Identities, week: date) -> None:
    """Keep for the next weeks what was read, unless little came since it was kept last: from `record`, `left_out`, `name`, `address`, `addressed`, `feature` and `whole`.

    Args:
        bench: with those tables.
        vault: an open one.
        week: by which the identities were known.
    """
    marks = vault.marks()
    (touched,), (records,) = (each.tolist() for each in bench.columns(PROPORTION).values())
    if marks and touched * FRESH >= records:
        told = bench.arrow("SELECT ?::DATE AS week", [week])
        vault.passing.keep(
            _name(bench, marks[0]), {name: bench.arrow(question) for name, question in KEPT.items()} | {"week": told}
        )


def _recalled(vault: Identities, bench: Workbench, week: date) -> tuple[str, Mapping[str, Any]] | None:
    """Give the mark and the tables of the newest reading that holds, if there is one."""
    for mark in vault.marks():
        tables = vault.passing.get(_name(bench, mark))
        if tables is not None:
            return (mark, tables) if tables["week"]["week"][0].as_py() <= week else None
    return None


def _name(bench: Workbench, mark: str) -> str:
    """Name a reading by everything besides identities that it follows from, and by the generation up to which it goes."""
    told = [csps_version(), bench.engine, RULES, mark]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _lay(bench: Workbench, rows: object, week: date) -> bool:
    """Make the table `identity` of rows of the vault; say whether all were known by the week."""
    with bench.lent("everything", rows):  # many millions: the memory of one copy is enough
        bench.make("identity", IDENTITY, [week])
        (ahead,) = bench.columns(AHEAD, [week])["rows"].tolist()
    return not ahead
