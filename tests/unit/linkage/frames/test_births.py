"""Births that stand in several columns."""

from __future__ import annotations

import numpy as np
import pytest

from csps.linkage.frames.births import joined_births

YEAR, MONTH, DAY = ["1949", "1968", None, "1930"], ["7", "11", "2", None], ["22", "3", "1", None]


def columns(*given):
    return [np.array(each, dtype=object) for each in given]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_year_month_and_day_are_told_by_their_values_in_any_order(order):
    parts = columns(YEAR, MONTH, DAY)
    (found,) = joined_births([parts[place] for place in order])
    assert found.tolist() == ["1949-07-22", "1968-11-03", None, "1930-00-00"]


def test_years_of_two_digits_are_told_from_days_by_those_above_31():
    (found,) = joined_births(columns(["22", "3"], ["7", "11"], ["49", "8"]))
    assert found.tolist() == ["22/07/49", "03/11/08"]


def test_a_slip_out_of_range_does_not_make_a_day_of_a_month():
    months, days = ["7"] * 19 + ["70"], ["22"] * 20
    (found,) = joined_births(columns(["1949"] * 20, months, days))
    assert found[0] == "1949-07-22"


def test_where_no_value_tells_the_names_do():
    parts = columns(["1949"], ["3"], ["7"])
    assert joined_births(parts, ["by", "bd", "bm"])[0].tolist() == ["1949-07-03"]
    assert joined_births(parts, ["by", "bm", "bd"])[0].tolist() == ["1949-03-07"]


def test_a_day_with_its_month_beside_a_year():
    (found,) = joined_births(columns(["17/02", None, "3-11"], ["1985", "1990", "1971"]))
    assert found.tolist() == ["17/02/1985", "1990", "3/11/1971"]


def test_a_year_with_a_month_alone():
    assert joined_births(columns(["1949", "1968"], ["7", "12"]))[0].tolist() == ["1949-07-00", "1968-12-00"]


@pytest.mark.parametrize("given", [(["1949-07-22"], ["22/07/1949"]), (["1949"], ["1950"]), (["1949-07-22"],), ()])
def test_whole_dates_and_single_columns_stay_as_they_are(given):
    parts = columns(*given)
    assert [each.tolist() for each in joined_births(parts)] == [each.tolist() for each in parts]
