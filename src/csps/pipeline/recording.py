"""A model and its evidence go into the registry as one run, and to a reviewer as one report that the trainer signs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from csps.approval import Papers, evidence_of, submit
from csps.assurance import as_html, as_markdown, report_of
from csps.domain.version import csps_version
from csps.pipeline import candidate
from csps.pipeline.verdicts import approvals_of
from csps.registry import Registry

if TYPE_CHECKING:
    from csps.approval import Check, Evidence
    from csps.assurance import Audit
    from csps.pipeline.candidate import Candidate
    from csps.pipeline.run import Run
    from csps.settings import ModelSpec
    from csps.store import Connection


@dataclass(frozen=True, slots=True)
class Recorded:
    """A model that waits for a reviewer.

    Args:
        version: the name by which every table calls it.
        run_id: MLflow's name of the run.
        checks: the marks fixed in advance, and what was found.
    """

    version: str
    run_id: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check was passed, so that it can be approved."""
        return all(check.result == "passed" for check in self.checks)


def record(run: Run, kept: Candidate, audit: Audit) -> Recorded:
    """Record the candidate with everything about it in one MLflow run, and submit it for review.

    Args:
        run: whose edition holds the evidence.
        kept: the candidate.
        audit: how good it is, and for whom.

    Raises:
        StorageError: the disk or MLflow refused.
        AccessError: `by` may not train.
    """
    spec = audit.spec
    part = f"{spec.name}/{kept.version}"
    reports = _reports(audit)
    with run.edition.connect() as lake:
        recorded = Registry(run.site.deployment.registry_url, run.site.registry / "artifacts").record(
            spec.name,
            model_folder=kept.folder / candidate.MODEL,
            model_digest=kept.digest,
            parameters=kept.parameters,
            metrics=_metrics(lake, part),
            fingerprints=kept.fingerprints,
            explanations=lake.table("explain.contribution", part=f"{spec.name}/held_back").to_pyarrow().to_pandas(),
            fairness_report=reports | {"cohort.json": _cohort(lake, kept, spec), "leaks.json": _leaks(lake, spec)},
            spec=spec.fingerprint,
            tags={"csps.trainer": run.by.actor.person, "csps.week": run.edition.week.isoformat()},
        )
    papers = Papers(reports["audit.json"], reports["audit.html"])
    submitted = submit(approvals_of(run.site), _evidence(kept, spec, papers), papers, by=run.by)
    return Recorded(kept.version, recorded.run_id, submitted.report.evidence.checks)


def _metrics(lake: Connection, part: str) -> dict[str, float]:
    """Give every figure with its interval under a name of its own."""
    rows = lake.table("assurance.metric", part=part).to_pyarrow().to_pylist()
    return {
        f"{row['subject']} {row['metric']} {end}".removesuffix(" estimate"): row[end]
        for row in rows
        for end in ("estimate", "low", "high")
        if row[end] is not None
    }


def _cohort(lake: Connection, kept: Candidate, spec: ModelSpec) -> bytes:
    """Give whom the model is about on the dates it learnt from and was tested on, and of whom it lost sight."""
    rows = lake.table_or_empty("outcomes.cohort")
    rows = rows.filter((rows.model == spec.name) & rows.as_of.isin([date.fromisoformat(day) for day in kept.counts]))
    rows = rows.order_by("as_of").to_pyarrow().to_pylist()
    return json.dumps(rows, sort_keys=True, indent=1, default=str).encode()


def _leaks(lake: Connection, spec: ModelSpec) -> bytes:
    """Give what the leakage detector asked and found."""
    rows = lake.table("modelling.leak", part=spec.name).order_by(["check", "column"]).to_pyarrow().to_pylist()
    return json.dumps(rows, sort_keys=True, indent=1).encode()


def _reports(audit: Audit) -> dict[str, bytes]:
    """Give the fairness audit for machines and for people."""
    told = report_of(audit)
    page = as_html(told)
    return {
        "audit.json": json.dumps(told, sort_keys=True, indent=1).encode(),
        "audit.md": as_markdown(told).encode(),
        "audit.html": f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Audit</title>{page}</html>'.encode(),
    }


def _evidence(kept: Candidate, spec: ModelSpec, papers: Papers) -> Evidence:
    *training, _ = sorted(kept.counts)
    return evidence_of(
        spec,
        papers,
        digest=kept.digest,
        data=kept.fingerprints,
        families=sum(kept.counts[day]["families"] for day in training),
        features=kept.model.n_features_in_,
        code=csps_version(),
    )
