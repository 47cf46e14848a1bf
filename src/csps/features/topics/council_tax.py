"""What the family's council tax accounts owe, and how far recovery has gone."""

from __future__ import annotations

from dataclasses import replace

from csps.contracts.code_lists.housing_and_money import COUNCIL_TAX_ARREARS_STAGE
from csps.contracts.feature import Expected
from csps.features.declaration import YEAR, Noun, change, counts, now, trend
from csps.features.kind import Kind
from csps.features.topics.agencies import COUNCIL_TAX_BALANCE
from csps.features.topics.arrears import balance, stage, stages_known, step_of

TOPIC = "council_tax"
LATEST = replace(COUNCIL_TAX_BALANCE, thing=("account_ref",), last_of_each=True)
_accounts = Kind(name="council_tax_accounts", source=LATEST)
_statements = Kind(name="council_tax_statements", source=COUNCIL_TAX_BALANCE)
_behind = Kind(name="council_tax_months_behind", source=COUNCIL_TAX_BALANCE, where=lambda rows: rows.stage != "NONE")
_arrears = Noun("statement with council tax arrears", "statements with council tax arrears")

FEATURES = (
    balance(TOPIC, "council_tax_arrears", LATEST, "council tax arrears", told_by="council_tax_accounts_now"),
    now(TOPIC, _accounts, Noun("council tax account"), expected=Expected.EITHER),
    *counts(TOPIC, _statements, Noun("council tax statement"), YEAR, expected=Expected.EITHER),
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
        told_by="council_tax_stages_known_now",
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
        told_by="council_tax_stages_stated_52w",
    ),
    *stages_known(TOPIC, "council_tax", LATEST, COUNCIL_TAX_BALANCE, lambda rows: rows.stage.notnull()),
    *counts(TOPIC, _behind, _arrears, YEAR),
    change(TOPIC, _behind, _arrears),
    trend(TOPIC, _behind, _arrears),
)
