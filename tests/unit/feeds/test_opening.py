"""Files opened: refused where they cannot be read, held where they are too short or too long."""

import dataclasses

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.noticed import Noticed
from csps.feeds.opening import opened
from csps.feeds.rules.delivery import column_twice, empty_file, long, missing_column, quotes, short, unknown_column
from csps.settings.arrivals import ExpectedRows
from csps.settings.feed_words import Decision

TABLE = delivered_tables()["feeds.ssd_mother"]

HEAD = "moth_table_id,moth_person_id,moth_childs_person_id\n"


@pytest.fixture
def feed(office):
    return office.programme.feeds["ssd_mother"]


def open_text(text, feed):
    return opened(text.encode(), feed)


def test_a_good_file_has_its_rows(feed):
    found = open_text(HEAD + "1,2,3\n", feed)
    assert (found.noticed, found.kept_out_by, found.delivered.rows) == ((), None, 1)


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("", Noticed(empty_file.RULE)),
        ("moth_table_id,moth_person_id\n1,2\n", Noticed(missing_column.RULE, "moth_childs_person_id", 1)),
        (HEAD.replace("\n", ",moth_person_id\n"), Noticed(column_twice.RULE, "moth_person_id", 1)),
        (HEAD + '1,2"3,4\n', Noticed(quotes.RULE, line=2)),
    ],
)
def test_what_cannot_be_read_is_refused(feed, text, noticed):
    found = open_text(text, feed)
    assert found.noticed == (noticed,)
    assert found.is_refused
    assert found.kept_out_by is noticed.rule


def test_a_file_without_a_first_line_names_what_is_missing_and_no_value(feed):
    found = open_text("M1,Amina,Adeyemi\n", feed)
    assert {one.column for one in found.noticed if one.keeps_out} == set(TABLE.column_names)
    assert "Amina" not in repr(found.noticed)


def test_a_column_too_many_is_left_out_and_noted(feed):
    found = open_text("notes," + HEAD + "x,1,2,3\n", feed)
    assert found.noticed == (Noticed(unknown_column.RULE, line=1, keeps_out=False),)
    assert found.kept_out_by is None


def test_headings_may_be_the_agencys_own(feed):
    mapped = dataclasses.replace(feed, columns={"moth_person_id": "MOTHER"})
    assert open_text(HEAD.replace("moth_person_id", "MOTHER") + "1,2,3\n", mapped).noticed == ()


@pytest.mark.parametrize(("rows", "rule", "choice"), [(1, short.RULE, "when_short"), (4, long.RULE, "when_double")])
def test_an_unusual_length_follows_the_feeds_rule(feed, rows, rule, choice):
    text = HEAD + "1,2,3\n" * rows
    usual = dataclasses.replace(feed, expected_rows=ExpectedRows(least=2, most=3))
    hold = open_text(text, dataclasses.replace(usual, **{choice: Decision.HOLD}))
    let_pass = open_text(text, dataclasses.replace(usual, **{choice: Decision.PASS}))
    assert (hold.kept_out_by, hold.is_refused) == (rule, False)
    assert (let_pass.kept_out_by, let_pass.noticed) == (None, (Noticed(rule, keeps_out=False),))
