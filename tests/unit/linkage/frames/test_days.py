"""Dates of birth as offices write them."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.linkage.frames.days import day_of, days_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1953-12-31", "1953-12-31"),
        ("1953/12/31", "1953-12-31"),
        ("19531231", "1953-12-31"),
        ("19531231.0", "1953-12-31"),
        ("31121953", "1953-12-31"),
        ("31/12/1953", "1953-12-31"),
        ("31.12.53", "1953-12-31"),
        ("1/2/26", "2026-02-01"),
        ("31st Dec 1953", "1953-12-31"),
        ("December 31, 1953", "1953-12-31"),
        ("31-DEC-53", "1953-12-31"),
        ("1953-12-31 00:00:00", "1953-12-31"),
        ("1953-12-31T00:00:00Z", "1953-12-31"),
        ("1953", "1953-01-01"),
        ("19531399", "1953-13-99"),
        ("2953-12-31", "2953-12-31"),
        ("20121953", "1953-12-20"),
        ("4051953", "1953-05-04"),
        ("1953123", "1953-12-03"),
        ("531231", "1953-12-31"),
        ("311253", "1953-12-31"),
        ("1953-04", "1953-04-00"),
        ("04/1953", "1953-04-00"),
        ("Apr 1953", "1953-04-00"),
        ("unknown", None),
        ("12 Foo 1953", None),
        ("about 1953?", "about-1953"),
    ],
)
def test_a_date_is_read_in_any_usual_form_and_a_slip_keeps_its_signs(text, day):
    assert day_of(text, 2026) == day


def test_the_column_says_whether_the_month_comes_first():
    american = pd.Series(["3/4/1990", "12/31/1990", None])
    british = pd.Series(["3/4/1990", "31/12/1990"])
    assert days_of(american, 2026)["3/4/1990"] == "1990-03-04"
    assert days_of(british, 2026)["3/4/1990"] == "1990-04-03"


def test_the_column_says_in_which_order_it_writes_digits():
    assert days_of(pd.Series(["01021980", "31122001"]), 2026)["01021980"] == "1980-02-01"
    assert days_of(pd.Series(["01021980", "12312001"]), 2026)["01021980"] == "1980-01-02"
    assert days_of(pd.Series(["010203", "801231"]), 2026)["010203"] == "2001-02-03"
    assert days_of(pd.Series(["010203", "311280"]), 2026)["010203"] == "2003-02-01"
