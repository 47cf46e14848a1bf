"""Public sample files in the real formats: each is inspected, and what a feed can be declared for is taken in.

They are no part of the project: set CSPS_CONFORMANCE_DATA to the folder that holds them.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.inspection.run import inspect_file
from csps.feeds.layouts.reading import reading_of
from csps.settings.arrivals import ExpectedRows, KnownOn
from csps.settings.feed_words import Format, KnownOnSource

FOLDER = os.environ.get("CSPS_CONFORMANCE_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="CSPS_CONFORMANCE_DATA names no folder of sample files")
ROWS = {
    "ssda903_cs_demand_2017_2021": {
        "feeds.ssd_person": 2123, "feeds.ssd_linked_identifiers": 2123, "feeds.ssd_cla_episodes": 3737,
        "feeds.ssd_legal_status": 3737, "feeds.ssd_cla_placement": 3737, "feeds.ssd_cla_reviews": 11038,
        "feeds.ssd_cla_health": 1974, "feeds.ssd_care_leavers": 357, "feeds.ssd_missing": 7,
        "feeds.ssd_cla_previous_permanence": 2123, "feeds.ssd_immigration_status": 82,
    },
    "cin_census": {
        "feeds.ssd_person": 3, "feeds.ssd_linked_identifiers": 4, "feeds.ssd_disability": 5, "feeds.ssd_cin_episodes": 3,
        "feeds.ssd_initial_cp_conference": 4, "feeds.ssd_cin_assessments": 3, "feeds.ssd_assessment_factors": 2,
        "feeds.ssd_cin_plans": 2, "feeds.ssd_s47_enquiry": 2, "feeds.ssd_cp_plans": 2, "feeds.ssd_cp_reviews": 2,
    },
    "family_context_multiagency": {
        "feeds.ssd_person": 10, "feeds.service_involvement": 7, "feeds.family_context_sources": 4,
    },
    "linkage": {"feeds.ssd_person": 1000},
}  # fmt: skip
"""Rows that the files of a folder have for each table, counted in the files themselves."""


def files(folder):
    return sorted(path for path in Path(FOLDER, folder).rglob("*") if path.is_file() and path.suffix != ".md")


@pytest.mark.parametrize("folder", ROWS)
def test_every_file_is_inspected_and_every_row_counted(folder):
    counted: Counter[str] = Counter()
    for path in files(folder):
        found = inspect_file(path)
        counted.update({name: table.rows for name, table in found.tables.items()})
    assert dict(counted) == ROWS[folder]


def test_the_workbook_has_every_list():
    reading = reading_of(Path(FOLDER, "annex_a_sample/Annex_A.xlsx").read_bytes())
    assert [each.layout.name for each in reading.sheets] == [f"list {number}" for number in range(1, 12)]
    found = inspect_file(Path(FOLDER, "annex_a_sample/Annex_A.xlsx"))
    assert sum(each.sheet.delivered.rows for each in reading.sheets) == 59
    assert found.tables["feeds.annex_a_adopters"].findings == {"not kept": 5}
    assert found.unknown_columns == ()


@pytest.mark.parametrize(
    ("kind", "folder", "pattern"),
    [
        (Format.SSDA903, "ssda903_cs_demand_2017_2021", "*.csv"),
        (Format.CIN_CENSUS, "cin_census", "*.xml"),
        (Format.ANNEX_A, "annex_a_sample", "*.xlsx"),
        (Format.FAMILY_CONTEXT, "family_context_multiagency", "*.csv"),
    ],
)
def test_every_file_is_taken_in_and_totals_reconcile(office, kind, folder, pattern):
    expected = {name for path in files(folder) if path.match(pattern) for name in inspect_file(path).tables}
    tables = tuple(sorted(name for name in expected if name in delivered_tables()))
    office.change(
        "ssd_person", format=kind, tables=tables, table=None, pattern="own/*", columns={}, codes={}, delimiter=None,
        encoding=None, expected_rows=ExpectedRows(least=0, most=10**6),
        known_on=KnownOn(source=KnownOnSource.FILE_NAME, date_format="%Y-%m-%d"),
    )  # fmt: skip
    taken = [path for path in files(folder) if path.match(pattern) and path.name != "datasources.csv"]
    for number, path in enumerate(taken):
        target = office.deliveries / "own" / (date(2026, 1, 1) + timedelta(days=number)).isoformat()
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    intake = office.run()
    read: Counter[str] = Counter()
    for load in office.table("feeds.load"):
        assert load["state"] == "taken in"
        assert load["rows_read"] == load["rows_accepted"] + load["rows_rejected"]
        read[load["table_name"]] += load["rows_read"]
    assert intake.read == intake.accepted + intake.rejected
    for name, rows in ROWS.get(folder, {}).items():
        if name in tables:
            assert read[name] == rows
