"""What the marks of a specification ask, held against figures: the same checks wherever the same figures are read.

Nothing is read or written here. What `run_checks` finds in the lake, what a trainer submits and what is verified before a
model is used all go through this one function, so that none of them can hold another set of checks than the marks ask for.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from csps.approval.groups import (
    Compared,
    GroupFigure,
    apart,
    each_between,
    may_be_chance_apart,
    may_be_chance_between,
)
from csps.approval.marks import Check, Fact, Figure, at_least, between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csps.settings import ModelSpec
    from csps.settings.pass_marks import GroupMarks

    Row = Mapping[str, Any]
    Figures = Mapping[tuple[str, str], Figure]  # by subject and metric
    Groups = Mapping[tuple[str, str], Mapping[str, GroupFigure]]  # by grouping and metric, then by group

RATIO, RATIO_WORDS = "observed_to_expected", "Observed over expected"
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
        for (metric, kind), most in _gaps(marks).items():
            yield apart(f"{kind} by {grouping}", groups.get((grouping, metric), {}), most, marks)
        ratios = groups.get((grouping, RATIO), {})
        yield each_between(f"{RATIO_WORDS} by {grouping}", ratios, marks.observed_to_expected, marks)


def _gaps(marks: GroupMarks) -> Mapping[tuple[str, str], float]:
    """Give the widest gap allowed by metric and its words."""
    return {
        ("auc_gap", "AUC"): marks.auc_gap_at_most,
        ("missed_gap", "Missed families"): marks.missed_gap_at_most,
        ("wrongly_listed_gap", "Wrongly listed families"): marks.wrongly_listed_gap_at_most,
    }


def _facts(spec: ModelSpec, groups: Groups) -> Iterator[Fact]:
    """Yield what no mark decides: groups that are too small, and figures outside their mark as chance may explain."""
    marks = spec.pass_marks.groups
    for grouping in _groupings(spec):
        gaps = {kind: (groups.get((grouping, metric), {}), most) for (metric, kind), most in _gaps(marks).items()}
        ratios = groups.get((grouping, RATIO), {})
        small = {name: ratios[name].figure for name in Compared.of(ratios, marks).small}
        for each, _ in gaps.values():
            compared = Compared.of(each, marks)
            if not compared.too_few:  # otherwise the check itself could not be judged
                small |= {name: each[name].figure for name in compared.small}
        if small:
            sizes = (
                f"{name} ({one.families:,} families, {one.outcomes:,} with the outcome)"
                for name, one in sorted(small.items())
            )
            yield Fact(f"too small by {grouping}", ", ".join(sizes))
        unclear = {kind: may_be_chance_apart(each, most, marks) for kind, (each, most) in gaps.items()}
        unclear[RATIO_WORDS] = may_be_chance_between(ratios, marks.observed_to_expected, marks)
        if any(unclear.values()):
            words = "; ".join(f"{kind} {said}" for kind, said in unclear.items() if said)
            yield Fact(f"may be chance by {grouping}", words)


def _groupings(spec: ModelSpec) -> Iterator[str]:
    for comparison in spec.fairness.comparisons():
        yield " x ".join(group.value for group in comparison)


def _groups(rows: Iterable[Row]) -> Groups:
    found: dict[tuple[str, str], dict[str, GroupFigure]] = {}
    for row in rows:
        of_metric = found.setdefault((row["grouping"], row["metric"]), {})
        ends = row.get("low_together"), row.get("high_together")
        together = (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None
        of_metric[row["group_name"]] = GroupFigure(_figure(row), row["judged"], together)
    return found


def _figure(row: Row) -> Figure:
    return Figure(**{name: row[name] for name in _OF_A_FIGURE})
