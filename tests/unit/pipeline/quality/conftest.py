"""A week's data quality as plain values."""

from datetime import date

import pytest

from csps.pipeline.quality.figures import FeedQuality, Filled, KeptOut, Quality, RuleCount

WEEK = date(2026, 11, 16)


@pytest.fixture
def feed():
    def make(**changes):
        values = {
            "feed": "police_asb",
            "agency": "police",
            "tables": ("feeds.police_asb",),
            "rhythm": "weekly",
            "last_known_on": date(2026, 11, 15),
            "days": 1,
            "late_after_days": 14,
            "deliveries": 1,
            "read": 100,
            "accepted": 100,
            "rejected": 0,
            "usual_rows": 100,
            "range_rows": (80, 120),
            "kept_out": (),
            "findings": (),
            "filled": (Filled(group="codes", share=0.9, usual=0.9, values=(100, 800)),),
            "families": 40,
            "only_here": 2,
        }
        return FeedQuality(**values | changes)

    return make


@pytest.fixture
def finding():
    def make(count, usual, effect="trust", **changes):
        values = {"rule": "form of a postcode", "sentence": "The postcode has not the form.", "column": "postcode"}
        return RuleCount(count=count, usual=usual, effect=effect, **values | changes)

    return make


@pytest.fixture
def quality():
    def make(*feeds, **changes):
        values = {
            "council": "Exborough",
            "synthetic": True,
            "week": WEEK,
            "manifest": "2026-11-16.abc",
            "families": 100,
            "resting_on_late": 0,
            "weeks_before": 8,
        }
        return Quality(feeds=tuple(feeds), **values | changes)

    return make


@pytest.fixture
def kept_out():
    return KeptOut(
        delivery="police/asb_2026-11-15.csv",
        state="held",
        rule="late",
        sentence="More days than allowed lie between.",
        since=WEEK,
    )
