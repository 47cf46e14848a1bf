"""How values are spelled anew: a fact never changes, and what is not understood stays as it is."""

import ibis
import pyarrow as pa
import pytest

from csps.feeds.bench import Bench
from csps.feeds.layouts import takes


@pytest.fixture(scope="module")
def spelled():
    """Give what a take makes of one row of values."""
    with Bench() as bench:

        def spell(take, *values):
            texts = [ibis.null("string") if value is None else ibis.literal(value) for value in values]
            row = bench.lay("one", pa.table({"one": [1]}))
            ((found,),) = bench.rows(row.select(x=take.spell(*texts)))
            return found

        yield spell


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        ("29/02/2024", "2024-02-29"),
        ("1/2/2024", "2024-02-01"),
        ("29.02.2024", "2024-02-29"),
        ("20240229", "2024-02-29"),
        ("29-Feb-2024", "2024-02-29"),
        ("29 February 2024", "2024-02-29"),
        ("18-MAR-05", "2005-03-18"),
        ("1 Jan 39", "2039-01-01"),
        ("1-Jan-40", "1940-01-01"),
        ("2020-01-06T10:00", "2020-01-06"),
        ("2020-01-06 00:00:00", "2020-01-06"),
        ("06/01/2020 10:30", "2020-01-06"),
        ("31/02/2024", "31/02/2024"),
        ("13/25/2024", "13/25/2024"),
        ("soon", "soon"),
        (None, None),
    ],
)
def test_days(spelled, text, day):
    assert spelled(takes.day("x"), text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("N1", "N1"),
        ("n1", "N1"),
        ("a) WBRI", "WBRI"),
        ("q) 6: Police", "6"),
        ("b) 1B: Individual", "1B"),
        ("N1 - Abuse or Neglect", "N1"),
        ("E4A", "E4A"),
        ("C2: FCO", "C2"),
        ("e) PR4 - Private provision", "PR4"),
        ("10.0", "10"),
        ("Neglect", "NEG"),
        ("something else altogether", "something else altogether"),
        (None, None),
    ],
)
def test_codes(spelled, text, code):
    assert spelled(takes.code("x", {"neglect": "NEG"}), text) == code


@pytest.mark.parametrize(
    ("text", "sex"), [("1", "M"), ("2", "F"), ("b) Female", "F"), ("male", "M"), ("9", "U"), ("q", "Q")]
)
def test_sexes(spelled, text, sex):
    assert spelled(takes.sex("x"), text) == sex


@pytest.mark.parametrize(
    ("text", "flag"), [("a) Yes", "true"), ("N", "false"), ("1.0", "true"), ("0", "false"), ("?", "?")]
)
def test_yes_and_no(spelled, text, flag):
    assert spelled(takes.yes_no("x"), text) == flag


@pytest.mark.parametrize(
    ("text", "number"), [("12", "12"), ("12.0", "12"), ("-3.00", "-3"), ("12.5", "12.5"), ("x", "x")]
)
def test_whole_numbers(spelled, text, number):
    assert spelled(takes.number("x"), text) == number


def test_keys_are_one_in_two_spellings(spelled):
    one = spelled(takes.joined("a", "b"), "7", "01/02/2024")
    assert one == spelled(takes.joined("a", "b"), "7", "2024-02-01") == "7|2024-02-01"
    assert spelled(takes.joined("a", "b", after="X"), "7", None) == "7||X"
    assert spelled(takes.joined("a", "b"), None, "2024-02-01") is None


def test_addresses_are_joined(spelled):
    assert spelled(takes.lines("a", "b", "c"), "1 High Street", None, "Town") == "1 High Street, Town"
    assert spelled(takes.lines("a", "b"), None, None) is None


def test_several_codes_become_a_list(spelled):
    assert spelled(takes.listed_codes("x"), "1a, 2B;3C") == '["1A","2B","3C"]'
    assert spelled(takes.listed_codes("x"), '["1A"]') == '["1A"]'


def test_values_inside_json(spelled):
    take = takes.inside("x", "UPRN", "OTHER")
    assert spelled(take, '{"UPRN": "100", "TOWN": "x"}') == "100"
    assert spelled(take, "not json") is None


def test_police_ethnicities_are_translated(spelled):
    assert spelled(takes.ethnicity("x"), "W1") == "WBRI"
    assert spelled(takes.ethnicity("x"), "h) MWAS") == "MWAS"


def test_conditions(spelled):
    known = takes.unless(takes.as_it_is("a"), "a", r"^UN\d$")
    assert (spelled(known, "UN1", "UN1"), spelled(known, "A1", "A1")) == (None, "A1")
    assert spelled(takes.only("a", r"(?i)^UN\d$"), "un3") == "UN3"
    assert spelled(takes.first_of("a", "b"), None, "x") == "x"
    assert spelled(takes.always("UPN")) == "UPN"
