"""What was found when a training matrix was searched for knowledge of the future."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.model import Table
from csps.contracts.retention import COMPUTED_WEEK

LEAK = Table(
    name="modelling.leak",
    agency="csps",
    meaning="What the leakage detector asked of a training matrix, and what it found.",
    row="one row per model, check and column with a finding; of a check without one, one row without a column",
    key=("model", "check", "column"),
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps.modelling.find_leaks",
    columns=(
        c.text("model", "The model that was to learn.", required=True),
        c.text("check", "What was asked.", required=True),
        c.text(
            "column",
            "The column with the finding; empty where it is about the rows, or nothing was found.",
            required=True,
        ),
        c.flag("asked", "Whether it could be asked.", required=True),
        c.flag("found", "Whether something was found.", required=True),
        c.real("figure", "What was measured.", "as the words say"),
        c.real("bound", "What an honest column stays within.", "as the words say"),
        c.text("words", "The finding in a sentence, or what was lacking to ask."),
        c.text("accepted_because", "Why the model may learn nevertheless, from its specification."),
    ),
)

TABLES = (LEAK,)
