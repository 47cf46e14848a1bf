"""What is asked of each different value, and of each pair of them that occurs, has the answer that every row would give."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds import coded_questions
from csps.feeds.bench import Bench
from csps.feeds.coded_questions import CodedQuestions
from csps.feeds.rules.questions import answers, questions
from csps.feeds.rules.values import typed
from csps.store import Resources
from csps.vault import CodedColumn

TABLE = delivered_tables()["feeds.school_attendance"]
DAY = date(2026, 11, 8)
VALUES = {
    "pupil_id": ["P1", "P2", "=1", None],
    "estab": ["12", "x\x07y"],
    "week_start": ["2026-11-02", "2024-01-01", "2026-12-07", "never", "2026-11-03", None],
    "register_code": ["/", "H", "?", None],
    "sessions": ["1", "12", "x"],
}


class Feed:
    date_format = "%Y-%m-%d"
    codes = {}  # noqa: RUF012 - a stand-in


@pytest.fixture
def bench():
    with Bench(Resources(threads=1)) as opened:
        yield opened


def columns_of(n, seed=0):
    chance = np.random.default_rng(seed)
    return {
        name: CodedColumn(pa.array(values, pa.string()), chance.integers(0, len(values), n).astype(np.int32))
        for name, values in VALUES.items()
    }


def row_by_row(columns, bench):
    """Ask every row every question."""
    texts = {name: column.values.take(column.places) for name, column in columns.items()}
    count = len(next(iter(columns.values())).places)
    read = bench.lay("every_row", pa.table(texts | {"_known_on": pa.array([DAY] * count)}))
    asked = questions(TABLE, read, typed(TABLE, Feed, read))
    found = bench.arrow(read.select(**answers(asked)))
    return {
        (one.column, one.rule.name): rows
        for one in asked
        if (rows := np.flatnonzero(found[one.answers].to_numpy() & one.bit).tolist())
    }


@pytest.mark.parametrize("few", [0, 4])
def test_the_answers_are_those_of_the_rows(bench, monkeypatch, few):
    monkeypatch.setattr(coded_questions, "FEW", few)
    columns = columns_of(300)
    answered = CodedQuestions(TABLE, Feed, DAY, bench).ask(columns)
    found = {(one.column, one.rule.name): rows.tolist() for one, rows in answered.broken}
    assert found == row_by_row(columns, bench)
    assert len(found) >= 10
    assert ("register_code", "code not valid then") in found, "a code is held against the week of its row"
    assert [one.place for one, _ in answered.broken] == sorted(one.place for one, _ in answered.broken)


def test_values_are_given_in_their_types_with_their_bands(bench):
    answered = CodedQuestions(TABLE, Feed, DAY, bench).ask(columns_of(5))
    assert answered.typed["week_start"] == [
        *map(date.fromisoformat, VALUES["week_start"][:3]),
        None,
        date(2026, 11, 3),
        None,
    ]
    assert answered.typed["sessions"] == [1, 12, None]
    assert answered.bands["register_code"] == ["/", "H", "?", "missing"]
    assert answered.bands["sessions"] == ["1", "3", "missing"]
