"""Tenancies of the council and housing associations, rent arrears, and room."""

from __future__ import annotations

from dataclasses import replace

from csps.contracts.code_lists.housing_and_money import HOUSING_ARREARS_STAGE
from csps.contracts.feature import Expected, Phrases
from csps.features.declaration import TWO_YEARS, YEAR, Noun, amount, change, counts, now, trend
from csps.features.kind import Kind, Reading
from csps.features.source import Source
from csps.features.topics.agencies import RENT
from csps.features.topics.arrears import balance, stage, stages_known, step_of

TOPIC = "housing"
TENANCY = Source(
    table="feeds.housing_tenancy_member", reads=("tenure", "bedrooms", "tenancy_ref"), thing=("tenancy_ref",)
)
LATEST = replace(RENT, thing=("tenancy_ref",), last_of_each=True)
_accounts = Kind(name="rent_accounts", source=LATEST)
_rents = Kind(name="rents_known", source=LATEST, where=lambda rows: rows.weekly_rent_pence > 0)
_behind = Kind(name="rent_months_behind", source=RENT, where=lambda rows: rows.arrears_stage != "NONE")
_arrears = Noun("statement with rent arrears", "statements with rent arrears")
_open = Kind(name="tenancies", source=TENANCY, where=lambda rows: rows.is_open)

FEATURES = (
    now(TOPIC, _open, Noun("tenancy", "tenancies"), expected=Expected.EITHER),
    *counts(
        TOPIC,
        Kind(name="tenancies_begun", source=TENANCY, first=True),
        Noun("tenancy begun", "tenancies begun"),
        TWO_YEARS,
    ),
    amount(
        TOPIC,
        "bedrooms",
        Kind(name="bedrooms", source=TENANCY, where=lambda rows: rows.is_open, amount=lambda rows: rows.bedrooms),
        Reading.MOST,
        question="How many bedrooms does the tenancy have?",
        phrases=Phrases(
            many="{value} bedrooms",
            one="1 bedroom",
            none="no bedroom apart",
            empty="the number of bedrooms is not known",
        ),
        unit="bedrooms",
        expected=Expected.EITHER,
        told_by="tenancies_of_known_size_now",
    ),
    now(
        TOPIC,
        Kind(name="tenancies_of_known_size", source=TENANCY, where=lambda rows: rows.is_open & rows.bedrooms.notnull()),
        Noun("tenancy whose bedrooms are known", "tenancies whose bedrooms are known"),
        expected=Expected.EITHER,
    ),
    balance(TOPIC, "rent_arrears", LATEST, "rent arrears", told_by="rent_accounts_now"),
    now(TOPIC, _accounts, Noun("rent account"), expected=Expected.EITHER),
    now(TOPIC, _rents, Noun("known rent"), expected=Expected.EITHER),
    *counts(TOPIC, Kind(name="rent_statements", source=RENT), Noun("rent statement"), YEAR, expected=Expected.EITHER),
    amount(
        TOPIC,
        "rent_arrears_weeks",
        Kind(
            name="rent_arrears_weeks",
            source=LATEST,
            where=lambda rows: rows.weekly_rent_pence > 0,
            amount=lambda rows: (
                (rows.balance_pence > 0).ifelse(rows.balance_pence, 0) // rows.weekly_rent_pence.nullif(0)
            ),
        ),
        Reading.MOST,
        question="How many weeks of rent are owed?",
        phrases=Phrases(
            many="{value} weeks of rent owed",
            one="1 week of rent owed",
            none="less than a week of rent owed",
            empty="the rent is not known",
        ),
        unit="weeks of rent",
        told_by="rents_known_now",
    ),
    stage(
        TOPIC,
        "rent_arrears_stage",
        Kind(
            name="rent_arrears_stage",
            source=LATEST,
            amount=lambda rows: step_of(rows.arrears_stage, HOUSING_ARREARS_STAGE),
        ),
        "rent arrears",
        HOUSING_ARREARS_STAGE,
        told_by="rent_stages_known_now",
    ),
    stage(
        TOPIC,
        "rent_arrears_highest_stage",
        Kind(
            name="rent_arrears_highest_stage",
            source=RENT,
            amount=lambda rows: step_of(rows.arrears_stage, HOUSING_ARREARS_STAGE),
        ),
        "rent arrears",
        HOUSING_ARREARS_STAGE,
        weeks=YEAR,
        told_by="rent_stages_stated_52w",
    ),
    *stages_known(TOPIC, "rent", LATEST, RENT, lambda rows: rows.arrears_stage.notnull()),
    *counts(TOPIC, _behind, _arrears, YEAR),
    change(TOPIC, _behind, _arrears),
    trend(TOPIC, _behind, _arrears),
)
