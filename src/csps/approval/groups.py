"""How far groups of people lie apart, held against the marks of fairness.

A group that is too small is not compared: its figure would be chance. A check passes over the groups that are large enough,
and says nothing about the others: they are a fact of their own, each with its size, which a reviewer must acknowledge by
name before the model can be approved (docs/decisions/0025). Where fewer than two groups are left there is no comparison, and
the check could not be judged.

Of many groups one looks bad by luck. Where marks are judged beyond chance, a group misses one only if the whole of an interval
lies outside that holds for all groups and figures together. A figure that lies outside and may do so by chance is a fact to
acknowledge too: it does not fail the model, and it does not vanish (docs/decisions/0026).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.approval.marks import Check, Figure, Result
from csps.settings.pass_marks import JudgedAt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.settings.pass_marks import Between, GroupMarks

    Groups = Mapping[str, "GroupFigure"]

FEWEST = 2  # groups that make a comparison
NAMED = 5  # groups too small that are named; of more, only the number is given
_WHERE = {
    JudgedAt.ESTIMATE: "",
    JudgedAt.WORSE_END: " at the worse end of each interval",
    JudgedAt.BEYOND_CHANCE: ", beyond chance",
}


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """A figure of one group.

    Args:
        figure: the figure.
        judged: whether assurance took the group for large enough.
        together: ends of the interval that holds for all groups and figures together; None where there is none.
    """

    figure: Figure
    judged: bool
    together: tuple[float, float] | None = None

    def span(self, judged_at: JudgedAt) -> tuple[float, float] | None:
        """Give the lowest and the highest value that is judged; None where there is none to judge."""
        if judged_at is not JudgedAt.BEYOND_CHANCE:
            return self.figure.span(judged_at)
        estimate = self.figure.span(JudgedAt.ESTIMATE)
        return self.together if estimate and self.together and all(map(math.isfinite, self.together)) else None

    def words(self, judged_at: JudgedAt) -> str:
        """Say the figure with the interval it is judged by."""
        span = self.span(judged_at)
        if judged_at is JudgedAt.BEYOND_CHANCE and span:
            return f"{self.figure.estimate:.3f} ({span[0]:.3f} to {span[1]:.3f})"
        return str(self.figure)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison's groups: those that are large enough, with what is judged of each, and the names of the others."""

    groups: Groups
    spans: Mapping[str, tuple[float, float]]
    small: tuple[str, ...]

    @classmethod
    def of(cls, groups: Groups, marks: GroupMarks) -> Compared:
        """Tell groups apart by their size; assurance's word is not enough: sizes are held against the marks again."""
        spans: dict[str, tuple[float, float]] = {}
        for name, group in sorted(groups.items()):
            figure = group.figure
            large = figure.families >= marks.smallest_families and figure.outcomes >= marks.smallest_outcomes
            span = group.span(marks.judged_at) if group.judged and large else None
            if span is not None:
                spans[name] = span
        return cls(groups, spans, tuple(name for name in sorted(groups) if name not in spans))

    @property
    def too_few(self) -> str:
        """Say why there is no comparison; empty where there is one."""
        if len(self.spans) >= FEWEST:
            return ""
        if not self.groups:
            return "not measured"
        return f"{len(self.spans)} of {len(self.groups)} groups large enough to be compared{self.left_out}"

    @property
    def left_out(self) -> str:
        """Name the groups that are too small, or of many the number."""
        if not self.small:
            return ""
        return f"; too small to judge: {', '.join(self.small) if len(self.small) <= NAMED else f'{len(self.small)} groups'}"

    def estimate(self, name: str) -> float:
        """Give a group's figure, which is a number for each group that has a span."""
        found = self.groups[name].figure.estimate
        return math.nan if found is None else found


def apart(name: str, gaps: Groups, most: float, marks: GroupMarks) -> Check:
    """Hold the widest gap between a group and the best one against the widest that is allowed.

    Args:
        name: the check.
        gaps: how much worse than the best group that is large enough, by the group's name; 0 for the best.
        most: the widest gap allowed.
        marks: how large a group must be, and which point of its figure counts.
    """
    mark = f"no group further than {most:.3f} behind the best{_WHERE[marks.judged_at]}"
    compared = Compared.of(gaps, marks)
    if compared.too_few:
        return Check(name, mark, compared.too_few, Result.COULD_NOT_JUDGE)
    end = 0 if marks.judged_at is JudgedAt.BEYOND_CHANCE else 1
    widest = max(compared.spans, key=lambda group: (compared.spans[group][end], compared.estimate(group), group))
    found = (
        f"widest {gaps[widest].words(marks.judged_at)}, {widest} behind {_best(compared)}, of {len(compared.spans)} "
        f"groups{compared.left_out}"
    )
    return Check(name, mark, found, Result.MISSED if compared.spans[widest][end] > most else Result.PASSED)


def each_between(name: str, groups: Groups, limits: Between, marks: GroupMarks) -> Check:
    """Hold each group's figure against two limits; see `apart` for the arguments."""
    mark = f"every group between {limits.least:.3f} and {limits.most:.3f}{_WHERE[marks.judged_at]}"
    compared = Compared.of(groups, marks)
    if compared.too_few:
        return Check(name, mark, compared.too_few, Result.COULD_NOT_JUDGE)
    outside = [group for group, span in compared.spans.items() if _is_outside(span, limits, marks.judged_at)]
    figures = sorted(compared.estimate(group) for group in compared.spans)
    told = f"; outside: {_listed(outside, groups, marks)}" if outside else ""
    found = f"{figures[0]:.3f} to {figures[-1]:.3f} over {len(compared.spans)} groups{told}{compared.left_out}"
    return Check(name, mark, found, Result.MISSED if outside else Result.PASSED)


def may_be_chance_apart(gaps: Groups, most: float, marks: GroupMarks) -> str:
    """Name the groups whose gap is wider than is allowed, as chance alone may explain; nothing where there is none."""
    if marks.judged_at is not JudgedAt.BEYOND_CHANCE:
        return ""
    compared = Compared.of(gaps, marks)
    wider = [name for name, (low, _) in compared.spans.items() if low <= most < compared.estimate(name)]
    return f"behind {_best(compared)} by more than {most:.3f}: {_listed(wider, gaps, marks)}" if wider else ""


def may_be_chance_between(groups: Groups, limits: Between, marks: GroupMarks) -> str:
    """Name the groups whose figure lies outside the limits, as chance alone may explain; nothing where there is none."""
    if marks.judged_at is not JudgedAt.BEYOND_CHANCE:
        return ""
    compared = Compared.of(groups, marks)
    outside = [
        name
        for name, span in compared.spans.items()
        if not limits.holds(compared.estimate(name)) and not _is_outside(span, limits, marks.judged_at)
    ]
    return f"outside {limits.least:.3f} to {limits.most:.3f}: {_listed(outside, groups, marks)}" if outside else ""


def _best(compared: Compared) -> str:
    return min(compared.spans, key=lambda group: (compared.estimate(group), group))


def _is_outside(span: tuple[float, float], limits: Between, judged_at: JudgedAt) -> bool:
    if judged_at is JudgedAt.BEYOND_CHANCE:
        return span[1] < limits.least or span[0] > limits.most
    return not all(limits.holds(end) for end in span)


def _listed(names: list[str], groups: Groups, marks: GroupMarks) -> str:
    return ", ".join(f"{name} {groups[name].words(marks.judged_at)}" for name in names)
