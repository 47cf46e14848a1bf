"""What schools write in XML becomes a roll and the sessions of the term that was counted."""

from datetime import date

import pytest

from csps.feeds.inspection.run import inspect
from csps.feeds.readers.pupils import read_pupils
from csps.vault import Fault, parse

PUPIL = """<PupilOnRoll><PupilIdentifiers><UPN>B801200005001</UPN><Surname>Lee</Surname><Forename>Ann</Forename>
<DOB>2012-03-04</DOB><Sex>F</Sex></PupilIdentifiers><PupilCharacteristics><Ethnicity>WBRI</Ethnicity>
<FSMEligibility><FSMStartDate>2020-01-01</FSMStartDate><FSMEndDate>2021-01-01</FSMEndDate></FSMEligibility>
<FSMEligibility><FSMStartDate>2022-01-01</FSMStartDate></FSMEligibility></PupilCharacteristics>
<PupilStatus><EnrolStatus>C</EnrolStatus><EntryDate>2017-09-01</EntryDate><NCyearActual>7</NCyearActual></PupilStatus>
<SEN><SENprovision>K</SENprovision><SENneeds><SENneed><SENtypeRank>2</SENtypeRank><SENtype>SLCN</SENtype></SENneed>
<SENneed><SENtypeRank>1</SENtypeRank><SENtype>SPLD</SENtype></SENneed></SENneeds></SEN>
<TermlyAttendance><SessionsPossible>140</SessionsPossible><SessionDetails>
<SessionDetail><AttendanceReason>I</AttendanceReason><AbsenceSessions>5</AbsenceSessions></SessionDetail>
<SessionDetail><AttendanceReason>C2</AttendanceReason><AbsenceSessions>2</AbsenceSessions></SessionDetail>
</SessionDetails></TermlyAttendance></PupilOnRoll>"""


def census(pupils=PUPIL, term="SPR", collection="SC", year=2025):
    return (
        f"<Message><Header><CollectionDetails><Collection>{collection}</Collection><Term>{term}</Term><Year>{year}</Year>"
        f"</CollectionDetails><Source><Estab>1234</Estab><DateTime>2025-01-19T10:00:00</DateTime></Source></Header>"
        f"<Pupils><PupilsOnRoll>{pupils}</PupilsOnRoll></Pupils></Message>"
    ).encode()


def sheets(contents):
    found = {}
    for sheet in contents.sheets:
        names = list(sheet.delivered.headings)
        rows = parse([sheet.delivered], ",", names, names).rows.to_pylist()
        found[sheet.name] = [{name: row[name] for name in names} for row in rows]
    return found


def test_a_pupil_is_a_row_of_the_roll_and_one_of_sessions():
    contents = read_pupils(census())
    assert (contents.year, contents.extracted_on, contents.strange) == (2025, date(2025, 1, 19), ())
    assert sheets(contents) == {
        "pupils": [
            {
                "Estab": "1234", "UPN": "B801200005001", "Surname": "Lee", "Forename": "Ann", "DoB": "2012-03-04", "Gender": "F",
                "Ethnicity": "WBRI", "EnrolStatus": "C", "EntryDate": "2017-09-01", "NCyearActual": "7", "SENprovision": "K",
                "SENneed1": "SPLD", "SENneed2": "SLCN", "FSMeligible": "Y",
            }
        ],
        "census attendance": [
            {
                "Estab": "1234", "UPN": "B801200005001", "AcademicYear": "2024/25", "Term": "Autumn",
                "TermlySessionsPossible": "140", "T_Reason_C2": "2", "T_Reason_I": "5",
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("term", "counted"), [("AUT", "Summer"), ("SPR", "Autumn"), ("SUM", "Spring"), ("", None)])
def test_sessions_are_counted_one_term_in_arrears(term, counted):
    assert sheets(read_pupils(census(term=term)))["census attendance"][0]["Term"] == counted


def test_inspection_finds_the_tables_of_a_census():
    found = inspect(census(), "spring.xml", date(2025, 2, 1))
    assert found.format == "school census"
    assert {name: (table.rows, table.rejected) for name, table in found.tables.items()} == {
        "feeds.school_enrolment": (1, 0),
        "feeds.school_sen": (2, 0),
        "feeds.termly_attendance": (1, 0),
    }


def test_a_transfer_file_is_read_and_says_what_it_lacks():
    data = (
        b"<CTfile><Header><CTFversion>24.0</CTFversion><SourceSchool><Estab>1234</Estab></SourceSchool></Header><CTFpupilData>"
        b"<Pupil><UPN>B801200005001</UPN><Surname>Lee</Surname><DOB>2012-03-04</DOB></Pupil></CTFpupilData></CTfile>"
    )
    table = inspect(data, "transfer.xml").tables["feeds.school_enrolment"]
    assert (table.rows, table.rejected, table.findings["required"]) == (1, 1, 2)


def test_contacts_and_earlier_schools_of_a_transfer_file_are_not_the_pupil():
    contact = "<Contact><Surname>Roe</Surname><Address><PostCode>E8 1EA</PostCode></Address></Contact>"
    school = (
        "<School><Estab>{0}</Estab><EntryDate>201{0}-09-01</EntryDate><LeavingDate>2019-07-2{0}</LeavingDate></School>"
    )
    data = (
        "<CTfile><Header><CTFversion>24.0</CTFversion></Header><CTFpupilData><Pupil><UPN>B801200005001</UPN><Surname>Lee</Surname>"
        f"<Contacts>{contact}</Contacts><SchoolHistory>{school.format(5)}{school.format(6)}</SchoolHistory>"
        "<FSMhistory><FSMinstance><FSMstartDate>2024-01-01</FSMstartDate></FSMinstance></FSMhistory></Pupil></CTFpupilData></CTfile>"
    )
    contents = read_pupils(data.encode())
    (row,) = sheets(contents)["pupils"]
    assert (row["Surname"], row["FSMeligible"]) == ("Lee", "Y")
    assert not {"Postcode", "EntryDate", "LeavingDate"} & {name for name, value in row.items() if value}
    assert contents.strange == ("Contacts", "SchoolHistory")


def test_what_nobody_knows_is_named_and_an_empty_group_is_nothing():
    data = census(PUPIL.replace("<SEN>", "<SEN/><Shoe>7</Shoe><SEN>"))
    assert read_pupils(data).strange == ("Shoe",)


def test_sessions_of_half_a_term_are_not_those_of_the_term():
    half = PUPIL.replace(
        "</TermlyAttendance>", "</TermlyAttendance><SummerHalfTerm2Attendance><SessionDetail>", 1
    ).replace(
        "</PupilOnRoll>",
        "<AttendanceReason>I</AttendanceReason><Sessions>9</Sessions></SessionDetail></SummerHalfTerm2Attendance></PupilOnRoll>",
    )
    contents = read_pupils(census(half))
    assert sheets(contents)["census attendance"][0]["T_Reason_I"] == "5"
    assert contents.strange == ("AttendanceReason",)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (census(collection="CLA"), "unknown format"),
        (b"<Books/>", "unknown format"),
        (census(""), "empty file"),
        (census(PUPIL.replace("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>")), "damaged"),
        (census(PUPIL.replace("<SENtype>SLCN", "<SENtype>ASD</SENtype><SENtype>SLCN")), "damaged"),
        (census(PUPIL.replace("C2<", "I<")), "damaged"),
        (b"<Message>" + b"<a>" * 100, "too large"),
        (census(PUPIL.replace("Lee", "L" * 20_000)), "too large"),
        (census()[:-30], "damaged"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data, rule):
    found = read_pupils(data)
    assert isinstance(found, Fault)
    assert found.rule == rule
