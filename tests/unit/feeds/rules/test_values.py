"""Each value against its column: what fits, what breaks which rule, and that every contract can be asked."""

from datetime import date
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Code, CodeList, Column, Identity, Purpose, Retention, Table, Type
from csps.feeds.bench import Bench
from csps.feeds.rules.rule import Effect, Rule
from csps.feeds.rules.values import MOST_CHECKS, bits, checks, mask_of, typed

COLOURS = CodeList(
    "colour",
    "invented",
    (
        Code("RED", "red"),
        Code("OLD", "no longer used", valid_to=date(2024, 7, 31)),
        Code("TWICE", "first use", valid_to=date(2020, 12, 31)),
        Code("TWICE", "second use", valid_from=date(2025, 1, 1)),
    ),
)


def column(name, kind, **more):
    return Column(name=name, type=kind, meaning="Something.", **more)


TABLE = Table(
    name="feeds.tiny",
    agency="test",
    meaning="A table for tests.",
    row="one row per thing",
    key=("thing",),
    columns=(
        column("thing", Type.TEXT, required=True),
        column("began", Type.DATE),
        column("ended", Type.DATE),
        column("born", Type.DATE, identity=Identity.BIRTH_DATE),
        column("size", Type.INTEGER, unit="pence", minimum=-5, maximum=1000),
        column("is_big", Type.FLAG),
        column("colour", Type.CODE, codes=COLOURS),
        column("colours", Type.CODES, codes=COLOURS),
    ),
    retention=Retention(1, "the end", "a test"),
    purposes=frozenset({Purpose.OPERATIONS}),
    happened_on="began",
    ended_on="ended",
)


STYLE = SimpleNamespace(date_format="%d/%m/%Y", codes={"colour": {"ROUGE": "RED"}})


@pytest.fixture(scope="module")
def bench():
    with Bench() as opened:
        yield opened


@pytest.fixture
def asked(bench):
    """Give the values of one row in declared types and the rules it breaks."""

    def ask(known_on="2026-01-05", **row):
        full = dict.fromkeys(TABLE.column_names) | {"thing": "t", "_known_on": known_on} | row
        read = bench.lay("read", pa.Table.from_pylist([full], schema=pa.schema([(name, pa.string()) for name in full])))
        read = read.cast({"_known_on": "date"})
        values = typed(TABLE, STYLE, read)
        questions = checks(TABLE, read, values)
        found = bench.arrow(read.select(**values, _broken=bits(questions))).to_pylist()[0]
        broken = found.pop("_broken")
        return found, [(c.column, c.rule) for place, c in enumerate(questions) if broken & 1 << place]

    return ask


def test_good_values_come_in_their_types(asked):
    values, broken = asked(
        began="31/12/2025", size="-5", is_big="true", colour="RED", colours='["RED", "OLD"]', born="29/02/2024"
    )
    assert broken == [("colours", Rule.UNTIMELY_CODE)]
    assert values == {
        "thing": "t",
        "began": date(2025, 12, 31),
        "ended": None,
        "born": date(2024, 2, 29),
        "size": -5,
        "is_big": True,
        "colour": "RED",
        "colours": ["RED", "OLD"],
    }


def test_missing_values_break_nothing_unless_they_are_required(asked):
    assert asked()[1] == []
    assert asked(thing=None)[1] == [("thing", Rule.REQUIRED)]


@pytest.mark.parametrize("text", ["2025-12-31", "31/02/2025", "12/31/2025", "soon", "1/1/2025 10:00"])
def test_what_is_no_date_in_the_feeds_format(asked, text):
    values, broken = asked(ended=text)
    assert broken == [("ended", Rule.NOT_A_DATE)]
    assert values["ended"] is None


@pytest.mark.parametrize("text", ["1.5", "1e3", "£5", "12 ", "", "9" * 30])
def test_what_is_no_whole_number(asked, text):
    assert asked(size=text)[1] == [("size", Rule.NOT_A_NUMBER)]


@pytest.mark.parametrize(("text", "rule"), [("-6", Rule.BELOW), ("1001", Rule.ABOVE)])
def test_numbers_out_of_range(asked, text, rule):
    assert asked(size=text)[1] == [("size", rule)]


@pytest.mark.parametrize(("text", "value"), [("Y", True), ("no", False), ("1", True), ("FALSE", False)])
def test_ways_of_saying_yes_and_no(asked, text, value):
    assert asked(is_big=text) == ({**asked()[0], "is_big": value}, [])


def test_anything_else_is_neither_yes_nor_no(asked):
    assert asked(is_big="perhaps")[1] == [("is_big", Rule.NOT_A_FLAG)]


def test_codes_are_mapped_as_the_council_declared(asked):
    assert asked(colour="ROUGE")[0]["colour"] == "RED"


def test_codes_that_nobody_knows(asked):
    assert asked(colour="BLUE")[1] == [("colour", Rule.UNKNOWN_CODE)]
    assert asked(colours='["RED", "BLUE"]')[1] == [("colours", Rule.UNKNOWN_CODE)]
    assert asked(colours="RED")[1] == [("colours", Rule.NOT_A_LIST)]
    assert asked(colours="[]")[1] == []


@pytest.mark.parametrize(
    ("code", "began", "is_timely"),
    [
        ("OLD", "31/07/2024", True),
        ("OLD", "01/08/2024", False),
        ("TWICE", "31/12/2020", True),
        ("TWICE", "01/01/2021", False),
        ("TWICE", "01/01/2025", True),
        ("OLD", None, True),
    ],
)
def test_codes_are_judged_on_the_day_of_the_row(asked, code, began, is_timely):
    expected = [] if is_timely else [("colour", Rule.UNTIMELY_CODE)]
    assert asked(colour=code, began=began)[1] == expected


def test_dates_too_long_ago(asked):
    assert asked(ended="31/12/1899")[1] == [("ended", Rule.BEFORE_1900)]
    assert asked(ended="31/12/25")[1] == [("ended", Rule.BEFORE_1900)]
    assert asked(born="01/01/1900")[1] == []


def test_how_far_a_date_may_lie_ahead_depends_on_what_it_is(asked):
    assert asked(born="05/01/2026")[1] == []
    assert asked(born="06/01/2026")[1] == [("born", Rule.IN_THE_FUTURE)]
    assert asked(began="05/02/2026")[1] == []
    assert asked(began="06/02/2026")[1] == [("began", Rule.IN_THE_FUTURE)]
    assert asked(ended="06/02/2046")[1] == []
    assert asked(ended="06/02/2226")[1] == [("ended", Rule.IN_THE_FUTURE)]


def test_an_end_before_the_beginning_is_only_noted(asked):
    _, broken = asked(began="02/01/2026", ended="01/01/2026")
    assert broken == [("ended", Rule.ENDED_BEFORE)]
    assert Rule.ENDED_BEFORE.effect is Effect.NOTE


def test_the_mask_has_the_bits_of_one_effect(bench):
    read = ibis.table({**dict.fromkeys(TABLE.column_names, "string"), "_known_on": "date"}, name="any")
    questions = checks(TABLE, read, typed(TABLE, STYLE, read))
    row, note = mask_of(questions, Effect.ROW), mask_of(questions, Effect.NOTE)
    assert row & note == 0
    assert row | note == (1 << len(questions)) - 1


@pytest.mark.parametrize("table", delivered_tables().values(), ids=lambda table: table.name)
def test_every_contract_can_be_asked_in_one_number(table):
    read = ibis.table({**dict.fromkeys(table.column_names, "string"), "_known_on": "date"}, name="any")
    assert len(checks(table, read, typed(table, STYLE, read))) <= MOST_CHECKS
