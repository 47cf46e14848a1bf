"""How good a model is, and for whom."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import MODEL_EVIDENCE

AGENCY = "csps"
_INTERVAL = (
    c.real("estimate", "The figure; empty where it could not be computed.", "the metric's own"),
    c.real("low", "Lower end of its interval.", "the metric's own"),
    c.real("high", "Upper end of its interval.", "the metric's own"),
    c.count("families", "Families it rests on.", "families", required=True),
    c.count("outcomes", "Of them those to whom it happened.", "families", required=True),
)

METRIC = Table(
    name="assurance.metric",
    agency=AGENCY,
    meaning="A figure of a model, or of what it is compared with, on the families of a date later than those it learnt from.",
    row="one row per model version, subject and metric",
    key=("model_version", "subject", "metric"),
    retention=MODEL_EVIDENCE,
    purposes=frozenset({Purpose.EVALUATION, Purpose.OPERATIONS}),
    source="csps",
    columns=(
        c.text("model", "The model.", required=True),
        c.text("model_version", "Its version: the first 16 digits of its hash.", required=True),
        c.text(
            "subject", "What is measured: model, rule, logistic, model minus rule, model minus logistic.", required=True
        ),
        c.text("metric", "The metric.", required=True),
        *_INTERVAL,
    ),
)
GROUP_METRIC = Table(
    name="assurance.group_metric",
    agency=AGENCY,
    meaning="A figure of a model for one group of the families of its test date.",
    row="one row per model version, grouping, group and metric",
    key=("model_version", "grouping", "group_name", "metric"),
    retention=MODEL_EVIDENCE,
    purposes=frozenset({Purpose.EVALUATION, Purpose.OPERATIONS}),
    source="Fairlearn; csps",
    columns=(
        c.text("model", "The model.", required=True),
        c.text("model_version", "Its version: the first 16 digits of its hash.", required=True),
        c.text(
            "grouping", "By what families are told apart, for example ethnicity, or ethnicity x sex.", required=True
        ),
        c.text("group_name", "The group.", required=True),
        c.text("metric", "The metric.", required=True),
        *_INTERVAL,
        c.flag("judged", "Whether the group is large enough to be judged by it.", required=True),
        c.real(
            "low_together",
            "Lower end of the interval that holds together with those of all groups and figures; of gaps and of observed "
            "over expected only.",
            "the metric's own",
        ),
        c.real("high_together", "Upper end of it.", "the metric's own"),
    ),
)
PROTECTED_ATTRIBUTE = Table(
    name="assurance.protected_attribute",
    agency=AGENCY,
    meaning="To which protected group a family belongs: for evaluation only, refused by features.",
    row="one row per date, family and attribute",
    key=("as_of", "family_id", "attribute"),
    happened_on="as_of",
    retention=MODEL_EVIDENCE,
    purposes=c.PROTECTED,
    source="columns whose only purpose is evaluation",
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.text("attribute", "The attribute, as spec.toml names it.", required=True, sensitivity=Sensitivity.PROTECTED),
        c.text("value", "The group.", required=True, sensitivity=Sensitivity.PROTECTED),
    ),
)

TABLES = (METRIC, GROUP_METRIC, PROTECTED_ATTRIBUTE)
