"""The rows other tests stand on obey the declarations. The check here shares nothing with the factory."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from tests.factories import make_rows

from csps.contracts.catalogue import table
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.model import Identity, Type

every_table = pytest.mark.parametrize("declared", FEED_TABLES, ids=lambda t: t.name)
PYTHON_TYPES = {Type.TEXT: str, Type.CODE: str, Type.CODES: str, Type.DATE: date, Type.INTEGER: int, Type.FLAG: bool}
FORMS = {
    Identity.UPN: r"[A-Z]\d{12}",
    Identity.NHS_NUMBER: r"\d{10}",
    Identity.NI_NUMBER: r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]?",
    Identity.UPRN: r"\d{1,12}",
}


def faults(column, value, day):
    if value is None:
        return ["missing"] if column.required else []
    if type(value) is not PYTHON_TYPES[column.type]:
        return [f"{type(value).__name__} is not {column.type}"]
    found = []
    if column.type is Type.CODE and value not in column.codes.valid_on(day):
        found.append(f"code {value} on {day}")
    if column.type is Type.CODES and not set(json.loads(value)) <= set(column.codes.values):
        found.append(f"codes {value}")
    if column.minimum is not None and value < column.minimum:
        found.append("too small")
    if column.maximum is not None and value > column.maximum:
        found.append("too large")
    if column.identity in FORMS and not re.fullmatch(FORMS[column.identity], value):
        found.append(f"form {value}")
    return found


@every_table
def test_rows_obey_the_declaration(declared):
    rows = make_rows(declared, 60, seed=1)
    assert len(rows) == 60
    assert len({tuple(row[name] for name in declared.key) for row in rows}) == 60
    for row in rows:
        assert tuple(row) == declared.column_names
        day = (declared.happened_on and row[declared.happened_on]) or date(2025, 1, 1)
        assert not [
            (column.name, fault) for column in declared.columns for fault in faults(column, row[column.name], day)
        ]
        if declared.ended_on and declared.happened_on and row[declared.ended_on] and row[declared.happened_on]:
            assert row[declared.happened_on] <= row[declared.ended_on]


@every_table
def test_a_seed_gives_its_own_rows_every_time(declared):
    assert make_rows(declared, 5, seed=3) == make_rows(declared, 5, seed=3)
    assert make_rows(declared, 5, seed=3) != make_rows(declared, 5, seed=4)


def test_register_codes_follow_the_day_of_the_week_they_are_for():
    attendance = table("feeds.school_attendance")
    old = make_rows(attendance, 400, last_day=date(2024, 8, 18))
    new = make_rows(attendance, 400, first_day=date(2024, 8, 19))
    assert "H" in {row["register_code"] for row in old}
    assert "H" not in {row["register_code"] for row in new}
    assert "Y5" in {row["register_code"] for row in new}
    assert {row["week_start"].weekday() for row in [*old, *new]} == {0}


def test_references_can_be_satisfied_by_parents():
    people = make_rows(table("feeds.ssd_person"), 3)
    known = {row["pers_person_id"] for row in people}
    contacts = make_rows(table("feeds.ssd_contacts"), 20, parents={"feeds.ssd_person": people})
    assert {row["cont_person_id"] for row in contacts} <= known


def test_too_few_different_keys_are_refused():
    pupils = make_rows(table("feeds.school_enrolment"), 1)
    monday = date(2025, 1, 6)
    with pytest.raises(ValueError, match="different keys"):
        make_rows(
            table("feeds.school_exclusion").with_columns(
                table("feeds.school_exclusion").columns, key=("pupil_id", "start_date")
            ),
            2,
            parents={"feeds.school_enrolment": pupils},
            first_day=monday,
            last_day=monday,
        )
