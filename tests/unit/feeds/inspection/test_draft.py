"""A draft is refused key by key until a person has filled it, and then takes the file in."""

import re
import tomllib
from dataclasses import MISSING, fields

import pytest
from tests.factories.real_formats import (
    annex_a,
    as_workbook,
    children,
    cin_census,
    council_tax,
    english,
    nccis,
    ssda903,
    written,
)

from csps.contracts.catalogue import all_tables
from csps.domain.errors import DeliveryError, UsageError
from csps.feeds.inspection.draft import DECIDED, MARK, draft_of, propose_feed
from csps.settings.faults import FaultyFileError
from csps.settings.feed import Feed
from csps.settings.programme import programme_of
from csps.settings.reading import Document

FILLED = {
    "rhythm": '"monthly"', "late_after_days": "45", "gateway": '"an agreement"', "regime": '"UK GDPR"',
    "purposes": '["linkage"]', "owner": '"head of data"', "review_on": "2027-11-15",
}  # fmt: skip
OWN = written(
    ["Client ID", "First Name", "Family Name", "D.O.B.", "Gender", "Shoe size"],
    [
        (n, c["pers_forename"], c["pers_surname"], english(c["pers_dob"]), "male", "7")
        for n, c in enumerate(children(8))
    ],
)
FILES = {
    "header_2026-11-08.csv": ssda903("header", 4),
    "census.xml": cin_census(2024, 2),
    "Annex A 08-11-2026.xlsx": annex_a(2),
    "ctaccount.csv": council_tax("account", 4),
    "own_20261108.csv": OWN,
    "own.xlsx": as_workbook(OWN),
    "nccis.csv": nccis(3),
}


def filled(draft):
    """Fill in what is marked, as a person would."""
    return "\n".join(
        f"{key} = {FILLED[key]}" if MARK in line and (key := line.partition(" =")[0]) in FILLED else line
        for line in draft.splitlines()
    )


def read(draft, programme_text):
    document = tomllib.loads(re.sub(r"(?s)\n\[feeds\..*", "\n", programme_text) + "\n" + draft)
    return programme_of(Document("programme.toml", document, ""), all_tables())


@pytest.fixture(scope="module")
def choices():
    from tests.factories.real_formats import BOROUGH

    return (BOROUGH.parent / "programme.toml").read_text(encoding="utf-8")


def test_codes_that_an_agency_says_in_words_are_translated_in_the_draft():
    rows = [(n, "01/02/2025", kind, "Suspect", "Begum") for n, kind in enumerate(["Robbery", "Arson", "Amina"])]
    text = written(["Incident No", "Incident Date", "Offence Type", "Role", "Surname"], rows)
    draft = draft_of(text, "police.csv", "police")
    block = tomllib.loads(draft)["feeds"]["police"]
    assert block["table"] == "feeds.police_incident"
    assert block["codes"] == {
        "incident_type": {"Arson": "DAMAGE", "Robbery": "ROBBERY"},
        "role": {"Suspect": "SUSPECT"},
    }
    assert "Amina" not in draft


def test_a_draft_says_what_happens_to_every_kind_of_oddity(choices):
    draft = draft_of(OWN, "own_20261108.csv", "new_feed")
    declared = {each.name: each.default for each in fields(Feed) if each.name.startswith("when_")}
    assert set(DECIDED) == set(declared)
    block = tomllib.loads(draft)["feeds"]["new_feed"]
    assert {key: block[key] for key in DECIDED} == {
        key: "hold" if default is MISSING else str(default) for key, default in declared.items()
    }
    assert all(f"# {meaning}" in draft for meaning in DECIDED.values())


@pytest.mark.parametrize("name", FILES)
def test_a_draft_names_all_that_is_open_and_is_good_once_it_is_filled(name, choices):
    draft = draft_of(FILES[name], name, "new_feed")
    with pytest.raises(FaultyFileError) as refusal:
        read(draft, choices)
    open_keys = {
        fault.path[-1] if isinstance(fault.path[-1], str) else fault.path[-2] for fault in refusal.value.faults
    }
    assert open_keys == set(FILLED)
    feed = read(filled(draft), choices).feeds["new_feed"]
    assert feed.agency == all_tables()[feed.delivers[0]].agency


@pytest.mark.parametrize("name", FILES)
def test_a_draft_holds_no_value_of_anybody(name):
    draft = draft_of(FILES[name], name, "new_feed")
    for child in children(8):
        assert child["pers_surname"] not in draft
        assert child["pers_dob"] not in draft
        assert child["pers_person_id"] not in draft


def test_what_the_file_shows_is_filled_in(choices):
    feed = read(filled(draft_of(OWN, "own_20261108.csv", "new_feed")), choices).feeds["new_feed"]
    assert feed.date_format == "%d/%m/%Y"
    assert feed.pattern.endswith("/own_*.csv")
    assert feed.known_on.date_format == "%Y%m%d"
    assert "D.O.B." in feed.columns.values()
    assert {"male": "M"} in feed.codes.values()
    assert not set(feed.absent) & set(feed.columns)


def test_a_census_says_itself_when_it_was_written(choices):
    feed = read(filled(draft_of(FILES["census.xml"], "census.xml", "new_feed")), choices).feeds["new_feed"]
    assert feed.known_on.source == "file header"
    assert "feeds.ssd_cp_plans" in feed.tables


def test_what_cannot_be_a_feed_is_refused(tmp_path):
    with pytest.raises(DeliveryError):
        draft_of(b"Ann,Grey,01/02/2010\n", "x.csv", "new_feed")
    with pytest.raises(DeliveryError):
        draft_of(b"colour,weight of dog\nred,1\n", "x.csv", "new_feed")
    with pytest.raises(UsageError, match="name"):
        propose_feed(tmp_path / "x.csv", "New Feed")
