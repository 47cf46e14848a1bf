"""Feed blocks: each way to write one wrongly is refused at its key, with what may stand there."""

from __future__ import annotations

import pytest

from csps.contracts.model import Purpose
from csps.settings.feed_words import Encoding, Format, Use

FEED = ("feeds", "police_asb")


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"delimiter": None}, "delimiter", 'is missing, and format = "csv" needs it; it takes one mark'),
        ({"encoding": None}, "encoding", 'is missing, and format = "csv" needs it; it takes the encoding'),
        ({"date_format": None}, "date_format", 'is missing, and format = "csv" needs it; it takes a date format'),
        ({"delimiter": ";;"}, "delimiter", 'is not one mark; it takes one mark, such as "," or "|"'),
        ({"delimiter": "x"}, "delimiter", "is not one mark"),
        ({"delimiter": '"'}, "delimiter", "is not one mark"),
        ({"delimiter": ""}, "delimiter", "is not one mark"),
        ({"encoding": "utf8"}, "encoding", 'is "utf8"; it takes one of "utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"; did you mean "utf-8"?'),
        ({"format": "cvs"}, "format", 'did you mean "csv"?'),
        ({"format": "parquet", "date_format": None, "delimiter": None}, "encoding", 'no meaning where format = "parquet"'),
        ({"format": "excel", "encoding": None}, "delimiter", 'has no meaning where format = "excel"; leave it out'),
        ({"format": "json lines", "delimiter": None, "encoding": None, "date_format": None}, "date_format", "is missing"),
        ({"rhythm": "daily"}, "rhythm", 'is "daily"; it takes one of "weekly", "weekly in term"'),
        ({"when_late": "ignore"}, "when_late", 'is "ignore"; it takes one of "hold", "pass"'),
        ({"regime": "GDPR"}, "regime", 'did you mean "UK GDPR"?'),
        ({"gateway": " "}, "gateway", 'is " "; it takes a line of text without blanks at its ends'),
        ({"gateway": "a\nb"}, "gateway", 'is "a\\nb"; it takes a line of text'),
        ({"owner": 7}, "owner", "is 7; it takes a line of text"),
        ({"review_on": "2027-11-15"}, "review_on", 'is "2027-11-15"; it takes a date without quotation marks'),
        ({"late_after_days": True}, "late_after_days", "is true; it takes a whole number of days from 1 to 1000"),
        ({"late_after_days": 0}, "late_after_days", "is 0; it takes a whole number of days from 1 to 1000"),
        ({"pattern": "../police_*.csv"}, "pattern", 'is "../police_*.csv"; it takes a path below deliveries/'),
        ({"tabel": "x"}, "tabel", 'is no key that csps knows; did you mean "table"?'),
        ({"zebra": "x"}, "zebra", "is no key that csps knows; the keys there are owner, review_on, agency"),
    ],
)  # fmt: skip
def test_a_feed_written_wrongly_is_refused_at_its_key(values, faults_in, changes, path, words):
    block = values["feeds"]["police_asb"]
    for key, value in changes.items():
        block[key] = value
        if value is None:
            del block[key]
    faults = faults_in(values)
    assert list(faults) == [(*FEED, path)]
    assert len(faults[*FEED, path]) == 1
    assert words in faults[*FEED, path][0]


@pytest.mark.parametrize("kind", ["excel", "parquet"])
def test_files_that_know_their_own_types_need_no_marks(values, faults_in, kind):
    block = values["feeds"]["police_asb"]
    block["format"] = kind
    del block["delimiter"], block["encoding"], block["date_format"]
    assert faults_in(values) == {}


def test_json_lines_need_a_date_format_only(values, faults_in):
    block = values["feeds"]["police_asb"]
    block["format"] = "json lines"
    del block["delimiter"], block["encoding"]
    assert faults_in(values) == {}


def test_a_block_that_is_no_table_is_refused(values, faults_in):
    values["feeds"]["police_asb"] = "weekly"
    assert "it takes a table with owner, review_on, agency" in faults_in(values)[FEED][0]


def test_a_name_that_is_none_is_refused(values, faults_in):
    values["feeds"]["Police ASB"] = values["feeds"].pop("police_asb")
    faults = faults_in(values)
    assert list(faults) == [("feeds", "Police ASB")]
    assert faults["feeds", "Police ASB"] == [
        'feeds."Police ASB" has a name that cannot be used; a name is small letters, digits and underscores'
    ]


def test_no_feed_at_all_is_refused(values, faults_in):
    values["feeds"] = {}
    assert list(faults_in(values)) == [("feeds",)]


def test_what_a_feed_says_is_kept(programme):
    feed = programme.feeds["health_flag"]
    assert (feed.format, feed.delimiter, feed.encoding) == (Format.CSV, "\t", Encoding.UTF_8)
    assert programme.feeds["council_tax_account"].delimiter == "|"
    assert programme.feeds["housing_rent_account"].encoding is Encoding.UTF_8_MARKED
    assert feed.allows(Use.SCORING)
    assert not programme.feeds["ssd_disability"].allows(Use.SCORING)


def test_headings_are_the_contracts_unless_mapped(values, tables):
    from csps.settings.programme import programme_of
    from csps.settings.reading import Document

    values["feeds"]["police_asb"]["columns"] = {"nominal_id": "Person Ref"}
    feed = programme_of(Document("", values, ""), tables).feeds["police_asb"]
    assert feed.heading("nominal_id") == "Person Ref"
    assert feed.heading("uprn") == "uprn"


def test_uses_are_the_contracts_purposes_but_running_csps():
    assert {use.value for use in Use} == {purpose.value for purpose in Purpose} - {"operations"}
