"""Models with their reviewers, and feeds that are late."""

from dataclasses import replace
from datetime import date

from csps.worklist.sheet import Late
from csps.worklist.sources_section import freshness_sentence, sources_section

LATE = (
    Late("ssd_person", "childrens_social_care", date(2026, 9, 2), 75, 14),
    Late("youth_justice_offence", "youth_justice", None, None, 45),
)


def test_models_with_their_reviewers_and_validity(sheet, kit):
    text = str(sources_section(sheet({"aa": 16})))
    for told in (kit.VERSION, "r.view on 9 November 2026", "8 November 2027", "t.rain"):
        assert told in text


def test_a_model_nobody_approved_says_so(sheet):
    gathered = sheet({"aa": 16})
    bare = replace(gathered.models[0], reviewers=(), valid_until=None)
    text = str(sources_section(replace(gathered, models=(bare,))))
    assert "nobody" in text
    assert "not valid" in text


def test_late_feeds_are_named_with_their_days(sheet):
    late = replace(sheet({"aa": 16}), late=LATE, feeds=53)
    assert freshness_sentence(late) == "2 of 53 feeds are late: children's social care and youth justice."
    text = str(sources_section(late))
    for told in ("2 September 2026", "75", "14 days", "never", "youth justice offence"):
        assert told in text


def test_a_refused_delivery_is_said_where_no_feed_is_late(sheet):
    kept_out = Late("police_incident", "police", date(2026, 11, 8), 8, 14, date(2026, 11, 15))
    told = replace(sheet({"aa": 16}), late=(kept_out,), feeds=53)
    said = "None of 53 feeds is late. Something was refused or is held of 1 feed: police."
    assert freshness_sentence(told) == said
    assert "15 November 2026" in str(sources_section(told))


def test_when_no_feed_is_late_it_says_so(sheet):
    fresh = replace(sheet({"aa": 16}), late=(), feeds=53)
    assert freshness_sentence(fresh) == "None of 53 feeds is late."
    assert "None of 53 feeds is late." in str(sources_section(fresh))
