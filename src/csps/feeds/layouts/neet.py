"""CCIS: what young people do after year 11, as the client caseload system reports it.

Its activity codes are grouped by their hundreds, as the national requirement orders them: 200 education, 300 employment,
400 training, 500 re-engagement, 600 not in education, employment or training, 700 other, 800 not known. A council whose
system uses other codes maps them in `codes`.
"""

from __future__ import annotations

import ibis

from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import Take, as_it_is, code, coded, day, ethnicity, sex, yes_no

FORMAT = "nccis"
ACTIVITIES = {
    "110": "SCHOOL", "120": "SCHOOL", "130": "SCHOOL", "140": "SCHOOL", "150": "SCHOOL",
    "210": "SCHOOL", "220": "SCHOOL", "230": "SCHOOL", "240": "SCHOOL", "250": "PART_TIME", "260": "GAP", "270": "SCHOOL",
    "280": "SCHOOL", "310": "APPRENTICESHIP", "320": "EMPLOYED_TRAINING", "330": "EMPLOYED", "340": "EMPLOYED",
    "350": "EMPLOYED", "360": "EMPLOYED", "370": "EMPLOYED", "380": "EMPLOYED", "381": "EMPLOYED_TRAINING",
    "410": "TRAINING", "430": "TRAINING", "440": "TRAINING", "450": "TRAINING", "460": "TRAINING", "530": "GAP",
    "540": "GAP", "550": "GAP", "610": "NEET_SEEKING", "615": "GAP", "616": "GAP", "619": "NEET_SEEKING",
    "620": "NEET_UNAVAILABLE", "630": "NEET_UNAVAILABLE", "640": "NEET_UNAVAILABLE", "650": "NEET_UNAVAILABLE",
    "660": "NEET_UNAVAILABLE", "670": "NEET_UNAVAILABLE", "680": "NEET_UNAVAILABLE", "690": "NEET_UNAVAILABLE",
    "710": "CUSTODY", "720": "UNKNOWN", "810": "UNKNOWN", "820": "UNKNOWN", "830": "UNKNOWN", "840": "UNKNOWN",
}  # fmt: skip
"""Recalled, and not checked against the requirement's text: a code that is not here is rejected and counted."""
PERSON = ("YoungPersonsID", "GivenName", "FamilyName", "Gender", "DateOfBirth", "UniquePupilNumber", "Postcode", "UPRN")


def _month() -> Take:
    """Give the first day of the month in which somebody was born, where only that is given."""

    def spell(whole: ibis.Value, year: ibis.Value, month: ibis.Value) -> ibis.Value:
        known = year.re_search(r"^\d{4}$") & month.re_search(r"^\d{1,2}$")
        return whole.coalesce(ibis.ifelse(known, year + "-" + month.lpad(2, "0") + "-01", ibis.null("string")))

    def spelled(text: ibis.Value, year: ibis.Value, month: ibis.Value) -> ibis.Value:
        return day("").spell(spell(text, year, month))

    return Take(("DateOfBirth", "BirthYear", "BirthMonth"), spelled)


ACTIVITY = Layout(
    format=FORMAT,
    name="activity",
    headings=(
        "DatabaseId", "LEACode", *PERSON, "CohortStatus", "BirthMonth", "BirthYear", "AddressLine1", "Ethnicity", "LeadLEA",
        "EducatedLEA", "UniqueLearnerNo", "GuaranteeStatusIndicator", "LevelOfNeedCode", "SENDFlag", "SENSupportFlag",
        "CharacteristicCode", "ActivityCode", "StartDate", "EndDate", "DateAscertained", "DateVerified", "DueToLapseDate",
        "CurrencyLapsed", "EstablishmentNumber", "NEETStartDate", "IntendedDestinationYr11",
    ),
    marks=("YoungPersonsID", "ActivityCode"),
    aliases={
        "YoungPersonID": "YoungPersonsID", "YPID": "YoungPersonsID", "UPN": "UniquePupilNumber", "DOB": "DateOfBirth",
        "FirstName": "GivenName", "LastName": "FamilyName", "Forename": "GivenName", "Surname": "FamilyName",
        "MonthOfBirth": "BirthMonth", "YearOfBirth": "BirthYear", "ActivityStartDate": "StartDate", "Sex": "Gender",
        "CurrentActivityCode": "ActivityCode", "Birth Month": "BirthMonth", "Birth Year": "BirthYear",
    },
    makes=(
        Made(
            table="feeds.neet_activity",
            columns={
                "young_person_id": as_it_is("YoungPersonsID"),
                "given_name": as_it_is("GivenName"),
                "family_name": as_it_is("FamilyName"),
                "date_of_birth": _month(),
                "unique_pupil_number": as_it_is("UniquePupilNumber"),
                "address_line": as_it_is("AddressLine1"),
                "postcode": as_it_is("Postcode"),
                "uprn": as_it_is("UPRN"),
                "gender": sex("Gender"),
                "ethnicity": ethnicity("Ethnicity"),
                "send_flag": yes_no("SENDFlag"),
                "activity_code": Take(("ActivityCode",), lambda text: coded(text, ACTIVITIES)),
                "start_date": Take(
                    ("StartDate", "NEETStartDate", "DateAscertained"),
                    lambda *texts: day("").spell(ibis.coalesce(*texts)),
                ),
                "end_date": day("EndDate"),
                "date_verified": day("DateVerified"),
                "intended_destination_yr11": code("IntendedDestinationYr11"),
            },
        ),
    ),
)  # fmt: skip

LAYOUTS = (ACTIVITY,)
