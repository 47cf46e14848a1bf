"""What the family's council tax accounts owe, and how far recovery has gone."""

from __future__ import annotations

from dataclasses import replace

from csps.contracts.code_lists.housing_and_money import COUNCIL_TAX_ARREARS_STAGE
from csps.features.declaration import YEAR, Noun, counts
from csps.features.kind import Kind
from csps.features.topics.agencies import COUNCIL_TAX_BALANCE
from csps.features.topics.arrears import balance, stage, step_of

TOPIC = "council_tax"
LATEST = replace(COUNCIL_TAX_BALANCE, thing=("account_ref",), last_of_each=True)

FEATURES = (
    balance(TOPIC, "council_tax_arrears", LATEST, "council tax arrears"),
    stage(
        TOPIC,
        "council_tax_stage",
        Kind(
            name="council_tax_stage",
            source=LATEST,
            amount=lambda rows: step_of(rows.stage, COUNCIL_TAX_ARREARS_STAGE),
        ),
        "council tax arrears",
        COUNCIL_TAX_ARREARS_STAGE,
    ),
    stage(
        TOPIC,
        "council_tax_highest_stage",
        Kind(
            name="council_tax_highest_stage",
            source=COUNCIL_TAX_BALANCE,
            amount=lambda rows: step_of(rows.stage, COUNCIL_TAX_ARREARS_STAGE),
        ),
        "council tax arrears",
        COUNCIL_TAX_ARREARS_STAGE,
        weeks=YEAR,
    ),
    *counts(
        TOPIC,
        Kind(name="council_tax_months_behind", source=COUNCIL_TAX_BALANCE, where=lambda rows: rows.stage != "NONE"),
        Noun("statement with council tax arrears", "statements with council tax arrears"),
        YEAR,
    ),
)
