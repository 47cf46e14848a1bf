"""This week's scores."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.model import Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

SCORE = Table(
    name="scoring.score",
    agency=AGENCY,
    meaning="A calibrated score of a family: advice to a trained person, never a decision.",
    row="one row per date, model and family",
    key=("as_of", "model", "family_id"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.as_of(),
        c.text("model", "The model.", required=True),
        c.text("model_version", "Its version: the first 16 digits of its hash.", required=True),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.real("score", "Calibrated chance of the outcome.", "probability", required=True),
        c.text("band", "The range the score lies in, as programme.toml names it.", required=True),
        c.count("of_100", "Of 100 families scored like this, about so many.", "families", maximum=100, required=True),
        c.count("place", "1 for the highest score.", "place", minimum=1, required=True),
    ),
)

TABLES = (SCORE,)
