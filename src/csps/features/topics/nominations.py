"""Families that professionals nominated. A nomination is a line of the programme's rules, and no model sees it here."""

from __future__ import annotations

from csps.features.declaration import YEAR, Noun, counts, weeks_since
from csps.features.kind import Kind
from csps.features.source import Source

TOPIC = "nominations"
NOMINATION = Source(table="feeds.professional_nomination", reads=("need",), thing=("nomination_ref",))
_nominations = Kind(name="nominations", source=NOMINATION)
_noun = Noun("nomination by a professional", "nominations by a professional")

FEATURES = (
    *counts(TOPIC, _nominations, _noun, YEAR),
    weeks_since(TOPIC, _nominations, _noun, told_by="nominations_52w"),
    *counts(
        TOPIC,
        Kind(name="needs_nominated", source=NOMINATION, each=("need",)),
        Noun("need named by a professional", "needs named by a professional"),
        YEAR,
    ),
)
