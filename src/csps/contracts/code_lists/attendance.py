"""Register codes of school attendance, with the days on which each could be used, and what each counts as.

Codes changed on 19 August 2024 (School Attendance (Pupil Registration) (England) Regulations 2024). H, J and Y ended
the day before; C1, C2, J1, K, Q and Y1 to Y7 began.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.contracts.model import Code, CodeList

if TYPE_CHECKING:
    from collections.abc import Mapping

LAST_DAY_OF_OLD_CODES = date(2024, 8, 18)
FIRST_DAY_OF_NEW_CODES = date(2024, 8, 19)


class Counted(StrEnum):
    """What a session with a register code counts as in the attendance rules."""

    PRESENT = "present"  # in school, or at an approved educational activity
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_POSSIBLE = "not a possible session"  # neither numerator nor denominator


_LASTING = {
    "/": ("present in the morning", Counted.PRESENT),
    "\\": ("present in the afternoon", Counted.PRESENT),
    "L": ("late, before the register closed", Counted.PRESENT),
    "B": ("educated off site, approved activity", Counted.PRESENT),
    "P": ("supervised sporting activity", Counted.PRESENT),
    "V": ("educational visit or trip", Counted.PRESENT),
    "W": ("work experience", Counted.PRESENT),
    "C": ("other authorised circumstances", Counted.AUTHORISED),
    "E": ("suspended or excluded, no alternative provision", Counted.AUTHORISED),
    "I": ("illness", Counted.AUTHORISED),
    "M": ("medical or dental appointment", Counted.AUTHORISED),
    "R": ("religious observance", Counted.AUTHORISED),
    "S": ("study leave", Counted.AUTHORISED),
    "T": ("parent travelling for work", Counted.AUTHORISED),
    "G": ("holiday not granted", Counted.UNAUTHORISED),
    "N": ("reason not yet known", Counted.UNAUTHORISED),
    "O": ("other unauthorised circumstances", Counted.UNAUTHORISED),
    "U": ("arrived after the register closed", Counted.UNAUTHORISED),
    "D": ("dual registered: counted at the other school", Counted.NOT_POSSIBLE),
    "X": ("not required to attend", Counted.NOT_POSSIBLE),
    "Z": ("not yet on roll", Counted.NOT_POSSIBLE),
    "#": ("planned closure", Counted.NOT_POSSIBLE),
}
_UNTIL_2024 = {
    "H": ("holiday granted by the school", Counted.AUTHORISED),
    "J": ("interview", Counted.PRESENT),
    "Y": ("unable to attend, exceptional circumstances", Counted.NOT_POSSIBLE),
}
_SINCE_2024 = {
    "K": ("education arranged by the council", Counted.PRESENT),
    "C1": ("regulated performance or employment abroad", Counted.AUTHORISED),
    "C2": ("part-time timetable", Counted.AUTHORISED),
    "J1": ("interview for employment or for another school", Counted.AUTHORISED),
    "Q": ("unable to attend: the council's transport or access arrangements failed", Counted.NOT_POSSIBLE),
    "Y1": ("unable to attend: usual transport not available", Counted.NOT_POSSIBLE),
    "Y2": ("unable to attend: widespread disruption to travel", Counted.NOT_POSSIBLE),
    "Y3": ("unable to attend: part of the premises closed", Counted.NOT_POSSIBLE),
    "Y4": ("unable to attend: the whole site unexpectedly closed", Counted.NOT_POSSIBLE),
    "Y5": ("unable to attend: in criminal justice detention", Counted.NOT_POSSIBLE),
    "Y6": ("unable to attend: public health guidance or law", Counted.NOT_POSSIBLE),
    "Y7": ("unable to attend: any other unavoidable cause", Counted.NOT_POSSIBLE),
}

REGISTER_CODE = CodeList(
    "register code",
    "DfE, Working together to improve school attendance (August 2024); earlier codes from the 2013 guidance",
    (
        *(Code(value, meaning) for value, (meaning, _) in _LASTING.items()),
        *(Code(value, meaning, valid_to=LAST_DAY_OF_OLD_CODES) for value, (meaning, _) in _UNTIL_2024.items()),
        *(Code(value, meaning, valid_from=FIRST_DAY_OF_NEW_CODES) for value, (meaning, _) in _SINCE_2024.items()),
    ),
)

COUNTED_AS: Mapping[str, Counted] = MappingProxyType(
    {value: counted for value, (_, counted) in {**_LASTING, **_UNTIL_2024, **_SINCE_2024}.items()}
)
"""What each register code counts as. A code never changed its meaning between present, absent and not possible;
J1 is a new code because an interview became an authorised absence."""
