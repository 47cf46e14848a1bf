"""The path of a family's data, in order. The one place that knows it.

**A week**: feeds -> privacy (restrictions) -> linkage -> families -> features -> outcomes -> scoring -> explain -> worklist.
**Training**: families -> features -> outcomes -> modelling -> explain -> assurance -> approval, on dates of the past.

Stages do not import one another: each reads and writes declared tables of the edition it is handed. A step says in `reads`
which of them it is made from, so that one whose sources did not change is not done again.
"""

from __future__ import annotations

from csps.pipeline import past, week
from csps.pipeline.run import Step

TAKE_IN = (
    Step(name="feeds", does="taking deliveries in, identities split off at the door", work=week.feeds),
    Step(name="privacy", does="copying the restrictions that people set", work=week.restrictions),
    Step(
        name="linkage",
        does="linking records to persons",
        work=week.linkage,
        reads=("feeds.", "privacy."),
        rests_on=("linkage model", "judgements"),
    ),
    Step(
        name="families",
        does="forming families as they live today",
        work=week.families,
        reads=("feeds.", "privacy.", "linkage."),
    ),
    Step(
        name="features",
        does="asking what is known about each family",
        work=week.features,
        reads=("feeds.", "privacy.", "linkage.", "families."),
        dated=True,
    ),
    Step(
        name="outcomes",
        does="asking which criteria each family meets today, and whom each model is about",
        work=week.outcomes,
        reads=("feeds.", "privacy.", "linkage.", "families."),
        dated=True,
        models=True,
    ),
    Step(
        name="progress",
        part_of="outcomes",
        does="asking what became of the needs of every family on the programme",
        work=week.progress,
        reads=("feeds.", "privacy.", "linkage.", "families."),
        dated=True,
    ),
)
"""What a week needs whether or not a model may be used yet."""

LIST = (
    Step(
        name="parity",
        part_of="features",
        does="comparing what is stored about some families with what their rows say",
        work=week.parity,
        reads=("feeds.", "linkage.", "families.", "features.family_week"),
        dated=True,
    ),
    Step(name="scoring", does="verifying the models' approvals and scoring families", work=week.scoring),
    Step(
        name="explain",
        does="finding the reasons for each score",
        work=week.explain,
        reads=("scoring.", "features."),
        dated=True,
        models=True,
    ),
    Step(
        name="worklist",
        does="putting the weekly list together",
        work=week.worklist,
        reads=("feeds.", "privacy.", "linkage.record_link", "scoring.", "explain.", "families.", "outcomes."),
        dated=True,
    ),
)
"""What a week needs besides for a list: a model that was approved."""

WEEK = (*TAKE_IN, *LIST)

PAST = (
    Step(
        name="past families",
        part_of="families",
        does="forming families as they lived on each date of the past",
        work=past.families,
        reads=("feeds.", "privacy.", "linkage."),
    ),
    Step(
        name="past features",
        part_of="features",
        does="asking what was known about each family on each date",
        work=past.features,
        reads=("feeds.", "privacy.", "linkage.", "families."),
        dated=True,
    ),
    Step(
        name="past criteria",
        part_of="outcomes",
        does="asking which criteria each family met on each date",
        work=past.criteria,
        reads=("feeds.", "privacy.", "linkage.", "families."),
        dated=True,
    ),
    Step(
        name="past outcomes",
        part_of="outcomes",
        does="asking what happened to each family afterwards",
        work=past.outcomes,
        reads=("feeds.", "privacy.", "linkage.", "families.", "outcomes.criterion_met"),
        dated=True,
        models=True,
    ),
    Step(
        name="protected attributes",
        part_of="assurance",
        does="asking to which protected groups each family belongs",
        work=past.attributes,
        reads=("feeds.", "privacy.", "linkage.", "families."),
        dated=True,
    ),
)
"""What training needs before a model is fitted."""

EVIDENCE = (
    Step(name="modelling", does="fitting the model, the rule and the baseline", work=past.modelling, repeats=True),
    Step(
        name="explain held back",
        part_of="explain",
        does="finding the reasons for each score of families held back",
        work=past.explain,
        repeats=True,
    ),
    Step(name="assurance", does="measuring how good the model is, and for whom", work=past.assurance, repeats=True),
    Step(
        name="approval",
        does="comparing what was found with the marks fixed in advance",
        work=past.approval,
        repeats=True,
    ),
)
"""A model and the evidence about it: the steps after the first need what the first has fitted."""

TRAINING = (*PAST, *EVIDENCE)
