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
    "expected_rows.least": "1", "purposes": '["linkage"]', "owner": '"head of data"', "review_on": "2027-11-15",
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
    open_keys = {".".join(part for part in fault.path[2:] if isinstance(part, str)) for fault in refusal.value.faults}
    assert open_keys == set(FILLED)
    feed = read(filled(draft), choices).feeds["new_feed"]
    assert feed.agency == all_tables()[feed.delivers[0]].agency


ROLL = written(
    ["Learner No", "Learner First", "Learner Last", "Born", "Sch DfE", "On Roll From", "Off Roll", "Home addr", "Roll status"],
    [
        (f"P{n}", c["pers_forename"], c["pers_surname"], english(c["pers_dob"]), "2041001", f"0{n}/09/2021", "", "1 Street", "C")
        for n, c in enumerate(children(8), start=1)
    ],
)  # fmt: skip


def test_an_oddly_headed_roll_is_one_of_pupils_and_their_names_go_to_the_vault():
    draft = draft_of(ROLL, "roll_2026-11-08.csv", "roll")
    block = tomllib.loads(draft)["feeds"]["roll"]
    assert block["table"] == "feeds.school_enrolment"
    assert "next feeds.school_home_education" in draft
    assert {
        "forename": "Learner First",
        "surname": "Learner Last",
        "dob": "Born",
        "pupil_id": "Learner No",
    }.items() <= (block["columns"].items())
    assert draft.count("# goes to the vault") == 4
    assert not {"forename", "surname", "dob", "address_line"} & set(block["absent"])


def test_a_table_that_is_named_is_taken():
    draft = draft_of(ROLL, "roll_2026-11-08.csv", "roll", "feeds.school_home_education")
    assert tomllib.loads(draft)["feeds"]["roll"]["table"] == "feeds.school_home_education"
    with pytest.raises(UsageError, match="csps tables"):
        draft_of(ROLL, "roll_2026-11-08.csv", "roll", "feeds.nothing")


def test_columns_that_are_not_sure_are_refused_with_their_keys_until_somebody_says(choices):
    rows = [(n, "Ada", "Grey", english(c["pers_dob"]), "C") for n, c in enumerate(children(8))]
    text = written(["Field 1", "Field 2", "Field 3", "Born", "Roll status"], rows)
    draft = draft_of(text, "roll_2026-11-08.csv", "roll", "feeds.school_enrolment")
    with pytest.raises(FaultyFileError) as refusal:
        read(filled(draft), choices)
    keys = {".".join(map(str, fault.path)) for fault in refusal.value.faults}
    needed = {f"feeds.roll.columns.{name}" for name in ("pupil_id", "estab", "entry_date")}
    assert needed <= keys
    assert "feeds.roll.columns.forename" in keys, "a heading without a place may hold names"
    assert "Ada" not in draft


def test_a_heading_that_stands_there_twice_is_open_and_its_names_are_not_called_absent(choices):
    text = b"UPN,First name,Surname,First name,DOB,Estab,Hat,Hat\nA1,Ada,Grey,Ann,2010-01-02,2041001,1,2\n"
    draft = draft_of(text, "roll_2026-11-08.csv", "roll", "feeds.school_enrolment")
    with pytest.raises(FaultyFileError) as refusal:
        read(filled(draft), choices)
    assert "feeds.roll.columns.forename" in {".".join(map(str, fault.path)) for fault in refusal.value.faults}
    assert "forename" not in tomllib.loads(draft)["feeds"]["roll"]["absent"]
    assert '# not kept, as more than one column is headed so: "First name", "Hat"' in draft
    assert "Ada" not in draft


def test_a_heading_with_a_sign_that_cannot_be_seen_makes_no_draft_that_cannot_be_read():
    text = b"Pupil ID,Sur\x7fname,Surname,DOB,Estab\x7f\nA1,x,Grey,2010-01-02,2041001\n"
    block = tomllib.loads(draft_of(text, "roll_2026-11-08.csv", "roll", "feeds.school_enrolment"))["feeds"]["roll"]
    assert block["columns"]["estab"] == "Estab\x7f"


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
