"""The page: what a manager finds on it, and what is never on it."""

import re

from csps.contracts.catalogue import delivered_tables
from csps.pipeline.quality.figures import Doubted, Filled
from csps.pipeline.quality.page import page_of


def test_it_says_in_one_paragraph_what_the_week_was_like(quality, feed):
    page = page_of(quality(feed(rejected=2, accepted=98), feed(days=20, read=0, accepted=0, deliveries=0))).decode()
    assert "1 of 2 feeds are fresh, 1 late. 1 delivery taken in this week, 0 kept out" in page
    assert "100 rows read, 98 accepted, 2 rejected (2.00%)" in page


def test_it_has_nothing_outside_itself_and_no_script(quality, feed):
    page = page_of(quality(feed())).decode()
    assert not re.search(r"<script|<link|<img|src=|href=\"http|url\(", page)


def test_the_same_week_gives_the_same_bytes(quality, feed, finding):
    assert page_of(quality(feed(findings=(finding(3, 1),)))) == page_of(quality(feed(findings=(finding(3, 1),))))


def test_it_says_how_many_families_rest_on_a_late_feed(quality, feed):
    page = page_of(quality(feed(days=20), resting_on_late=40)).decode()
    assert "A late feed has said something about 40 of 100 families (40%)" in page
    assert "No feed is late" in page_of(quality(feed())).decode()
    assert "No families were formed" in page_of(quality(feed(), families=None, resting_on_late=None)).decode()


def test_it_says_of_which_feeds_not_a_row_counts(quality, feed, kept_out):
    rejected = feed(feed="health_flag", accepted=0, rejected=100)
    page = page_of(quality(feed(), rejected, feed(feed="debt_case", accepted=0, read=0, kept_out=(kept_out,)))).decode()
    assert "not a row counts from health flag (40% of families) and debt case (40% of families)." in page
    assert "as fresh as it can be" not in page
    assert "not a row counts" not in page_of(quality(feed(rejected=1, accepted=99))).decode()


def test_a_change_of_five_in_a_hundred_is_marked(quality, feed):
    page = page_of(
        quality(feed(filled=(Filled(group="codes", share=0.8, usual=0.9), Filled(group="days", share=0.9, usual=0.91))))
    )
    assert "80% ↓ from 90%" in page.decode()
    assert "90%<" in page.decode()


def test_findings_that_kept_something_out_come_before_those_to_look_at(quality, feed, finding):
    findings = (finding(50, 1, "note", sentence="Look."), finding(2, 1, "row", sentence="Gone."))
    page = page_of(quality(feed(findings=findings))).decode()
    rules = page[page.index("rule by rule") :]
    assert rules.index("Gone.") < rules.index("Look.")


def test_feeds_about_nobody_are_named_in_a_sentence_and_not_shown_as_nought(quality, feed):
    homes = feed(feed="council_tax_property", families=0, only_here=0)
    page = page_of(quality(feed(), homes)).decode()
    assert "nor belongs to one that is: council tax property." in page
    late = page_of(quality(feed(), feed(feed="council_tax_property", families=0, only_here=0, days=20))).decode()
    assert "hold no row of theirs" not in late


def test_each_feed_says_what_it_tells(quality, feed):
    page = page_of(quality(feed(feed="asb", tables=("feeds.police_asb",)))).decode()
    assert f"<td>{delivered_tables()['feeds.police_asb'].meaning}</td>" in page


def test_members_whom_nothing_confirms_are_counted_by_what_speaks_against_them(quality, feed):
    some = (Doubted("off every roll", children=2841, carers=0, families=1900),)
    page = page_of(quality(feed(), doubted=some)).decode()
    row = page[page.index("Off every roll: a child of school age") :][:400]
    assert "2,841" in row
    assert "1,900" in row
    assert "scored and listed as others" in page
    assert "Nothing speaks against any membership." in page_of(quality(feed(), doubted=())).decode()
    assert "Nobody looked" in page_of(quality(feed())).decode()
