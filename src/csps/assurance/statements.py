"""What agencies state of a person's sex, ethnicity and disability, as it was known on a date.

Read from columns that are declared as protected characteristics, and from nowhere else; nothing but the audit may read
what is made of them. Ethnicity is put into the five broad groups of the 2021 census, because the codes of agencies agree
no further than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.people import DISABILITY, ETHNICITY_DFE, ETHNICITY_POLICE, POLICE_TO_DFE_ETHNICITY, SEX
from csps.contracts.lake import RECORD_ID
from csps.contracts.model import Purpose, Sensitivity
from csps.settings.model_spec import ProtectedGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from csps.contracts.model import Table
    from csps.store import Connection

DISABLED, FEMALE, MALE = "disabled", "female", "male"
_BROAD = {
    "WBRI": "White", "WIRI": "White", "WOTH": "White", "WIRT": "White", "WROM": "White",
    "MWBC": "Mixed", "MWBA": "Mixed", "MWAS": "Mixed", "MOTH": "Mixed",
    "AIND": "Asian", "APKN": "Asian", "ABAN": "Asian", "AOTH": "Asian", "CHNE": "Asian",
    "BCRB": "Black", "BAFR": "Black", "BOTH": "Black",
    "OOTH": "other",
}  # fmt: skip
_STATED: Mapping[str, tuple[ProtectedGroup, Mapping[str, str]]] = MappingProxyType(
    {
        SEX.name: (ProtectedGroup.SEX, {"F": FEMALE, "M": MALE}),
        ETHNICITY_DFE.name: (ProtectedGroup.ETHNICITY, _BROAD),
        ETHNICITY_POLICE.name: (
            ProtectedGroup.ETHNICITY,
            {police: _BROAD[dfe] for police, dfe in POLICE_TO_DFE_ETHNICITY.items() if dfe in _BROAD},
        ),
        DISABILITY.name: (
            ProtectedGroup.DISABILITY,
            {code.value: DISABLED for code in DISABILITY.codes if code.value != "NONE"},
        ),
    }
)
"""By code list: what it tells, and what each code says; a code that is left out states nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A column that states something.

    Args:
        table: in the lake's shape.
        column: its name.
        tells: which attribute.
        meanings: what each code says.
    """

    table: Table
    column: str
    tells: ProtectedGroup
    meanings: Mapping[str, str]


def sources(tables: Iterable[Table]) -> Iterator[Source]:
    """Yield every column of delivered tables that states a protected attribute of the person its row is about."""
    for table in tables:
        if table.stage != "feeds" or table.person != RECORD_ID:
            continue
        for column in table.columns:
            protected = column.sensitivity is Sensitivity.PROTECTED
            if protected and column.codes is not None and Purpose.EVALUATION in table.purposes_of(column.name):
                tells, meanings = _STATED[column.codes.name]
                yield Source(table, column.name, tells, meanings)


def statements(lake: Connection, tables: Iterable[Table], as_of: date) -> ibis.Table | None:
    """Give what is held about each person: person_id, attribute, value; one row per person and attribute.

    Where sources differ, what most tables say holds; among equals, what was said last; then the alphabet.

    Args:
        lake: holds feeds and links.
        tables: those that may state something.
        as_of: only what was known by then is read.

    Returns:
        None where no source was delivered.
    """
    read = [_latest(lake, source, as_of) for source in sources(tables) if lake.holds(source.table.name)]
    if not read:
        return None
    said = ibis.union(*read)
    votes = said.group_by("person_id", "attribute", "value").agg(tables=said.count(), last=said.known_on.max())
    return _first(
        votes,
        by=("person_id", "attribute"),
        order=(votes.tables.desc(), votes["last"].desc(), votes.value.asc()),
    ).select("person_id", "attribute", "value")


def _latest(lake: Connection, source: Source, as_of: date) -> ibis.Table:
    """Give what one table says last of each person, from the versions of its rows that were in force."""
    rows = lake.table(source.table.name)
    rows = rows.filter(rows.known_on <= as_of)
    key = tuple(name for name in source.table.key if name != "known_on")
    in_force = _first(rows, by=key, order=(rows.known_on.desc(),))
    value = in_force[source.column].cases(*source.meanings.items(), else_=None)
    told = in_force.select(RECORD_ID, "known_on", value=value)
    told = told.filter(told.value.notnull())
    links = lake.table("linkage.record_link").select(RECORD_ID, "person_id")
    of_persons = told.join(links, RECORD_ID)
    newest = _first(of_persons, by=("person_id",), order=(of_persons.known_on.desc(), of_persons.value.asc()))
    return newest.select("person_id", "known_on", "value", attribute=ibis.literal(source.tells.value))


def _first(rows: ibis.Table, *, by: tuple[str, ...], order: tuple[ibis.Value, ...]) -> ibis.Table:
    """Keep the first row of each group in an order."""
    numbered = rows.mutate(place=ibis.row_number().over(group_by=by, order_by=order))
    return numbered.filter(numbered.place == 0).drop("place")
