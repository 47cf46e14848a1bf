"""Conferences about people at high risk of domestic abuse (MARAC) that concern a member of the family."""

from __future__ import annotations

from csps.contracts.feature import Missing, Phrases
from csps.features.declaration import TWO_YEARS, YEAR, Noun, amount, counts, weeks_since
from csps.features.kind import Kind, Reading, Who
from csps.features.topics.agencies import MARAC

TOPIC = "domestic_abuse"
_conferences = Kind(name="marac_meetings", source=MARAC)
_noun = Noun("conference on high-risk domestic abuse", "conferences on high-risk domestic abuse")

FEATURES = (
    *counts(TOPIC, _conferences, _noun, YEAR, TWO_YEARS),
    weeks_since(TOPIC, _conferences, _noun, told_by="marac_meetings_104w"),
    *counts(
        TOPIC,
        Kind(name="marac_repeats", source=MARAC, where=lambda rows: rows.is_repeat.fill_null(False)),
        Noun("repeat conference on high-risk domestic abuse", "repeat conferences on high-risk domestic abuse"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(name="marac_victims", source=MARAC, where=lambda rows: rows.role == "VICTIM", each=("person_id",)),
        Noun("member who suffered high-risk domestic abuse", "members who suffered high-risk domestic abuse"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(name="marac_children", source=MARAC, who=Who.CHILDREN, each=("person_id",)),
        Noun("child named at a conference on domestic abuse", "children named at a conference on domestic abuse"),
        TWO_YEARS,
    ),
    amount(
        TOPIC,
        "marac_highest_dash",
        Kind(name="marac_dash", source=MARAC, amount=lambda rows: rows.dash_score),
        Reading.MOST,
        question="What was the highest score on the domestic abuse checklist in the last 2 years?",
        phrases=Phrases(
            many="up to {value} ticks on the domestic abuse checklist in the last 2 years",
            one="1 tick on the domestic abuse checklist in the last 2 years",
            none="no tick on the domestic abuse checklist in the last 2 years",
            empty="no domestic abuse checklist in the last 2 years",
        ),
        unit="ticks",
        weeks=TWO_YEARS,
        missing=Missing.NEVER,
        told_by="marac_scored_104w",
    ),
    *counts(
        TOPIC,
        Kind(name="marac_scored", source=MARAC, where=lambda rows: rows.dash_score.notnull()),
        Noun("domestic abuse checklist", "domestic abuse checklists"),
        TWO_YEARS,
    ),
)
