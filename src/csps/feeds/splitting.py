"""The door: what identifies somebody goes to the vault, the rest to the lake, both under a record's pseudonym."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import MONTH_OF_BIRTH, RECORD_ID, lake_name, lake_table, register_of
from csps.contracts.model import Identity, Purpose, Sensitivity, Type
from csps.keys import PseudonymKind

if TYPE_CHECKING:
    from csps.contracts.model import Table
    from csps.feeds.bench import Bench
    from csps.store.rows import Rows
    from csps.vault import Vault

CANONICAL = {
    Identity.FORENAME: "forename",
    Identity.SURNAME: "surname",
    Identity.FULL_NAME: "full_name",
    Identity.BIRTH_DATE: "born_on",
    Identity.ADDRESS: "address_line",
    Identity.POSTCODE: "postcode",
    Identity.UPRN: "uprn",
    Identity.UPN: "upn",
    Identity.NHS_NUMBER: "nhs_number",
    Identity.NI_NUMBER: "ni_number",
    Identity.OTHER_NUMBER: "other_number",
    Identity.CONTACT: "contact",
}
"""Where the vault keeps each kind of identity. Free text is kept nowhere."""
MADE_KEY = " made key"
"""What the pseudonyms of keys are keyed with that csps made itself; one for all tables, so that references still meet."""
UNNAMED = " without a person"
"""What the pseudonyms of rows without a person are keyed with, in a table whose rows may name one."""


class Split:
    """The rows of one feed, divided.

    Args:
        table: the contract.
        rows: accepted rows in declared types, with `_delivery`, `_line` and `_known_on`.
        bench: where they lie.
        vault: whose key makes pseudonyms.
        made: the columns whose values are keys that csps joined, perhaps of a person's number: the lake has pseudonyms.
    """

    def __init__(
        self, table: Table, rows: ibis.Table, bench: Bench, vault: Vault, made: frozenset[str] = frozenset()
    ) -> None:
        self._table, self._bench, self._vault, self._made = table, bench, vault, made
        self._rows = self._with_pseudonyms(rows.mutate(_row_key=row_key(table, rows)))

    @property
    def has_identities(self) -> bool:
        """Whether anything of it goes to the vault."""
        return any(column.identity in CANONICAL for column in self._table.columns)

    def identities(self, *more: str) -> Rows:
        """Give what goes to the vault, in the vault's columns, and some of the rows' own beside them."""
        rows = self._rows
        values = {
            "table_name": ibis.literal(self._table.name),
            "record_id": rows[_pseudonym(RECORD_ID)],
            "row_key": rows["_row_key"],
            "delivery": rows["_delivery"],
            "line": rows["_line"],
            "known_on": rows["_known_on"],
            **self._identity_values(),
        }
        return self._bench.arrow(rows.select(*more, **values))

    def lake_rows(self) -> Rows:
        """Give what goes to the lake as a stream."""
        return self._bench.stream(self.outside())

    def outside(self, *more: str) -> ibis.Table:
        """Give what goes to the lake, in the lake's columns, and some of the rows' own beside them."""
        rows, outside = self._rows, lake_table(self._table)
        inside = {lake_name(self._table, column.name): column.name for column in self._table.columns}
        values = {"delivery": rows["_delivery"], "line": rows["_line"], "known_on": rows["_known_on"]}
        for column in outside.columns:
            if column.name == MONTH_OF_BIRTH:
                values[column.name] = rows[birth_column(self._table)].strftime("%Y-%m")
            elif _pseudonym(column.name) in rows.columns:
                values[column.name] = rows[_pseudonym(column.name)]
            elif column.name not in values:
                values[column.name] = rows[inside[column.name]]
        return rows.select(*more, **values)

    def _with_pseudonyms(self, rows: ibis.Table) -> ibis.Table:
        """Join the pseudonym of every record that a row names."""
        wanted: dict[str, list[tuple[str, ibis.Value]]] = defaultdict(list)
        outside = lake_table(self._table).column_names
        for column in self._table.columns:
            register = register_of(self._table, column.name)
            if register is None and column.name in self._made and column.name in outside:
                register = MADE_KEY
            if register is not None:
                wanted[register].append((lake_name(self._table, column.name), rows[column.name]))
        own = self._table.person
        if own is None:
            wanted[self._table.name].append((RECORD_ID, rows["_row_key"]))
        elif not self._table[own].required:
            nameless = ibis.ifelse(rows[own].isnull(), rows["_row_key"], ibis.null("string"))
            wanted[self._table.name + UNNAMED].append((UNNAMED, nameless))
        rows = rows.mutate(**{_reference(name): value for pairs in wanted.values() for name, value in pairs})
        for place, (register, pairs) in enumerate(wanted.items()):
            rows = self._joined(rows, f"pseudonym_{place}", register, [name for name, _ in pairs])
        if own is not None and not self._table[own].required:
            either = rows[_pseudonym(RECORD_ID)].coalesce(rows[_pseudonym(UNNAMED)])
            rows = rows.mutate(**{_pseudonym(RECORD_ID): either})
        return rows

    def _joined(self, rows: ibis.Table, name: str, register: str, wanted: list[str]) -> ibis.Table:
        references = [rows.select(reference=rows[_reference(column)]) for column in wanted]
        distinct = ibis.union(*references)
        values = self._bench.texts(distinct.filter(distinct.reference.notnull()).distinct())
        pseudonyms = self._vault.pseudonyms(PseudonymKind.RECORD, register, values)
        known = self._bench.lay_columns(
            name, {"reference": values, "pseudonym": pseudonyms}, {"reference": "string", "pseudonym": "string"}
        )
        for column in wanted:
            renamed = known.select(**{_reference(column): known.reference, _pseudonym(column): known.pseudonym})
            rows = rows.left_join(renamed, _reference(column)).drop(_reference(column) + "_right")
        return rows

    def _identity_values(self) -> dict[str, ibis.Value]:
        rows, parts = self._rows, defaultdict(list)
        for column in self._table.columns:
            if column.identity in CANONICAL:
                parts[CANONICAL[column.identity]].append(rows[column.name])
            elif column.sensitivity is Sensitivity.PROTECTED and Purpose.LINKAGE in (column.purposes or ()):
                parts["sex"].append(rows[column.name])
        numbers = parts.pop("other_number", [])
        values = {name: ibis.null("string") for name in (*CANONICAL.values(), "further_number", "sex")}
        values["born_on"] = ibis.null("date")
        values |= {name: _in_one(found) for name, found in parts.items()}
        return values | dict(zip(("other_number", "further_number"), numbers, strict=False))


def birth_column(table: Table) -> str:
    """Name the column that holds the date of birth."""
    return next(column.name for column in table.columns if column.identity is Identity.BIRTH_DATE)


def row_key(table: Table, rows: ibis.Table) -> ibis.Value:
    """Give the delivered key of a row as one text: as it stands, or as `csps.keys.compound` joins several columns."""
    parts = [_as_text(table, name, rows) for name in table.key]
    if len(parts) == 1:
        return parts[0]
    joined = ibis.literal("")
    for part in parts:
        joined = joined + part.length().cast("string") + ":" + part + ","
    return joined


def _as_text(table: Table, name: str, rows: ibis.Table) -> ibis.Value:
    value = rows[name]
    return value.strftime("%Y-%m-%d") if table[name].type is Type.DATE else value.cast("string")


def _in_one(parts: list[ibis.Value]) -> ibis.Value:
    """Join what there is of an address in order; missing where there is nothing."""
    if len(parts) == 1:
        return parts[0]
    return ibis.literal(", ").join(parts).nullif("")


def _reference(name: str) -> str:
    return f"_reference {name}"


def _pseudonym(name: str) -> str:
    return f"_pseudonym {name}"
