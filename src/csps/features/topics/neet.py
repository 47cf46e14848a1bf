"""Young people who are not in education, employment or training, or about to leave school without a place."""

from __future__ import annotations

from csps.features.declaration import YEAR, Noun, counts, longest, now
from csps.features.kind import Kind
from csps.features.topics.agencies import NEET, NEET_CODES

TOPIC = "neet"
_now = Kind(
    name="neet",
    source=NEET,
    where=lambda rows: rows.is_open & rows.activity_code.isin(NEET_CODES),
    amount=lambda rows: rows.days_ago,
)
_noun = Noun(
    "young person not in education, employment or training", "young people not in education, employment or training"
)

FEATURES = (
    now(TOPIC, _now, _noun),
    longest(TOPIC, _now, "a young person out of education, employment and training"),
    *counts(
        TOPIC, Kind(name="neet_begun", source=NEET, where=lambda rows: rows.activity_code.isin(NEET_CODES)), _noun, YEAR
    ),
    now(
        TOPIC,
        Kind(name="activity_unknown", source=NEET, where=lambda rows: rows.is_open & (rows.activity_code == "UNKNOWN")),
        Noun("young person whose activity is not known", "young people whose activity is not known"),
    ),
    now(
        TOPIC,
        Kind(
            name="no_destination",
            source=NEET,
            where=lambda rows: rows.is_open & (rows.intended_destination_yr11 == "NONE"),
        ),
        Noun("school leaver without an offer", "school leavers without an offer"),
    ),
)
