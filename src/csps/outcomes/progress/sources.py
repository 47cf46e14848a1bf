"""Where the rows about the people of cases come from: tables of the lake, as they were known on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.lake import lake_tables
from csps.outcomes.progress.known import ATTENDANCE, CASE, ROW
from csps.outcomes.progress.measures import NEEDS
from csps.outcomes.progress.signs import FACTORS
from csps.store.known import known_by

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import ibis

    from csps.outcomes.evidence import Evidence
    from csps.outcomes.progress.known import Row
    from csps.store.engines import Connection

THROUGH = {
    "feeds.housing_rent_account": ("feeds.housing_tenancy_member", "tenancy_ref"),
    "feeds.council_tax_arrears": ("feeds.council_tax_account", "account_ref"),
    "feeds.homelessness_case": ("feeds.homelessness_person", "case_ref"),
}
"""Tables whose rows name no person, with the table that says whom they are about, and by what it is joined."""


class Sources:
    """Reads a table about all cases at once.

    Args:
        lake: where it is.
        evidence: about the people of cases, as it was known on the day; a table that may not be used has no rows.
    """

    def __init__(self, lake: Connection, evidence: Evidence) -> None:
        self.evidence = evidence
        self._lake = lake
        self._day = evidence.last

    def read(self, table: str) -> list[Row]:
        """Give the rows of a table in the shape that `Known` asks for."""
        if table == ATTENDANCE:
            return [{**row, "happened": row["first"]} for row in _plain(self.evidence.attendance())]
        if table == NEEDS:
            return [_with_key(row, NEEDS) for row in self._needs()]
        if table == FACTORS:
            return [_with_key(row, FACTORS) for row in _plain(self._factors())]
        if table in THROUGH:
            rows = self.evidence.through(table, *THROUGH[table])
            rows = rows.filter(rows.joined_until.isnull() | (rows.joined_until > rows.happened))
            return [_with_key(row, table) for row in _plain(rows)]
        return [_with_key(row, table) for row in _plain(self.evidence.of(table))]

    def _needs(self) -> list[Mapping[str, Any]]:
        """Give the needs that the programme wrote down: about the case, and about nobody in particular."""
        rows = known_by(self._lake, NEEDS, self._day, columns=("status", "delivery", "line"))
        rows = rows.select("case_ref", "need", "status", "delivery", "line", happened="identified_on", ended="ended_on")
        return [{**row, CASE: row["case_ref"], "person_id": ""} for row in _plain(rows)]

    def _factors(self) -> ibis.Table:
        """Give a row for each factor of each assessment that a manager had signed by the day, dated by that."""
        columns = ("cinf_assessment_id", "cinf_assessment_factors_json", "delivery", "line")
        rows = known_by(self._lake, FACTORS, self._day, columns=columns)
        assessments = self.evidence.of("feeds.ssd_cin_assessments").drop("delivery", "line")
        rows = rows.inner_join(assessments, rows.cinf_assessment_id == assessments.cina_assessment_id)
        rows = rows.filter(rows.ended.notnull() & (rows.ended <= self._day))
        rows = rows.select(
            CASE,
            "person_id",
            "member_role",
            "age_months",
            "cinf_table_id",
            "cinf_assessment_id",
            "delivery",
            "line",
            factor=rows.cinf_assessment_factors_json.unnest(),
            happened=rows.ended,
        )
        return rows.mutate(ended=rows.happened)


def _plain(rows: ibis.Table) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = rows.to_pyarrow().to_pylist()
    return found


def _with_key(row: Mapping[str, Any], table: str) -> Row:
    """Say what tells a row from the others of its table: its key without the person and the day on which it was known."""
    key = [
        name
        for name in lake_tables()[table].key
        if name in row and name != "known_on" and not name.endswith("record_id")
    ]
    return {**row, ROW: ", ".join(f"{name} {row[name]}" for name in key if row[name] is not None)}
