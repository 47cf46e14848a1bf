"""What to expect of a delivery."""

from __future__ import annotations

import pytest

FEED = ("feeds", "police_asb")


@pytest.mark.parametrize(
    ("known_on", "path", "words"),
    [
        ({"source": "file name"}, "date_format", 'is missing, and source = "file name" needs it'),
        ({"source": "column"}, "column", 'is missing, and source = "column" needs it; it takes the heading'),
        ({"source": "column", "column": "Taken", "date_format": "%Y-%m-%d"}, "date_format", "has no meaning where"),
        ({"source": "file name", "date_format": "%Y-%m-%d", "column": "Taken"}, "column", "has no meaning where"),
        ({"source": "filename", "date_format": "%Y-%m-%d"}, "source", 'did you mean "file name"?'),
        ({"date_format": "%Y-%m-%d"}, "source", "is missing"),
        ({"source": "file name", "date_format": "%d.%m"}, "date_format", 'is "%d.%m"; it takes a date format'),
    ],
)  # fmt: skip
def test_where_known_on_comes_from(values, faults_in, known_on, path, words):
    values["feeds"]["police_asb"]["known_on"] = known_on
    faults = faults_in(values)
    assert list(faults) == [(*FEED, "known_on", path)]
    assert words in faults[*FEED, "known_on", path][0]


def test_a_column_may_say_it(values, faults_in):
    values["feeds"]["police_asb"]["known_on"] = {"source": "column", "column": "Extract Date"}
    assert faults_in(values) == {}


def test_a_name_without_a_star_has_no_date(values, faults_in):
    values["feeds"]["police_asb"]["pattern"] = "police/asb.csv"
    faults = faults_in(values)
    assert list(faults) == [(*FEED, "known_on", "source")]
    values["feeds"]["police_asb"]["known_on"] = {"source": "column", "column": "Extract Date"}
    assert faults_in(values) == {}


def test_expected_rows_run_upwards(values, faults_in):
    values["feeds"]["police_asb"]["expected_rows"] = {"least": 500, "most": 499}
    faults = faults_in(values)
    assert list(faults) == [(*FEED, "expected_rows", "most")]
    assert (
        "is 499, below least, which is 500; it takes the same number or more"
        in faults[*FEED, "expected_rows", "most"][0]
    )
    values["feeds"]["police_asb"]["expected_rows"] = {"least": 500, "most": 500}
    assert faults_in(values) == {}


@pytest.mark.parametrize("retention", [{"years": 0, "after": "birth"}, {"years": 101, "after": "birth"}])
def test_retention_is_in_whole_years(values, faults_in, retention):
    values["feeds"]["police_asb"]["retention"] = retention
    assert list(faults_in(values)) == [(*FEED, "retention", "years")]
