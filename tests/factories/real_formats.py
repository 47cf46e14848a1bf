"""The synthetic borough's children as the field's own formats would carry them: files that a council could have sent.

The people come from the committed borough's deliveries; what it has no word for (reviews, adoption) is made up by rule.
Everything is the same for the same seed.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import random
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import xlsxwriter

BOROUGH = Path(__file__).parents[2] / "data_synthetic/workspace/deliveries"
FIRST = date(2024, 1, 8)
SEX = {"M": "1", "F": "2", "U": "9", "": "9"}
LABELLED_SEX = {"M": "a) Male", "F": "b) Female", "U": "c) Not stated/recorded", "": "c) Not stated/recorded"}
SSDA903 = (
    "header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption", "previous_permanence", "missing",
    "social_worker", "deprivation_of_liberty",
)  # fmt: skip


@functools.cache
def children(count=30):
    """Give children of the borough as case records: dictionaries in the words of `feeds.ssd_person`."""
    found = {}
    for path in sorted((BOROUGH / "childrens_social_care").glob("ssd_person_*.csv")):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            if row["pers_dob"] > "2012":
                found.setdefault(row["pers_person_id"], row)
        if len(found) >= count:
            break
    return tuple(found.values())[:count]


def written(headings, rows, *, delimiter=",", encoding="utf-8", end="\n"):
    """Write rows as delimited text."""
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=delimiter, lineterminator=end)
    writer.writerow(headings)
    writer.writerows(rows)
    return sink.getvalue().encode(encoding)


def english(day):
    """Write a day, or an ISO text, as the return on looked-after children does."""
    return date.fromisoformat(day).strftime("%d/%m/%Y") if isinstance(day, str) else day.strftime("%d/%m/%Y")


def ssda903(module, count=30, **how):
    """Write one module of the return on looked-after children."""
    chosen, one = random.Random(module), children(count)
    days = [FIRST + timedelta(days=chosen.randrange(300)) for _ in one]
    later = [day + timedelta(days=40) for day in days]
    who = [(child["pers_person_id"], english(child["pers_dob"])) for child in one]
    match module:
        case "header":
            names = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
            rows = [
                (number, SEX[child["pers_sex"]], born, child["pers_ethnicity"], child["pers_upn"] or "UN1", "0", "")
                for (number, born), child in zip(who, one, strict=True)
            ]
        case "episodes":
            names = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
            rows = [
                (
                    number,
                    english(day),
                    "S",
                    "C2",
                    "N1",
                    "U4",
                    "PR1",
                    english(end),
                    "E4A",
                    "CARPL",
                    "ZZ1 1AA",
                    "ZZ1 2BB",
                    "SC123",
                )
                for (number, _), day, end in zip(who, days, later, strict=True)
            ]
        case "reviews":
            names = "CHILD,DOB,REVIEW,REVIEW_CODE"
            rows = [(*each, english(day), "PN1") for each, day in zip(who, days, strict=True)]
        case "uasc":
            names = "CHILD,SEX,DOB,DUC"
            rows = [(number, "1", born, english(day)) for (number, born), day in zip(who, later, strict=True)]
        case "oc2":
            names = (
                "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
                "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED"
            )
            rows = [(*each, "12", "", "0", "1", "1", "1", "1", "0", "0", "0") for each in who]
        case "oc3":
            names = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
            rows = [(*each, "YES", "F2", "U") for each in who]
        case "ad1":
            names = "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR"
            rows = [
                (*each, english(day), english(end), "0", "2", "MF", "L11")
                for each, day, end in zip(who, days, later, strict=True)
            ]
        case "placed_for_adoption":
            names = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"
            rows = [(*each, english(day), english(end), "RD1") for each, day, end in zip(who, days, later, strict=True)]
        case "previous_permanence":
            names = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM"
            rows = [(*each, "P1", "204", "zz/10/2016") for each in who]
        case "missing":
            names = "CHILD,DOB,MISSING,MIS_START,MIS_END"
            rows = [(*each, "M", english(day), english(end)) for each, day, end in zip(who, days, later, strict=True)]
        case "social_worker":
            names = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"
            rows = [
                (*each, "SW017", english(day), english(end), "ORG")
                for each, day, end in zip(who, days, later, strict=True)
            ]
        case _:
            names = "CHILD,DOB,DOLO_START,DOLO_END"
            rows = [(*each, english(day), english(end)) for each, day, end in zip(who, days, later, strict=True)]
    return written(names.split(","), rows, **how)


def cin_census(year=2024, count=30, *, namespace="", encoding="utf-8", pretty=True):
    """Write a Children in Need census of a year."""
    sex = "Sex" if year >= 2024 else "GenderCurrent"
    parts = [_cin_child(child, year, sex) for child in children(count)]
    space = f' xmlns="{namespace}"' if namespace else ""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<Message{space}>\n<Header><CollectionDetails><Collection>CIN</Collection>'
        f"<Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel>"
        f"<LEA>999</LEA><DateTime>{year}-05-23T11:14:05</DateTime></Source></Header>\n<Children>\n{''.join(parts)}</Children>\n</Message>\n"
    )
    return (text if pretty else text.replace("\n", "")).encode(encoding)


def _cin_child(child, year, sex):
    opened = date(year - 1, 6, 1) + timedelta(days=int(child["pers_person_id"][-2:]))
    upn = f"<UPN>{child['pers_upn']}</UPN>" if child["pers_upn"] else "<UPNunknown>UN1</UPNunknown>"
    proceedings = (
        f"<PreProceedingsandFGDM><PPStartDate>{opened + timedelta(30)}</PPStartDate><ReviewMeetingsCount>2</ReviewMeetingsCount>"
        "</PreProceedingsandFGDM>\n"
        if year >= 2026
        else ""
    )
    return (
        f"<Child>\n<ChildIdentifiers><LAchildID>{child['pers_person_id']}</LAchildID>{upn}"
        f"<PersonBirthDate>{child['pers_dob']}</PersonBirthDate><{sex}>{SEX[child['pers_sex']]}</{sex}></ChildIdentifiers>\n"
        f"<ChildCharacteristics><Ethnicity>{child['pers_ethnicity'] or 'NOBT'}</Ethnicity>"
        "<Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>\n"
        f"<CINdetails>\n<CINreferralDate>{opened}</CINreferralDate><ReferralSource>6</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>\n"
        f"<Assessments><AssessmentActualStartDate>{opened + timedelta(1)}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{opened + timedelta(20)}</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
        "<AssessmentFactors>2B</AssessmentFactors><AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment>"
        f"</Assessments>\n<Section47><S47ActualStartDate>{opened + timedelta(2)}</S47ActualStartDate>"
        f"<DateOfInitialCPC>{opened + timedelta(14)}</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>\n"
        f"<ChildProtectionPlans><CPPstartDate>{opened + timedelta(15)}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        f"<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
        f"<Reviews><CPPreviewDate>{opened + timedelta(90)}</CPPreviewDate><CPPreviewDate>{opened + timedelta(270)}</CPPreviewDate></Reviews>"
        f"</ChildProtectionPlans>\n{proceedings}</CINdetails>\n</Child>\n"
    )


def annex_a(count=12, *, titles=0, headings=None, beside=None):
    """Write an Annex A workbook: lists 1, 3, 4, 5, 7, 8 and 9, with rows of titles above and other sheets if wanted."""
    renamed = headings or {}
    sink = io.BytesIO()
    workbook = xlsxwriter.Workbook(sink, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for name, rows in (beside or {}).items():
        sheet = workbook.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    for name, (more, values) in _annex_lists().items():
        sheet = workbook.add_worksheet(name)
        for line in range(titles):
            sheet.write(line, 0, f"Annex A, {name}" if line == 0 else "")
        who = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"]
        for column, heading in enumerate([*who, *more]):
            sheet.write(titles, column, renamed.get(heading, heading))
        for line, child in enumerate(children(count), start=titles + 1):
            known = [
                child["pers_person_id"],
                LABELLED_SEX[child["pers_sex"]],
                f"a) {child['pers_ethnicity'] or 'NOBT'}",
            ]
            sheet.write_row(line, 0, known)
            sheet.write_datetime(line, 3, _moment(date.fromisoformat(child["pers_dob"])))
            sheet.write_number(line, 4, 7.25)
            for column, value in enumerate(values, start=5):
                if isinstance(value, int):
                    sheet.write_datetime(line, column, _moment(FIRST + timedelta(days=value + line)))
                else:
                    sheet.write(line, column, value)
    workbook.close()
    return sink.getvalue()


def _moment(day):
    return datetime.combine(day, time())


def _annex_lists():
    team = ["Allocated Team", "Allocated Worker"]
    return {
        "List 1": (["Date of Contact", "Contact Source"], [0, "q) 6: Police"]),
        "List 3": (
            ["Date of Referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", *team],
            [1, "b) 1B: Individual", "No", "1", "Team 1", "W1"],
        ),
        "List 4": (
            [
                "Does the Child have a Disability", "Continuous Assessment Start Date",
                "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation", *team,
            ],
            ["b) No", 2, "a) Yes", 30, "Team 1", "W1"],
        ),
        "List 5": (
            [
                "Strategy discussion initiating Section 47 Enquiry Start Date",
                "Was an Initial Child Protection Conference deemed unnecessary?",
                "Date of Initial Child Protection Conference",
                "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            ],
            [3, "No", 17, "a) Yes"],
        ),
        "List 7": (
            ["Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse"],
            [18, "Neglect", "Physical abuse"],
        ),
        "List 8": (
            [
                "Date Started to be Looked After", "Child's Category of Need", "Start date of current legal status",
                "Child's Legal Status", "Start Date of Most Recent Placement", "Placement Type", "Placement Provider",
            ],
            [40, "N1 - Abuse or Neglect", 41, "C2: FCO", 42, "f) U6: Foster placement - not FFA", "e) PR4 - Private provision"],
        ),
        "List 9": (
            ["Eligibility Category", "LA in Touch", "Type of Accommodation", "Suitability of Accommodation", "Activity Status"],
            ["b) Former relevant child", "a) Yes", "U: Independent living", "a) Suitable", "F1: Full time in higher education"],
        ),
    }  # fmt: skip


def school_census(count=30):
    """Write the roll of a school."""
    names = "Estab,UPN,Surname,Forename,Gender,DoB,EnrolStatus,EntryDate,NCyearActual,Ethnicity,SENprovision,SENneed1,Postcode,FSMeligible"
    rows = [
        (
            "2001", child["pers_upn"] or f"A99900000{n:04d}", child["pers_surname"], child["pers_forename"], child["pers_sex"] or "U",
            english(child["pers_dob"]), "C", "01/09/2023", "3", child["pers_ethnicity"], "K", "SEMH", "ZZ1 1AA", "Y",
        )
        for n, child in enumerate(children(count))
    ]  # fmt: skip
    return written(names.split(","), rows)


def termly_attendance(count=30, *, since_2024=True):
    """Write attendance of a term with the register codes of its time."""
    codes = ["I", "M", "O", "C1", "Q", "Y1"] if since_2024 else ["I", "M", "O", "H", "J", "Y"]
    rows = [
        (
            "2001",
            child["pers_upn"] or f"A99900000{n:04d}",
            "2024/25" if since_2024 else "2022/23",
            "Autumn",
            140,
            6,
            2,
            4,
            1,
            3,
            2,
        )
        for n, child in enumerate(children(count))
    ]
    return written(["Estab", "UPN", "AcademicYear", "Term", "TermlySessionsPossible", *codes], rows)


def council_tax(kind, count=30):
    """Write one of the tables of a council tax office."""
    people = list(enumerate(children(count)))
    match kind:
        case "account":
            return written(
                ["account_ref", "party_ref", "lead_liab_name", "lead_liab_pos"],
                [(f"A{n}", f"P{n}", f"MR {child['pers_surname']}", "4") for n, child in people],
            )
        case "liability":
            return written(
                ["account_ref", "liab_name", "liab_pos", "liab_pers_occ"],
                [(f"A{n}", f"MS {child['pers_surname']}", "1", "1") for n, child in people],
            )
        case "occupation":
            return written(
                ["property_ref", "account_ref", "occupation_date", "vacation_date", "live_ind"],
                [(f"R{n}", f"A{n}", "01/04/2020", "", "Y") for n, _ in people],
            )
        case _:
            return written(
                ["property_ref", "uprn", "postcode", "addr1", "addr2", "addr3", "addr4"],
                [(f"R{n}", 100000 + n, "ZZ1 1AA", f"{n} High Street", "Town", "", "") for n, _ in people],
            )


def housing_benefit(kind, count=30):
    """Write the members or the households of claims."""
    people = list(enumerate(children(count)))
    if kind == "member":
        rows = [
            (
                f"C{n}",
                "1",
                "2",
                f"{child['pers_forename']} {child['pers_surname']}",
                english(child["pers_dob"]),
                SEX[child["pers_sex"]],
            )
            for n, child in people
        ]
        return written(["claim_id", "house_id", "member_id", "name", "birth_date", "gender"], rows)
    rows = [
        (f"C{n}", "1", f"{n} High Street", "Town", "", "", "ZZ1 1AA", 100000 + n, "01/04/2021", "") for n, _ in people
    ]
    return written(
        ["claim_id", "house_id", "addr1", "addr2", "addr3", "addr4", "post_code", "uprn", "from_date", "to_date"], rows
    )


def nccis(count=30):
    """Write what young people do."""
    rows = [
        (
            f"Y{n}",
            child["pers_forename"],
            child["pers_surname"],
            "2008",
            "5",
            child["pers_sex"],
            "210",
            "2024-09-02",
            "2024-10-01",
        )
        for n, child in enumerate(children(count))
    ]
    names = "YoungPersonsID,GivenName,FamilyName,BirthYear,BirthMonth,Gender,ActivityCode,StartDate,DateVerified"
    return written(names.split(","), rows)


def family_context(kind, count=30):
    """Write a service's view, with headings as that tool had them: some begin with a blank."""
    if kind == "person":
        rows = [
            (
                child["pers_person_id"],
                child["pers_forename"],
                child["pers_surname"],
                english(child["pers_dob"]),
                "male",
                "",
            )
            for child in children(count)
        ]
        return written(["id", " firstName", " lastName", " dateOfBirth", " gender", " address"], rows)
    rows = [(child["pers_person_id"], "2019-04-15", "AntiSocial Behaviour", "Offender") for child in children(count)]
    return written(["personId", " dateOfOffence", " typeOfOffence", " natureOfInvolvement"], rows)


def as_parquet(text):
    """Write comma-separated text as Parquet, its columns of text."""
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    sink = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def as_json_lines(text):
    """Write comma-separated text as an object a line."""
    rows = csv.DictReader(io.StringIO(text.decode()))
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_workbook(text):
    """Write comma-separated text as a workbook of one sheet, every cell a text."""
    sink = io.BytesIO()
    workbook = xlsxwriter.Workbook(sink, {"in_memory": True})
    sheet = workbook.add_worksheet("Sheet1")
    for line, row in enumerate(csv.reader(io.StringIO(text.decode()))):
        sheet.write_row(line, 0, row)
    workbook.close()
    return sink.getvalue()


def zipped(**members):
    """Write files into an archive; two underscores stand for a point in a name."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(
                zipfile.ZipInfo(name.replace("__", "."), (2026, 11, 8, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return sink.getvalue()
