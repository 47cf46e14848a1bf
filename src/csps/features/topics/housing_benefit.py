"""Housing Benefit and council tax reduction."""

from __future__ import annotations

from csps.contracts.feature import Expected, Missing, Phrases
from csps.features.declaration import YEAR, Noun, amount, counts, now
from csps.features.kind import Kind, Reading
from csps.features.source import Source, Via

TOPIC = "housing_benefit"
CLAIM = Source(
    table="feeds.housing_benefit_claim",
    reads=("status", "kind", "weekly_award_pence", "dhp_ind", "claim_id"),
    thing=("claim_id",),
    via=Via(table="feeds.housing_benefit_member", on=(("claim_id", "claim_id"), ("house_id", "house_id"))),
)
_live = Kind(
    name="benefit_claims",
    source=CLAIM,
    where=lambda rows: rows.is_open & (rows.status == "LIVE"),
    amount=lambda rows: rows.weekly_award_pence // 100,
)

FEATURES = (
    now(
        TOPIC,
        _live,
        Noun("claim for help with rent or council tax", "claims for help with rent or council tax"),
        expected=Expected.EITHER,
    ),
    now(
        TOPIC,
        Kind(name="benefit_suspended", source=CLAIM, where=lambda rows: rows.is_open & (rows.status == "SUSPENDED")),
        Noun("suspended claim for help with rent or council tax", "suspended claims for help with rent or council tax"),
    ),
    now(
        TOPIC,
        Kind(
            name="hardship_payments",
            source=CLAIM,
            where=lambda rows: rows.is_open & rows.dhp_ind.fill_null(False),
        ),
        Noun("discretionary payment towards housing", "discretionary payments towards housing"),
    ),
    amount(
        TOPIC,
        "benefit_weekly_pounds",
        _live,
        Reading.TOTAL,
        question="How many pounds a week does the family get towards rent and council tax?",
        phrases=Phrases(
            many="£{value} a week towards rent and council tax",
            one="£1 a week towards rent and council tax",
            none="nothing a week towards rent and council tax",
            empty="help with rent or council tax: the source did not arrive",
        ),
        unit="pounds a week",
        expected=Expected.EITHER,
        missing=Missing.NOTHING_HAPPENED,
    ),
    *counts(
        TOPIC,
        Kind(name="benefit_claims_begun", source=CLAIM),
        Noun("claim for help with rent or council tax begun", "claims for help with rent or council tax begun"),
        YEAR,
    ),
)
