"""A synthetic workspace says of every feed what is so, in the words that a council's settings are written in."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Purpose
from csps.settings import read_programme
from csps.settings.patterns import fits
from csps.synthetic.agencies.schedule import feed_style
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Counted
from csps.synthetic.workspace_files import write_workspace_files

END = date(2026, 11, 16)


@pytest.fixture(scope="module")
def counted():
    return {name: Counted(files=6, lines=977 * place, bytes=1) for place, name in enumerate(delivered_tables())}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, counted):
    folder = tmp_path_factory.mktemp("workspace")
    write_workspace_files(folder, Calendar(END, 20, 10), counted)
    return folder


@pytest.fixture(scope="module")
def programme(workspace):
    return read_programme(workspace, delivered_tables())


def test_settings_read_it(programme):
    assert programme.workspace.synthetic
    assert programme.workspace.as_of == END
    assert set(programme.feeds) == {name.partition(".")[2] for name in delivered_tables()}


def test_every_feed_is_written_as_it_is_delivered(programme):
    for feed in programme.feeds.values():
        style = feed_style(feed.table)
        assert (feed.delimiter, feed.encoding, feed.date_format) == (style.delimiter, style.encoding, style.date_format)
        assert fits(feed.pattern, style.file("2026-11-15"))
        assert feed.rhythm.value in (style.rhythm, f"{style.rhythm} in term")


def test_every_feed_is_known_by_the_date_in_its_files_names(programme):
    assert {(feed.known_on.source, feed.known_on.date_format) for feed in programme.feeds.values()} == {
        ("file name", "%Y-%m-%d")
    }


def test_uses_are_all_that_the_contract_allows(programme):
    for feed in programme.feeds.values():
        table = delivered_tables()[feed.table]
        allowed = {purpose for column in table.column_names for purpose in table.purposes_of(column)}
        assert set(feed.purposes) == {purpose.value for purpose in allowed - {Purpose.OPERATIONS}}


def test_no_delivery_is_larger_than_all_together(programme, counted):
    assert all(feed.expected_rows.most >= counted[feed.table].lines for feed in programme.feeds.values())


def test_registers_that_rest_in_the_holidays_are_not_late_then(programme):
    assert programme.feeds["school_attendance"].late_after_days > 6 * 7
    assert programme.feeds["police_incident"].late_after_days == 14


def test_only_what_was_delivered_has_a_block(tmp_path):
    write_workspace_files(tmp_path, Calendar(END, 20, 10), {"feeds.police_asb": Counted(1, 0, 1)})
    assert list(read_programme(tmp_path, delivered_tables()).feeds) == ["police_asb"]


def test_the_same_borough_writes_the_same_bytes(tmp_path, workspace, counted):
    backwards = dict(reversed(counted.items()))
    write_workspace_files(tmp_path, Calendar(END, 20, 10), backwards)
    assert (tmp_path / "programme.toml").read_bytes() == (workspace / "programme.toml").read_bytes()


def test_the_keys_that_other_tools_read_are_there(workspace):
    values = tomllib.loads((workspace / "programme.toml").read_text(encoding="utf-8"))
    assert values["workspace"]["synthetic"] is True
    assert values["workspace"]["as_of"] == END
    assert all({"pattern", "delimiter", "date_format", "encoding"} <= set(feed) for feed in values["feeds"].values())
