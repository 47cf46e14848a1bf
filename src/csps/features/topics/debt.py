"""What the family owes the council besides rent and council tax."""

from __future__ import annotations

from csps.contracts.feature import Missing, Phrases
from csps.features.declaration import TWO_YEARS, YEAR, Noun, amount, change, counts, now
from csps.features.kind import Kind, Reading
from csps.features.source import Source
from csps.features.topics.agencies import DEBT

TOPIC = "debt"
LATEST = Source(
    table="feeds.debt_case", reads=("kind", "balance_pence", "stage"), thing=("debt_ref",), last_of_each=True
)
CLOSED = ("PAID", "WRITTEN_OFF")
_debts = Kind(name="debts", source=DEBT)
_owed = Kind(
    name="debts_owed",
    source=LATEST,
    where=lambda rows: rows.is_open & ~rows.stage.isin(CLOSED).fill_null(False),
    amount=lambda rows: rows.balance_pence // 100,
)

FEATURES = (
    now(TOPIC, _owed, Noun("debt to the council", "debts to the council")),
    amount(
        TOPIC,
        "debts_owed_pounds",
        _owed,
        Reading.TOTAL,
        question="How many pounds does the family owe the council besides rent and council tax?",
        phrases=Phrases(
            many="£{value} owed to the council besides rent and council tax",
            one="£1 owed to the council besides rent and council tax",
            none="nothing owed to the council besides rent and council tax",
            empty="debts to the council: the source did not arrive",
        ),
        unit="pounds",
        missing=Missing.NOTHING_HAPPENED,
    ),
    *counts(TOPIC, _debts, Noun("debt to the council", "debts to the council"), YEAR, TWO_YEARS),
    change(TOPIC, _debts, Noun("debt to the council", "debts to the council")),
    *counts(
        TOPIC,
        Kind(name="debts_in_court", source=DEBT, where=lambda rows: rows.stage.isin(("COURT", "ENFORCEMENT"))),
        Noun("debt in court or with enforcement agents", "debts in court or with enforcement agents"),
        YEAR,
    ),
)
