"""The ledger: what is noted once, written once, and read back next week."""

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.code_lists.stages import LOAD_STATE
from csps.feeds.ledger import LOAD, Ledger, State
from csps.feeds.rules.delivery import encoding, late
from csps.store import Edition


@pytest.fixture
def edition(office, kit):
    return Edition(office.lake, kit.WEEK)


@pytest.fixture
def ledger(edition):
    with Ledger(edition) as opened:
        yield opened


def written(ledger, edition, table):
    ledger.write("2026-11-09")
    with edition.connect() as lake:
        return lake.table_or_empty(table).to_pyarrow().to_pylist()


def test_the_states_are_those_of_the_contract():
    assert tuple(state.value for state in State) == LOAD_STATE.values


def test_a_note_about_a_file_is_a_finding(ledger, edition):
    ledger.note("a.csv", "feeds.ssd_person", encoding.RULE, line=7)
    ledger.note("b.csv", "feeds.ssd_person", late.RULE, passes=True)
    found = written(ledger, edition, "feeds.finding")
    assert [(f["delivery"], f["line"], f["column_name"], f["rule"], f["effect"]) for f in found] == [
        ("a.csv", 7, "*", "encoding", "file"),
        ("b.csv", 0, "*", "late", "note"),
    ]


def test_the_same_finding_twice_is_one(ledger, edition):
    for _ in range(2):
        ledger.note("a.csv", "feeds.ssd_person", encoding.RULE)
    assert len(written(ledger, edition, "feeds.finding")) == 1


def test_rejected_rows_are_listed_without_what_was_in_them(ledger, edition):
    row = {"delivery": "a.csv", "line": 3, "table_name": "feeds.ssd_person", "rule": "required", "content": "Amina"}
    ledger.reject_rows(pa.Table.from_pylist([row]))
    row.pop("content")
    assert written(ledger, edition, "feeds.rejected") == [row]


def test_loads_are_read_back_next_week(office, kit, ledger, edition):
    load = kit.arrival("p/a.csv", state=State.HELD, rule=late.RULE).load("f", "feeds.ssd_person", kit.WEEK)
    ledger.loads.append(load)
    ledger.write("2026-11-09")
    edition.publish()
    with Ledger(Edition(office.lake, kit.NEXT_WEEK)) as later:
        assert list(later.published) == [load]
        assert later.published[0].is_held


def test_nothing_noted_is_no_part(ledger, edition):
    ledger.write("2026-11-09")
    assert {snapshot.table for snapshot in edition.written} == {LOAD}


def test_every_table_is_there_from_the_first_week_on(ledger, edition, monkeypatch):
    monkeypatch.undo()
    ledger.write_empty_tables("2026-11-09")
    assert {snapshot.table for snapshot in edition.written} >= set(delivered_tables())
    assert all(snapshot.rows == 0 for snapshot in edition.written)
    count = len(edition.written)
    ledger.write_empty_tables("2026-11-09.2")
    assert len(edition.written) == count
