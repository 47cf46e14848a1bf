"""Registers are stacked as last delivered, each record with its true person."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.synthetic.agencies.schedule import feed_style
from csps.synthetic.marking.folders import Folder, delivered_files
from csps.synthetic.marking.registers import ADDRESSED, registers, stack_records


@pytest.fixture(scope="module")
def stack(made):
    with Folder(made.workspace) as seen, Folder(made.truth) as true:
        stack_records(seen, true, delivered_files(made.workspace))
        columns = seen.ask("SELECT * FROM record ORDER BY source, reference")
    return [dict(zip(columns, row, strict=True)) for row in zip(*(c.tolist() for c in columns.values()), strict=True)]


def last_rows(made, table):
    """The last row of each reference, read with the standard library."""
    style, person = feed_style(table), delivered_tables()[table].person
    found = {}
    for file in delivered_files(made.workspace)[table]:
        with (made.deliveries / file).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=style.delimiter):
                if row[person]:
                    found[row[person]] = row
    return found


def test_every_register_is_there_and_no_other_table(made):
    found = registers(delivered_files(made.workspace))
    assert "feeds.police_incident" in found
    assert "feeds.school_attendance" not in found
    assert all(delivered_tables()[name].person for name in found)


def test_a_record_is_the_last_row_of_its_reference(made, stack):
    rows = last_rows(made, "feeds.police_incident")
    records = {record["reference"]: record for record in stack if record["source"] == "police_incident"}
    assert records.keys() == rows.keys()
    for reference, row in rows.items():
        assert (records[reference]["postcode"] or "") == row["postcode"].replace(" ", "").upper()
        assert (records[reference]["uprn"] or "") == row["uprn"]


def test_names_are_folded(stack):
    names = [record[part] for record in stack for part in ("forename", "surname") if record[part]]
    assert names
    assert all(name == name.lower().strip() and name.isascii() for name in names if name.isalpha())


def test_dates_follow_the_agencys_own_style(made, stack):
    rows = last_rows(made, "feeds.police_incident")
    for record in stack:
        if record["source"] == "police_incident":
            written = rows[record["reference"]]["date_of_birth"]
            assert (record["born"] is None) == (written == "")
            if written:
                assert f"{record['born']:%d/%m/%Y}" == written


def test_addresses_are_found_where_they_lie():
    for table, (link, tables) in ADDRESSED.items():
        assert link in delivered_tables()[table]
        for place, *columns in tables:
            assert all(column in delivered_tables()[place] for column in columns if column)


def test_the_last_home_counts_though_an_older_one_was_closed_later(made, stack):
    style = feed_style("feeds.housing_tenancy_member")
    homes = {}
    for file in delivered_files(made.workspace)["feeds.housing_tenancy_member"]:
        with (made.deliveries / file).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=style.delimiter):
                began = pd.to_datetime(row["start_date"], format=style.date_format)
                homes.setdefault(row["person_ref"], {}).setdefault(began, set()).add(row["postcode"].replace(" ", ""))
    records = {record["reference"]: record for record in stack if record["source"] == "housing_tenancy_member"}
    assert records.keys() == homes.keys()
    for reference, began in homes.items():
        assert records[reference]["postcode"] in began[max(began)]


def test_a_name_in_one_field_is_a_forename_and_all_that_follows(made, stack):
    rows = last_rows(made, "feeds.council_tax_account")
    for record in stack:
        if record["source"] == "council_tax_account":
            first, _, rest = rows[record["reference"]]["lead_liab_name"].strip().lower().partition(" ")
            if f"{first}{rest}".isascii():
                assert ((record["forename"] or ""), (record["surname"] or "")) == (first, rest)


def test_every_record_has_a_person_and_records_are_single(stack):
    assert all(record["person"] >= 0 for record in stack)
    keys = [(record["source"], record["reference"]) for record in stack]
    assert len(set(keys)) == len(keys)
