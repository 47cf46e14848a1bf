"""What the marks of a specification ask, held against figures: the same checks wherever the same figures are read.

Nothing is read or written here. What `run_checks` finds in the lake, what a trainer submits and what is verified before a
model is used all go through this one function, so that none of them can hold another set of checks than the marks ask for.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from csps.approval.groups import GroupFigure, apart, each_between, too_small
from csps.approval.marks import Check, Fact, Figure, at_least, between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csps.settings import ModelSpec

    Row = Mapping[str, Any]
    Figures = Mapping[tuple[str, str], Figure]  # by subject and metric
    Groups = Mapping[tuple[str, str], Mapping[str, GroupFigure]]  # by grouping and metric, then by group

_OF_A_FIGURE = ("estimate", "low", "high", "families", "outcomes")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the marks say of a model.

    Args:
        checks: every mark, in the order of the specification.
        facts: what no mark decides; a reviewer acknowledges each by its name.
    """

    checks: tuple[Check, ...]
    facts: tuple[Fact, ...]


def judge_figures(spec: ModelSpec, metrics: Iterable[Row], group_metrics: Iterable[Row]) -> Judged:
    """Hold figures against the marks of a specification.

    Args:
        spec: the model's specification.
        metrics: rows of `assurance.metric` about one version.
        group_metrics: rows of `assurance.group_metric` about it.

    Returns:
        a check for every mark: where a figure is missing it could not be judged, which is never a pass.
    """
    groups = _groups(group_metrics)
    figures = {(row["subject"], row["metric"]): _figure(row) for row in metrics}
    return Judged((*_overall(spec, figures), *_between_groups(spec, groups)), tuple(_facts(spec, groups)))


def marks_of(spec: ModelSpec) -> dict[str, str]:
    """Give the marks, and between whom a model is compared, as plain text by key: what a report keeps of them.

    A reviewer of a later version reads from it how the marks have changed since.
    """
    found = dict(_flat("", asdict(spec.pass_marks)))
    found["fairness.groups"] = ", ".join(group.value for group in spec.fairness.groups)
    found["fairness.crossed"] = str(spec.fairness.crossed).lower()
    return dict(sorted(found.items()))


def _flat(before: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(f"{before}{key}.", value)
        else:
            yield f"{before}{key}", str(value).lower() if isinstance(value, bool) else str(value)


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
    for grouping in _groupings(spec):

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


def _facts(spec: ModelSpec, groups: Groups) -> Iterator[Fact]:
    for grouping in _groupings(spec):
        small = too_small(groups.get((grouping, "observed_to_expected"), {}), spec.pass_marks.groups)
        if small:
            yield Fact(f"too small by {grouping}", small)


def _groupings(spec: ModelSpec) -> Iterator[str]:
    for comparison in spec.fairness.comparisons():
        yield " x ".join(group.value for group in comparison)


def _groups(rows: Iterable[Row]) -> Groups:
    found: dict[tuple[str, str], dict[str, GroupFigure]] = {}
    for row in rows:
        of_metric = found.setdefault((row["grouping"], row["metric"]), {})
        of_metric[row["group_name"]] = GroupFigure(_figure(row), row["judged"])
    return found


def _figure(row: Row) -> Figure:
    return Figure(**{name: row[name] for name in _OF_A_FIGURE})
