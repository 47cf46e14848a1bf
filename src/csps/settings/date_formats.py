"""How a feed writes dates, in the letters of C and Python, tried out on days that are easily mistaken."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from csps.settings.faults import shown, wrong

ALLOWED = 'a date format such as "%d/%m/%Y", with a day, a month and a year of four digits'
_TRIED = (date(1931, 2, 3), date(2026, 11, 12), date(2028, 2, 29))


def _told_apart(written: str) -> str:
    if "%y" in written:
        raise wrong(f"is {shown(written)}, whose year of two digits cannot tell 1931 from 2031", f"it takes {ALLOWED}")
    try:
        survived = all(datetime.strptime(day.strftime(written), written).date() == day for day in _TRIED)  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        survived = False
    if not survived:
        raise wrong(f"is {shown(written)}", f"it takes {ALLOWED}")
    return written


DateFormat = Annotated[str, Field(min_length=1, max_length=40, description=ALLOWED), AfterValidator(_told_apart)]
