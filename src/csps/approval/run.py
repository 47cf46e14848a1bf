"""The evidence about a model held against the marks that were fixed before it was trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from csps.approval.groups import GroupFigure, apart, each_between
from csps.approval.marks import Check, Figure, at_least, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.settings import ModelSpec
    from csps.store import Connection, Edition

    Figures = Mapping[tuple[str, str], Figure]  # by subject and metric
    Groups = Mapping[tuple[str, str], Mapping[str, GroupFigure]]  # by grouping and metric, then by group

CHECK_TABLE = "approval.check"
_SCHEMA = dict.fromkeys(("model", "model_version", "check_name", "mark", "found", "result"), "string")


def run_checks(edition: Edition, *, spec: ModelSpec, version: str) -> tuple[Check, ...]:
    """Hold what `assurance` found about a model against its marks, and write it down.

    Args:
        edition: where `assurance.metric` and `assurance.group_metric` are; `approval.check` is written for the version.
        spec: the model's specification with its marks.
        version: the first 16 digits of the model's digest.

    Returns:
        every check, in the order of the specification. Where evidence is missing it could not be judged, which is never
        a pass.
    """
    part = f"{spec.name}/{version}"
    with edition.connect() as lake:
        checks = (
            *_overall(spec, _figures(lake, part)),
            *_between_groups(spec, _groups(lake, part)),
        )
    rows = [
        {"model": spec.name, "model_version": version, "check_name": one.name, "mark": one.mark, "found": one.found}
        | {"result": one.result.value}
        for one in checks
    ]
    edition.write(CHECK_TABLE, ibis.memtable(rows, schema=_SCHEMA), part=part)
    return checks


def _overall(spec: ModelSpec, figures: Figures) -> Iterator[Check]:
    marks = spec.pass_marks
    worse = marks.judged_at

    def of(subject: str, metric: str) -> Figure | None:
        return figures.get((subject, metric))

    yield at_least("AUC", of("model", "auc"), marks.auc_at_least, worse)
    yield between("Calibration slope", of("model", "calibration_slope"), marks.calibration_slope, worse)
    yield between("Calibration intercept", of("model", "calibration_intercept"), marks.calibration_intercept, worse)
    yield at_least("AUC above the simple rule's", of("model minus rule", "auc"), marks.better_than_rule_by, worse)
    yield at_least(
        "AUC above the logistic baseline's", of("model minus logistic", "auc"), marks.better_than_logistic_by, worse
    )


def _between_groups(spec: ModelSpec, groups: Groups) -> Iterator[Check]:
    marks = spec.pass_marks.groups
    for comparison in spec.fairness.comparisons():
        grouping = " x ".join(group.value for group in comparison)

        def of(metric: str, grouping: str = grouping) -> Mapping[str, GroupFigure]:
            return groups.get((grouping, metric), {})

        yield apart(f"AUC by {grouping}", of("auc_gap"), marks.auc_gap_at_most, marks)
        yield apart(f"Missed families by {grouping}", of("missed_gap"), marks.missed_gap_at_most, marks)
        yield apart(
            f"Wrongly listed families by {grouping}", of("wrongly_listed_gap"), marks.wrongly_listed_gap_at_most, marks
        )
        yield each_between(
            f"Observed over expected by {grouping}", of("observed_to_expected"), marks.observed_to_expected, marks
        )


def _figures(lake: Connection, part: str) -> Figures:
    return {(row["subject"], row["metric"]): _figure(row) for row in _rows(lake, "assurance.metric", part)}


def _groups(lake: Connection, part: str) -> Groups:
    found: dict[tuple[str, str], dict[str, GroupFigure]] = {}
    for row in _rows(lake, "assurance.group_metric", part):
        of_metric = found.setdefault((row["grouping"], row["metric"]), {})
        of_metric[row["group_name"]] = GroupFigure(_figure(row), row["judged"])
    return found


def _rows(lake: Connection, table: str, part: str) -> list[dict[str, Any]]:
    """Give the rows of a part; none where it was never written."""
    parts = {} if lake.manifest is None else lake.manifest.parts.get(table, {})
    return list(lake.table(table, part=part).to_pyarrow().to_pylist()) if part in parts else []


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(**{name: row[name] for name in ("estimate", "low", "high", "families", "outcomes")})
