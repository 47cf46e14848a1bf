"""Files of every format in the weekly run: one file, several tables, and every row accounted for."""

import io
import zipfile
from datetime import date

import pytest
from tests.factories.real_formats import (
    annex_a,
    as_json_lines,
    as_parquet,
    as_workbook,
    children,
    cin_census,
    ssda903,
    zipped,
)

from csps.contracts.catalogue import table
from csps.feeds.ledger import State
from csps.settings.arrivals import ExpectedRows, KnownOn
from csps.settings.feed_words import Format, KnownOnSource

MANY = ExpectedRows(least=0, most=10**6)
SUNDAY = date(2026, 11, 8)
CENSUS = (
    "feeds.ssd_person", "feeds.ssd_linked_identifiers", "feeds.ssd_disability", "feeds.ssd_cin_episodes",
    "feeds.ssd_cin_assessments", "feeds.ssd_assessment_factors", "feeds.ssd_s47_enquiry",
    "feeds.ssd_initial_cp_conference", "feeds.ssd_cp_plans", "feeds.ssd_cp_reviews",
)  # fmt: skip


@pytest.fixture
def own(office):
    """Let one feed of the office be of a format of the field."""

    def declare(kind, tables, ending, **more):
        changes = {
            "format": kind, "tables": tables, "table": None, "pattern": f"own/file_*.{ending}", "columns": {}, "codes": {},
            "delimiter": None, "encoding": None, "expected_rows": MANY,
        }  # fmt: skip
        office.change("ssd_person", **(changes | more))

    return declare


def put(office, data, ending, day="2026-11-08"):
    path = office.deliveries / "own" / f"file_{day}.{ending}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def totals(office):
    """Say of every table what the ledger says, and hold it against the lake."""
    found = {}
    for load in office.table("feeds.load"):
        assert load["rows_read"] == load["rows_accepted"] + load["rows_rejected"]
        found[load["table_name"]] = (load["rows_read"], load["rows_rejected"])
        assert len(office.table(load["table_name"])) == load["rows_accepted"]
    return found


def test_a_census_fills_ten_tables_known_since_its_own_header(office, own):
    own(Format.CIN_CENSUS, CENSUS, "xml", known_on=KnownOn(source=KnownOnSource.FILE_HEADER))
    put(office, cin_census(2024, 4), "xml")
    intake = office.run()
    assert intake.deliveries(State.TAKEN_IN) == 1
    found = totals(office)
    assert set(found) == set(CENSUS)
    assert found["feeds.ssd_person"] == (4, 0)
    assert found["feeds.ssd_cp_reviews"] == (8, 0)
    assert {row["known_on"] for row in office.table("feeds.ssd_cp_plans")} == {date(2024, 5, 23)}
    people = {row["record_id"] for row in office.table("feeds.ssd_person")}
    assert {row["record_id"] for row in office.table("feeds.ssd_cp_plans")} == people


def test_no_name_or_number_of_anybody_reaches_the_lake(office, own):
    own(Format.ANNEX_A, ("feeds.ssd_person", "feeds.ssd_contacts", "feeds.ssd_cp_plans"), "xlsx")
    put(office, annex_a(4), "xlsx")
    office.run()
    assert totals(office)["feeds.ssd_person"][0] == 4
    written = str([office.table(name) for name in ("feeds.ssd_person", "feeds.ssd_contacts", "feeds.finding")])
    for child in children(4):
        assert f"'{child['pers_person_id']}'" not in written
        assert child["pers_dob"] not in written
    rules = {finding[2] for finding in office.findings()}
    assert "not kept" in rules  # lists that the feed does not name


def test_modules_in_an_archive_are_one_delivery(office, own):
    tables = ("feeds.ssd_person", "feeds.ssd_linked_identifiers", "feeds.ssd_cla_episodes", "feeds.ssd_legal_status")
    own(Format.SSDA903, tables, "zip")
    put(office, zipped(header__csv=ssda903("header", 6), episodes__csv=ssda903("episodes", 6)), "zip")
    office.run()
    found = totals(office)
    assert found["feeds.ssd_person"] == found["feeds.ssd_cla_episodes"] == (6, 0)
    assert {(rule, column) for _, column, rule, _ in office.findings()} >= {
        ("column not kept", "HOME_POST"),
        ("column not kept", "MC_DOB"),
        ("not kept", "*"),
    }


def test_rows_that_break_a_rule_are_sealed_and_listed_under_their_table(office, own):
    data = b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/02/2020,PN1\n2,,31/02/2020,PN1\n3,,01/02/2020\n4,,02/02/2020,PN9\n"
    own(Format.SSDA903, ("feeds.ssd_cla_reviews",), "csv")
    put(office, data, "csv")
    office.run()
    assert totals(office) == {"feeds.ssd_cla_reviews": (4, 3)}
    rejected = {(row["line"], row["rule"]) for row in office.table("feeds.rejected")}
    assert rejected == {(3, "not a date"), (4, "number of values"), (5, "unknown code")}
    with office.vault() as vault:
        (load,) = office.table("feeds.load")
        assert vault.rejected(load["delivery"])["content"].to_pylist()[0] == "2,,31/02/2020,PN1\n"


@pytest.mark.parametrize(
    ("kind", "write"),
    [(Format.EXCEL, as_workbook), (Format.PARQUET, as_parquet), (Format.JSON_LINES, as_json_lines)],
)
def test_a_contract_in_another_container_gives_the_same_rows(office, kit, kind, write):
    text = kit.as_text(office.rows("feeds.ssd_mother", 5), office.programme.feeds["ssd_mother"], ",").encode()
    office.change("ssd_mother", format=kind, delimiter=None, encoding=None, pattern="own/file_*.bin")
    put(office, write(text), "bin")
    intake = office.run()
    assert (intake.read, intake.accepted) == (5, 5)
    assert len(office.table("feeds.ssd_mother")) == 5


def test_text_in_an_archive_is_read_as_it_is_declared(office, kit):
    rows = office.rows("feeds.ssd_mother", 5)
    text = kit.as_text(rows, office.programme.feeds["ssd_mother"]).encode()
    office.change("ssd_mother", pattern="own/file_*.zip")
    put(office, zipped(a__csv=text), "zip")
    assert office.run().accepted == 5


def test_a_file_of_another_format_is_refused(office, own):
    own(Format.CIN_CENSUS, CENSUS, "xml")
    put(office, ssda903("header", 2), "xml")
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", "unknown format")]


def test_headings_of_a_councils_own_are_declared(office, own):
    own(Format.SSDA903, ("feeds.ssd_person",), "csv", columns={"pers_forename": "FIRST"})
    put(office, b"CHILD,ETHNIC,UPN,FIRST\n1,WBRI,UN1,Annabel\n", "csv")
    office.run()
    assert totals(office) == {"feeds.ssd_person": (1, 0)}
    assert "unknown column" not in {finding[2] for finding in office.findings()}


def test_columns_that_an_agency_does_not_send_are_declared(office, kit):
    office.change("ssd_person", absent=("pers_upn", "pers_forename"), delimiter=",", columns={}, codes={})
    names = [name for name in table("feeds.ssd_person").column_names if name not in ("pers_upn", "pers_forename")]
    row = {"pers_person_id": "1"}
    text = ",".join(names) + "\n" + ",".join(row.get(name, "") for name in names) + "\n"
    office.drop("ssd_person", kit.SUNDAY, text)
    assert office.run().accepted == 1
    assert not {finding[2] for finding in office.findings()} & {"missing column"}


def test_an_archive_with_one_broken_file_is_refused_whole(office, own):
    own(Format.SSDA903, ("feeds.ssd_person",), "zip")
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.csv", ssda903("header", 2))
        archive.writestr("b.csv", b'CHILD,"x\n')
    put(office, sink.getvalue(), "zip")
    office.run()
    assert totals(office) == {"feeds.ssd_person": (0, 0)}
    assert [load["state"] for load in office.table("feeds.load")] == ["refused"]
