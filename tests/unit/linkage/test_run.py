"""The stage as a whole: the same bytes from the same input, nothing of the future, and an empty vault is no fault."""

from __future__ import annotations

from datetime import date

import pytest

from csps.linkage.run import WRITTEN

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
PEOPLE = (("Ann", 1980), ("Ida", 1955), ("Eva", 2012), ("Jon", 1979), ("Kit", 2015))


def settle(hamlet):
    hamlet.neighbours()
    for number, (name, year) in enumerate(PEOPLE):
        for table in ("debt_case", "police_incident", "ssd_person"):
            identity = {"forename": name, "surname": "Oakwood", "born_on": date(year, 3, 4 + number)}
            hamlet.said(table, f"{number}", **identity, **({} if table == "ssd_person" else HOME))


def test_the_same_input_gives_the_same_bytes(hamlet, tmp_path):
    settle(hamlet)
    other = type(hamlet)(tmp_path / "other")
    settle(other)
    other._identities.reverse()
    hashes = []
    for made in (hamlet, other):
        edition = made.edition()
        from csps.linkage import link_edition

        link_edition(edition, made.vault())
        hashes.append({each.table: each.sha256 for each in edition.written if each.table.startswith("linkage.")})
    assert len(hashes[0]) == len(WRITTEN)
    assert hashes[0] == hashes[1]


def test_it_counts_what_it_made(hamlet):
    settle(hamlet)
    told, tables = hamlet.linked()
    assert (told.records, told.persons) == (315, 305)
    assert told.by_number + told.by_likeness == 15
    assert told.residences == len(tables["residence"]) == 10


def test_what_becomes_known_later_is_not_seen(hamlet):
    settle(hamlet)
    hamlet.said("debt_case", "late", known_on=date(2026, 11, 20), forename="Una", surname="Late", **HOME)
    told, _ = hamlet.linked()
    assert told.records == 315
    assert hamlet.linked(date(2019, 1, 7))[0].records == 0


def test_an_empty_vault_gives_empty_tables(hamlet):
    told, tables = hamlet.linked()
    assert told.persons == 0
    assert all(rows == [] for rows in tables.values())


@pytest.mark.parametrize("table", WRITTEN)
def test_no_name_address_or_number_leaves_the_vault(hamlet, table):
    settle(hamlet)
    said = str(hamlet.linked()[1][table]).lower()
    assert not [word for word in ("oakwood", "elm row", "xh1", "uprn", "'991'") if word in said]
