"""The Children in Need census: its XML read as it streams by, a sheet for each kind of element.

A child's rows are given only once its element is closed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field

from csps.feeds.readers.contents import Contents, RawSheet, sheet_of
from csps.feeds.readers.elements import RefusedError, heard, written_on
from csps.vault import Fault

CHILD = "LAchildID"
GROUPS = {
    "ChildIdentifiers": "child",
    "ChildCharacteristics": "child",
    "CINdetails": "CINdetails",
    "Assessments": "Assessments",
    "CINPlanDates": "CINPlanDates",
    "Section47": "Section47",
    "ChildProtectionPlans": "ChildProtectionPlans",
    "PreProceedingsandFGDM": "PreProceedingsandFGDM",
}
"""Element -> the sheet that its values belong to."""
FIELDS = {
    "child": (
        "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate", "GenderCurrent", "Sex",
        "PersonDeathDate", "Ethnicity",
    ),
    "Disability": ("Disability",),
    "CINdetails": (
        "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure",
        "DateOfInitialCPC", "ReferralNFA",
    ),
    "Assessments": (
        "CINreferralDate", "AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate",
        "AssessmentFactors",
    ),
    "CINPlanDates": ("CINreferralDate", "CINPlanStartDate", "CINPlanEndDate"),
    "Section47": ("CINreferralDate", "S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
    "ChildProtectionPlans": (
        "CINreferralDate", "CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse",
        "NumberOfPreviousCPP",
    ),
    "Reviews": ("CINreferralDate", "CPPstartDate", "CPPreviewDate"),
    "PreProceedingsandFGDM": (
        "CINreferralDate", "PPStartDate", "LBPSentDate", "FGDMMeetingOffer", "FGDMMeetingFac", "InitialPPMeetingDate",
        "ReviewMeetingsCount", "StepDecisionDate", "PPOutcome", "CourtAppDate", "LetterInitCPDate",
    ),
}  # fmt: skip
"""Sheet -> its columns beside the child's number."""
REPEATED = {"AssessmentFactors": "Assessments", "Disability": "Disability", "CPPreviewDate": "Reviews"}
STRUCTURE = frozenset(
    {"Message", "Children", "Child", "Disabilities", "FactorsIdentifiedAtAssessment", "Reviews", *GROUPS}
)
HEADER = frozenset(
    {
        "Header", "CollectionDetails", "Source", "Collection", "Year", "ReferenceDate", "SourceLevel", "LEA",
        "SoftwareCode", "Release", "SerialNo", "DateTime", "Content", "CBDSLevels", "CBDSLevel", "Organisation",
    }
)  # fmt: skip


def read_census(data: bytes) -> Contents | Fault:
    """Read a census. A document that is something else, breaks off or declares entities is a fault."""
    return heard(data, _Reading())


@dataclass(slots=True)
class _Element:
    name: str
    line: int
    first: int  # how many groups of the child there were when it began
    values: dict[str, str] = field(default_factory=dict)


class _Reading:
    """What has streamed by so far."""

    def __init__(self) -> None:
        self.encoding = "utf-8"
        self._open: list[_Element] = []
        self._header: dict[str, str] = {}
        self._child: list[tuple[str, int, dict[str, str]]] = []
        self._rows: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        self._strange: dict[str, None] = {}
        self._seen: set[str] = set()

    def start(self, name: str, line: int) -> None:
        if not self._open and name != "Message":
            raise RefusedError("unknown format")
        self._open.append(_Element(name, line, len(self._child)))
        if name == "Child":
            self._child = []

    def end(self, value: str) -> None:
        element = self._open.pop()
        if element.name == "Child":
            self._close_child(element.line)
        elif element.name in GROUPS:
            self._child.append((GROUPS[element.name], element.line, element.values))
            self._lend(element)
        elif element.name not in STRUCTURE:
            self._take(element, value)

    def contents(self) -> Contents | Fault:
        """Give the sheets. A census in which no child was is empty."""
        if self._header.get("Collection", "CIN").upper() != "CIN":
            return Fault("unknown format")
        if not self._rows:
            return Fault("empty file")
        sheets: list[RawSheet] = []
        for name, columns in FIELDS.items():
            if name in self._rows:
                sheet = sheet_of(name, (CHILD, *columns), self._rows[name])
                if isinstance(sheet, Fault):
                    return sheet
                sheets.append(sheet)
        return Contents(
            container="cin census",
            sheets=tuple(sheets),
            encoding=self.encoding,
            extracted_on=written_on(self._header.get("DateTime")) or written_on(self._header.get("ReferenceDate")),
            year=self._year(),
            strange=tuple(self._strange),
        )

    def _take(self, element: _Element, value: str) -> None:
        """Put the value of an element where it belongs: into the group around it."""
        self._seen.add(element.name)
        group = next((each for each in reversed(self._open) if each.name in GROUPS), None)
        if group is None:
            if element.name in HEADER:
                self._header.setdefault(element.name, value)
            else:
                self._strange.setdefault(element.name)
            return
        if element.name in REPEATED and element.name != "AssessmentFactors":
            self._child.append((REPEATED[element.name], element.line, {element.name: value}))
        elif element.name == "AssessmentFactors":
            listed = json.loads(group.values.get(element.name, "[]"))
            group.values[element.name] = json.dumps([*listed, value] if value else listed)
        elif element.name in FIELDS[GROUPS[group.name]] or element.name == CHILD:
            if element.name in group.values:
                raise RefusedError("damaged")  # the same fact twice: which one holds is not for us to choose
            group.values[element.name] = value
        else:
            self._strange.setdefault(element.name)

    def _lend(self, element: _Element) -> None:
        """Give what was inside a referral or a plan the day that tells it from others."""
        for sheet, _, values in self._child[element.first :]:
            for name in ("CINreferralDate", "CPPstartDate"):
                if name in element.values and name in FIELDS[sheet]:
                    values.setdefault(name, element.values[name])

    def _close_child(self, line: int) -> None:
        person: dict[str, str] = {}
        for sheet, _, values in self._child:
            if sheet == "child":
                person |= values
        number = person.get(CHILD, "")
        self._rows["child"].append((line, [number, *(person.get(name, "") for name in FIELDS["child"])]))
        for sheet, at, values in self._child:
            if sheet != "child":
                self._rows[sheet].append((at, [number, *(values.get(name, "") for name in FIELDS[sheet])]))
        self._child = []

    def _year(self) -> int | None:
        """Say of which year's shape it is: the year of the header or of its reference day, whichever fits its elements.

        `GenderCurrent` became `Sex` in 2024, and proceedings came in 2026.
        """
        said = [
            year for year in (self._header.get("Year", ""), self._header.get("ReferenceDate", "")[:4]) if year.isdigit()
        ]
        least = 2026 if "PPStartDate" in self._seen else 2024 if "Sex" in self._seen else 0
        most = 2023 if "GenderCurrent" in self._seen else 9999
        years = [int(year) for year in said]
        return next((year for year in years if least <= year <= most), years[0] if years else None)
