"""Date formats are tried out before a year of files is read with them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from csps.settings.date_formats import DateFormat

ADAPTER = TypeAdapter(DateFormat)


@pytest.mark.parametrize("written", ["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d-%b-%Y", "%d %B %Y", "%d/%m/%Y %H:%M"])
def test_formats_with_day_month_and_year_pass(written):
    assert ADAPTER.validate_python(written) == written


@pytest.mark.parametrize(
    "written", ["", "dd/mm/yyyy", "%d/%m", "%Y", "%m/%Y", "%d/%m/%y", "%Q", "%", "%Y-%m-%d%", "%H:%M"]
)
def test_formats_that_lose_a_day_are_refused(written):
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(written)


def test_a_year_of_two_digits_is_told_why():
    with pytest.raises(ValidationError, match="cannot tell 1931 from 2031"):
        ADAPTER.validate_python("%d/%m/%y")
