"""Figures about a model, complete by its specification, with which every mark is passed unless a test says otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csps.approval import Papers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.settings import ModelSpec

GOOD = {
    ("model", "auc"): (0.80, 0.77, 0.83),
    ("model", "calibration_slope"): (1.0, 0.9, 1.1),
    ("model", "calibration_intercept"): (0.0, -0.1, 0.1),
    ("model minus rule", "auc"): (0.1, 0.05, 0.15),
    ("model minus logistic", "auc"): (0.0, -0.01, 0.01),
}
OF_GROUPS = {"auc_gap": 0.02, "missed_gap": 0.03, "wrongly_listed_gap": 0.0, "observed_to_expected": 1.0}
LARGE, SMALL = {"families": 900, "outcomes": 90}, {"families": 12, "outcomes": 1}


def metric_rows(instead: Mapping[tuple[str, str], tuple[float, float, float]] | None = None) -> list[dict[str, Any]]:
    """Give rows of `assurance.metric`, save the model's; some other than good where a test says so."""
    return [
        LARGE | {"subject": subject, "metric": metric, "estimate": estimate, "low": low, "high": high}
        for (subject, metric), (estimate, low, high) in (GOOD | dict(instead or {})).items()
    ]


def group_rows(spec: ModelSpec, groups: Sequence[str] = ("a", "b"), small: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Give rows of `assurance.group_metric`, save the model's, for every comparison of a specification."""
    return [
        (SMALL if group in small else LARGE)
        | {"grouping": " x ".join(one.value for one in comparison), "group_name": group, "metric": metric}
        | {"estimate": value, "low": value - 0.05, "high": value + 0.05, "judged": group not in small}
        | {"low_together": value - 0.05, "high_together": value + 0.05}
        for comparison in spec.fairness.comparisons()
        for group in (*groups, *small)
        for metric, value in OF_GROUPS.items()
    ]


def papers_of(
    spec: ModelSpec,
    version: str,
    *,
    metrics: Sequence[Mapping[str, Any]] | None = None,
    groups: Sequence[Mapping[str, Any]] | None = None,
) -> Papers:
    """Give the papers of a version: good ones unless rows are given."""
    told = {
        "model": spec.name,
        "version": version,
        "target": spec.target,
        "summary": "Tested on 900 families. It found 9 of 90.",
        "capacity": 20,
        "rules": None,
        "tested_on": "2025-11-17",
        "metrics": list(metric_rows() if metrics is None else metrics),
        "groups": list(group_rows(spec) if groups is None else groups),
    }
    return Papers(json.dumps(told, sort_keys=True).encode(), b"<!DOCTYPE html><p>The figures.</p>")
