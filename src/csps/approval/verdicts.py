"""What was signed about this week's models, as tables of the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.access import ModelState

if TYPE_CHECKING:
    from csps.approval.standing import Standing
    from csps.approval.verification import ApprovedModel
    from csps.store import Edition

REVIEW_TABLE, VERDICT_TABLE = "approval.review", "approval.verdict"
_REVIEW = {"model": "string", "model_version": "string", "reviewer": "string", "reviewed_on": "date"} | {
    "verdict": "string",
    "statement": "string",
}
_VERDICT = {"model": "string", "model_version": "string", "state": "string", "trainer": "string"} | {
    "decided_on": "date",
    "valid_until": "date",
    "tested": "string",
    "list_length": "int64",
    "rules": "string",
    "demonstration": "boolean",
}
_STATES = {
    ModelState.TRAINED: "missed",  # no check was made, so that none passed
    ModelState.COULD_NOT_JUDGE: "missed",
    ModelState.FAILED: "missed",
    ModelState.PASSED: "passed",
    ModelState.APPROVED: "approved",
    ModelState.REFUSED: "refused",
    ModelState.WITHDRAWN: "withdrawn",
}


def write_verdicts(edition: Edition, *, model: str, approved: ApprovedModel) -> None:
    """Write who approved this week's version of a model, and until when.

    Verdicts about its other versions are taken out of the edition: they say nothing about this week. Reviews stay.

    Args:
        edition: the week that is being made.
        model: the model's name.
        approved: what may be used.
    """
    standing, part = approved.standing, f"{model}/{approved.version}"
    which = {"model": model, "model_version": approved.version}
    reviews = [
        which
        | {"reviewer": one.reviewer, "reviewed_on": one.reviewed_on, "verdict": one.verdict.value}
        | {"statement": one.digest}
        for one in standing.reviews
    ]
    for other in edition.manifest().parts.get(VERDICT_TABLE, {}):
        if other.startswith(f"{model}/") and other != part:
            edition.remove(VERDICT_TABLE, other)
    edition.write(REVIEW_TABLE, ibis.memtable(reviews, schema=_REVIEW), part=part)
    verdict = which | {
        "state": word_of(standing),
        "trainer": standing.report.trainer,
        "decided_on": max(one.reviewed_on for one in standing.reviews),
        "valid_until": standing.valid_until,
        "tested": standing.report.evidence.summary,
        "list_length": standing.report.evidence.list_length,
        "rules": standing.report.evidence.rules,
        "demonstration": standing.report.evidence.for_demonstration,
    }
    edition.write(VERDICT_TABLE, ibis.memtable([verdict], schema=_VERDICT), part=part)


def word_of(standing: Standing) -> str:
    """Say how a model stands in the words of `approval.verdict`."""
    return "lapsed" if standing.lapsed else _STATES[standing.state]
