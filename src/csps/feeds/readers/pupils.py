"""Pupils as schools write them in XML: the school census of a term, and the common transfer file.

Both say the same of a pupil under nearly the same names, in groups that differ from year to year. A pupil's values are taken
by the names of their elements, wherever they stand below the pupil, save in groups about somebody or something else
(`OTHERS`: a contact's surname is not the pupil's, nor is the day on which an earlier school was left); what repeats (needs,
sessions by register code) becomes a column for each. Element names as the census guides and CTF specifications of the department give them [recalled: no file
of either was at hand], so that what is not known here is named as unknown and never taken for something else.

The census counts sessions one term in arrears: that of the spring has the autumn's, that of the autumn the summer's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from csps.feeds.readers.contents import Contents, RawSheet, sheet_of
from csps.feeds.readers.elements import RefusedError, heard, written_on
from csps.vault import Fault

ROOTS = ("Message", "CTfile")
COLLECTIONS = ("SC", "SCHOOL", "SCHOOLCENSUS", "PRU", "AP")
PUPILS = ("PupilOnRoll", "PupilNoLongerOnRoll", "Pupil")
ROLL, SESSIONS = "pupils", "census attendance"
NAMES = {
    "UPN": "UPN", "UniqueLearnerNumber": "UniqueLearnerNumber", "Surname": "Surname", "Forename": "Forename",
    "MiddleNames": "Middlenames", "Middlenames": "Middlenames", "PreferredSurname": "PreferredSurname",
    "FormerSurname": "FormerSurname", "DOB": "DoB", "PersonBirthDate": "DoB", "Sex": "Gender", "Gender": "Gender",
    "GenderCurrent": "Gender", "Ethnicity": "Ethnicity", "Language": "Language", "EnrolStatus": "EnrolStatus",
    "EntryDate": "EntryDate", "LeavingDate": "LeavingDate", "NCyearActual": "NCyearActual", "SENprovision": "SENprovision",
    "SENunitIndicator": "SENunitIndicator", "ResourcedProvisionIndicator": "ResourcedProvisionIndicator", "SAON": "SAON",
    "PAON": "PAON", "Street": "Street", "Locality": "Locality", "Town": "Town", "AdministrativeArea": "AdministrativeArea",
    "PostCode": "Postcode", "Postcode": "Postcode", "UniquePropertyReferenceNumber": "UPRN", "UPRN": "UPRN",
    **{f"AddressLine{number}": f"AddressLine{number}" for number in range(1, 6)},
}  # fmt: skip
"""Element -> the heading of the roll that its value goes under."""
COUNTS = {"SessionsPossible": "TermlySessionsPossible", "TermlySessionsPossible": "TermlySessionsPossible"}
SESSIONS_OF_TERM = "TermlyAttendance"
CODE, NUMBER = "AttendanceReason", ("AbsenceSessions", "Sessions")
NEED, RANK = ("SENtype", "SENType"), ("SENtypeRank", "SENTypeRank")
FREE_MEALS_FROM, FREE_MEALS_TO = ("FSMStartDate", "FSMstartDate"), ("FSMEndDate", "FSMendDate")
OTHERS = frozenset({"Contacts", "Contact", "SchoolHistory", "School", "Siblings"})
BEFORE = {"AUT": "Summer", "SPR": "Autumn", "SUM": "Spring"}
"""Term of a census -> the term whose sessions it counts; the school year of all three began the year before the census."""
STRUCTURE = frozenset(
    {
        *ROOTS, *PUPILS, "Header", "Pupils", "PupilsOnRoll", "PupilsNoLongerOnRoll", "CTFpupilData", "PupilIdentifiers",
        "PupilCharacteristics", "PupilStatus", "SEN", "SENneeds", "SENneed", "SENNeed", "HomeInformation", "Address",
        "CurrentAddress", "AddressLines", "BS7666Address", "BS7666", SESSIONS_OF_TERM, "SessionDetails", "SessionDetail",
        "FSMEligibility", "FSMhistory", "FSMinstance", "BasicDetails",
    }
)  # fmt: skip


def read_pupils(data: bytes) -> Contents | Fault:
    """Read a school census or a common transfer file. A document that is something else is of an unknown format."""
    return heard(data, _Reading())


@dataclass(slots=True)
class _Pupil:
    line: int
    values: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    needs: list[tuple[str, str]] = field(default_factory=list)
    meals: list[bool] = field(default_factory=list)  # of each period of free meals, whether it goes on


class _Reading:
    """What has streamed by so far."""

    def __init__(self) -> None:
        self.encoding = "utf-8"
        self._open: list[str] = []
        self._header: dict[str, str] = {}
        self._pupil: _Pupil | None = None
        self._depth = 0  # of what is open around the pupil, itself included
        self._group: dict[str, str] = {}
        self._pupils: list[_Pupil] = []
        self._strange: dict[str, None] = {}
        self._leaf = False

    def start(self, name: str, line: int) -> None:
        if not self._open and name not in ROOTS:
            raise RefusedError("unknown format")
        self._open.append(name)
        self._leaf = True
        if name in PUPILS and self._pupil is None:
            self._pupil, self._depth = _Pupil(line), len(self._open)

    def end(self, value: str) -> None:
        name = self._open.pop()
        leaf, self._leaf = self._leaf, False
        if self._pupil is None:
            if "Header" in self._open and value:
                self._header.setdefault(name, value)
            elif leaf and name not in STRUCTURE:
                self._strange.setdefault(name)
        elif name in PUPILS and not any(each in PUPILS for each in self._open):
            self._pupils.append(self._pupil)
            self._pupil = None
        elif leaf:
            self._take(self._pupil, name, value)
        else:
            self._close(self._pupil)

    def contents(self) -> Contents | Fault:
        """Give the roll, and the sessions where there are any. A file that is not of pupils is of an unknown format."""
        collection = self._header.get("Collection", "").upper().replace(" ", "")
        if collection not in COLLECTIONS and "CTFversion" not in self._header:
            return Fault("unknown format")
        if not self._pupils:
            return Fault("empty file")
        sheets: list[RawSheet] = []
        for sheet in (self._roll(), self._sessions()):
            if isinstance(sheet, Fault):
                return sheet
            sheets += [] if sheet is None else [sheet]
        year = self._header.get("Year", "")
        return Contents(
            container="school census",
            sheets=tuple(sheets),
            encoding=self.encoding,
            extracted_on=written_on(self._header.get("DateTime")) or written_on(self._header.get("ReferenceDate")),
            year=int(year) if year.isdigit() else None,
            strange=tuple(self._strange),
        )

    def _take(self, pupil: _Pupil, name: str, value: str) -> None:
        """Put the value of an element where it belongs."""
        others = next((group for group in self._open[self._depth :] if group in OTHERS), None)
        if others is not None:
            self._strange.setdefault(others)
        elif name in (CODE, *NUMBER, *NEED, *RANK, *FREE_MEALS_FROM, *FREE_MEALS_TO):
            if name in self._group:
                raise RefusedError("damaged")  # the same fact twice: which one holds is not for us to choose
            self._group[name] = value
        elif name in COUNTS and SESSIONS_OF_TERM in self._open:
            self._once(pupil.sessions, COUNTS[name], value)
        elif name in NAMES:
            self._once(pupil.values, NAMES[name], value)
        elif name not in STRUCTURE:  # an empty group is none
            self._strange.setdefault(name)

    def _once(self, values: dict[str, str], name: str, value: str) -> None:
        if values.get(name, value) != value:
            raise RefusedError("damaged")
        values[name] = value

    def _close(self, pupil: _Pupil) -> None:
        """Take what repeats, once the group that holds it together is closed."""
        group, self._group = self._group, {}
        sessions = next((group[name] for name in NUMBER if name in group), None)
        if group.get(CODE) and sessions is not None:
            if SESSIONS_OF_TERM in self._open:
                self._once(pupil.sessions, f"T_Reason_{group[CODE]}", sessions)
            else:
                self._strange.setdefault(CODE)  # half a term beside the term: its sessions are not the term's
        need = next((group[name] for name in NEED if group.get(name)), None)
        if need is not None:
            rank = next((group[name] for name in RANK if group.get(name)), "9")
            pupil.needs.append((rank, need))
        if any(group.get(name) for name in FREE_MEALS_FROM):
            pupil.meals.append(not any(group.get(name) for name in FREE_MEALS_TO))

    def _roll(self) -> RawSheet | Fault:
        rows, there = [], {"Estab", "UPN", "EnrolStatus"}
        for pupil in self._pupils:
            needs = [need for _, need in sorted(pupil.needs, key=lambda each: each[0])]
            named = dict(zip(("SENneed1", "SENneed2"), needs, strict=False))
            meals = {"FSMeligible": "Y" if any(pupil.meals) else "N"} if pupil.meals else {}
            rows.append((pupil.line, {"Estab": self._header.get("Estab", ""), **pupil.values, **named, **meals}))
            there |= set(rows[-1][1])
        every = ("Estab", *dict.fromkeys(NAMES.values()), "SENneed1", "SENneed2", "FSMeligible")
        columns = [column for column in every if column in there]
        return sheet_of(ROLL, columns, ((at, [values.get(name, "") for name in columns]) for at, values in rows))

    def _sessions(self) -> RawSheet | Fault | None:
        counted = [pupil for pupil in self._pupils if pupil.sessions]
        if not counted:
            return None
        codes = sorted({name for pupil in counted for name in pupil.sessions} - {"TermlySessionsPossible"})
        columns = ("Estab", "UPN", "AcademicYear", "Term", "TermlySessionsPossible", *codes)
        term, year = self._counted_term()
        rows = []
        for pupil in counted:
            known: dict[str, str] = defaultdict(str, pupil.sessions)
            who = [self._header.get("Estab", ""), pupil.values.get("UPN", ""), year, term]
            rows.append((pupil.line, [*who, *(known[column] for column in columns[4:])]))
        return sheet_of(SESSIONS, columns, rows)

    def _counted_term(self) -> tuple[str, str]:
        """Say which term's sessions these are, and in which school year."""
        term, year = BEFORE.get(self._header.get("Term", "").upper()[:3], ""), self._header.get("Year", "")
        if not term or not year.isdigit():
            return "", ""
        return term, f"{int(year) - 1}/{int(year) % 100:02}"
