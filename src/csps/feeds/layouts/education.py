"""The school census: pupils on roll and attendance by the term.

Register codes changed on 19 August 2024. A file has a column for each code that its year knew; what a code counts as is
what the contract says of it, and a code never changed that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.attendance import COUNTED_AS, Counted
from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import (
    Take,
    as_it_is,
    code,
    day,
    ethnicity,
    first_of,
    joined,
    lines,
    number,
    sex,
    whole,
    yes_no,
)
from csps.feeds.readers.pupils import SESSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

PUPILS, TERMLY = "school census", "termly attendance"
NEW_CODES = ("C1", "C2", "J1", "K", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7")
WHO = ("Estab", "UPN", "NativeID", "Surname", "Forename", "Middlenames", "Gender", "DoB")
ALIASES = {
    "URN": "Estab", "Establishment": "Estab", "EstabNumber": "Estab", "LAESTAB": "Estab", "School": "Estab",
    "DateOfBirth": "DoB", "DOB": "DoB", "Sex": "Gender", "FirstName": "Forename", "LastName": "Surname",
    "LegalForename": "Forename", "LegalSurname": "Surname", "GivenName": "Forename", "FamilyName": "Surname",
    "PupilForename": "Forename", "PupilSurname": "Surname", "ChosenSurname": "PreferredSurname",
    "UniquePupilNumber": "UPN", "PupilID": "NativeID", "Pupil ID": "NativeID", "MiddleName": "Middlenames",
    "FSM": "FSMeligible", "FSMeligibility": "FSMeligible", "FSM eligibility on census day": "FSMeligible",
    "FSMeligibleOnCensusDay": "FSMeligible", "EnrolmentStatus": "EnrolStatus", "DateOfEntry": "EntryDate",
    "DateOfLeaving": "LeavingDate", "NCYear": "NCyearActual", "YearGroup": "NCyearActual", "PostCode": "Postcode",
}  # fmt: skip
PUPIL = first_of("UPN", "NativeID")

ROLL = Layout(
    format=PUPILS,
    name="pupils",
    headings=(
        *WHO, "PreferredSurname", "FormerSurname", "EnrolStatus", "EntryDate", "LeavingDate", "NCyearActual", "Ethnicity",
        "Language", "SENprovision", "SENneed1", "SENneed2", "SENunitIndicator", "ResourcedProvisionIndicator",
        "UniqueLearnerNumber", "Postcode", "SAON", "PAON", "Street", "Locality", "Town", "AdministrativeArea",
        "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5", "UPRN", "FSMeligible", "Age",
    ),
    marks=("UPN", "EnrolStatus"),
    aliases=ALIASES,
    unread=frozenset({"Age"}),
    makes=(
        Made(
            table="feeds.school_enrolment",
            columns={
                "pupil_id": PUPIL,
                "upn": as_it_is("UPN"),
                "forename": as_it_is("Forename"),
                "surname": as_it_is("Surname"),
                "dob": day("DoB"),
                "address_line": lines(
                    "SAON", "PAON", "Street", "Locality", "Town", "AddressLine1", "AddressLine2", "AddressLine3",
                    "AddressLine4", "AddressLine5",
                ),
                "postcode": as_it_is("Postcode"),
                "uprn": number("UPRN"),
                "sex": sex("Gender"),
                "ethnicity": ethnicity("Ethnicity"),
                "estab": number("Estab"),
                "enrol_status": code("EnrolStatus"),
                "nc_year_actual": Take(("NCyearActual",), lambda text: whole(text.upper().nullif("R").coalesce("0"))),
                "fsm_eligible": yes_no("FSMeligible"),
                "entry_date": day("EntryDate"),
                "leaving_date": day("LeavingDate"),
            },
        ),
        *(
            Made(
                table="feeds.school_sen",
                needs=need,
                columns={
                    "pupil_id": PUPIL,
                    "need_type": code(need),
                    "need_rank": Take((), lambda rank=rank: ibis.literal(rank)),
                    "provision": code("SENprovision"),
                    "start_date": day("EntryDate"),
                },
            )
            for need, rank in (("SENneed1", "1"), ("SENneed2", "2"))
        ),
    ),
)  # fmt: skip


def _headings(register_code: str) -> tuple[str, ...]:
    """Give the names that a code's column has: the code alone, or as the census wrote it in 2014/15."""
    return (register_code, f"T_Reason_{register_code}")


CODES = tuple(COUNTED_AS)
REASONS = tuple(heading for each in CODES for heading in _headings(each))


def _sum(*counted: Counted) -> Take:
    """Add the sessions of codes that count as something, or take the total that the file has.

    A value that is no number stands for the sum, so that it is seen.
    """
    total = {Counted.AUTHORISED: "TermlySessionsAuthorised", Counted.UNAUTHORISED: "TermlySessionsUnauthorised"}[
        counted[0]
    ]
    names = [heading for each in CODES if COUNTED_AS[each] in counted for heading in _headings(each)]

    def spell(said: ibis.Value, *texts: ibis.Value) -> ibis.Value:
        numbers = [whole(text).try_cast("int64") for text in texts]
        wrong = ibis.coalesce(
            *(ibis.ifelse(one.isnull(), text, ibis.null("string")) for one, text in zip(numbers, texts, strict=True))
        )
        added = sum((one.fill_null(0) for one in numbers), ibis.literal(0))
        anything = ibis.or_(*(text.notnull() for text in texts))
        return ibis.coalesce(whole(said), wrong, ibis.ifelse(anything, added.cast("string"), ibis.null("string")))

    return Take((total, *names), spell)


def _by_code() -> Take:
    """Write the sessions of every code that has any as JSON."""

    def spell(*texts: ibis.Value) -> ibis.Value:
        parts = []
        for place, each in enumerate(CODES):
            found = whole(ibis.coalesce(*_pair(texts, place))).nullif("0")
            name = each.replace("\\", "\\\\")
            parts.append((ibis.literal(f'"{name}":') + found + ",").fill_null(""))
        together = ibis.literal("").join(parts)
        return ibis.ifelse(together == "", ibis.null("string"), "{" + together.re_replace(",$", "") + "}")

    return Take(REASONS, spell)


def _pair(texts: Sequence[ibis.Value], place: int) -> Sequence[ibis.Value]:
    return texts[2 * place : 2 * place + 2]


ATTENDANCE = Layout(
    format=TERMLY,
    name="attendance",
    headings=(
        *WHO, "AcademicYear", "Term", "TermlySessionsPossible", "TermlySessionsAuthorised", "TermlySessionsUnauthorised",
        *REASONS,
    ),
    marks=("UPN", "TermlySessionsPossible"),
    aliases={
        **ALIASES, "SessionsPossible": "TermlySessionsPossible", "PossibleSessions": "TermlySessionsPossible",
        "SessionsAuthorised": "TermlySessionsAuthorised", "AuthorisedSessions": "TermlySessionsAuthorised",
        "AuthorisedAbsences": "TermlySessionsAuthorised", "AuthorisedAbsence": "TermlySessionsAuthorised",
        "SessionsUnauthorised": "TermlySessionsUnauthorised", "UnauthorisedSessions": "TermlySessionsUnauthorised",
        "UnauthorisedAbsences": "TermlySessionsUnauthorised", "UnauthorisedAbsence": "TermlySessionsUnauthorised",
        "Year": "AcademicYear", "Acad Year": "AcademicYear",
    },
    unread=frozenset({"Surname", "Forename", "Middlenames", "Gender", "DoB"}),  # the roll says who the pupil is
    makes=(
        Made(
            table="feeds.termly_attendance",
            columns={
                "attendance_ref": Take(
                    ("UPN", "NativeID", "Estab", "AcademicYear", "Term"),
                    lambda upn, own, *rest: joined("", *[""] * len(rest)).spell(upn.coalesce(own), *rest),
                    is_key=True,
                ),
                "pupil_id": PUPIL,
                "estab": number("Estab"),
                "academic_year": as_it_is("AcademicYear"),
                "term": as_it_is("Term"),
                "sessions_possible": number("TermlySessionsPossible"),
                "sessions_authorised": _sum(Counted.AUTHORISED),
                "sessions_unauthorised": _sum(Counted.UNAUTHORISED),
                "sessions_by_code": _by_code(),
            },
        ),
    ),
)  # fmt: skip

CENSUS_ATTENDANCE = replace(ATTENDANCE, format=PUPILS, name=SESSIONS, sheet=SESSIONS)
"""The sessions inside a school census, as `csps.feeds.readers.pupils` cuts them out."""

LAYOUTS = (ROLL, ATTENDANCE, CENSUS_ATTENDANCE)
