"""How far groups of people lie apart, held against the marks of fairness.

A group that is too small is not compared: its figure would be chance. A check passes over the groups that are large enough,
and says nothing about the others: they are a fact of their own, each with its size, which a reviewer must acknowledge by
name before the model can be approved (docs/decisions/0023). Where fewer than two groups are left there is no comparison, and
the check could not be judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.approval.marks import Check, Figure, Result
from csps.settings.pass_marks import JudgedAt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.settings.pass_marks import Between, GroupMarks

    Spans = Mapping[str, tuple[float, float]]

FEWEST = 2  # groups that make a comparison
NAMED = 5  # groups too small that are named; of more, only the number is given


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """A figure of one group.

    Args:
        figure: the figure.
        judged: whether assurance took the group for large enough.
    """

    figure: Figure
    judged: bool


def apart(name: str, gaps: Mapping[str, GroupFigure], most: float, marks: GroupMarks) -> Check:
    """Hold the widest gap between a group and the best one against the widest that is allowed.

    Args:
        name: the check.
        gaps: how much worse than the best group that is large enough, by the group's name; 0 for the best.
        most: the widest gap allowed.
        marks: how large a group must be, and which point of its figure counts.
    """
    mark = f"no group further than {most:.3f} behind the best{_where(marks)}"
    spans, small = _large_enough(gaps, marks)
    if len(spans) < FEWEST:
        return Check(name, mark, _too_few(gaps, small), Result.COULD_NOT_JUDGE)
    widest = max(spans, key=lambda group: (spans[group][1], group))
    found = f"at most {gaps[widest].figure} behind, {widest}, of {len(spans)} groups{_left_out(small)}"
    return Check(name, mark, found, Result.PASSED if spans[widest][1] <= most else Result.MISSED)


def each_between(name: str, groups: Mapping[str, GroupFigure], limits: Between, marks: GroupMarks) -> Check:
    """Hold each group's figure against two limits; see `apart` for the arguments."""
    mark = f"every group between {limits.least:.3f} and {limits.most:.3f}{_where(marks)}"
    spans, small = _large_enough(groups, marks)
    if len(spans) < FEWEST:
        return Check(name, mark, _too_few(groups, small), Result.COULD_NOT_JUDGE)
    outside = [group for group in sorted(spans) if not all(limits.holds(end) for end in spans[group])]
    lowest, highest = min(low for low, _ in spans.values()), max(high for _, high in spans.values())
    told = f"; outside: {', '.join(outside)}" if outside else ""
    found = f"{lowest:.3f} to {highest:.3f} over {len(spans)} groups{told}{_left_out(small)}"
    return Check(name, mark, found, Result.MISSED if outside else Result.PASSED)


def too_small(groups: Mapping[str, GroupFigure], marks: GroupMarks) -> str:
    """Name every group that nobody could judge, with its size; nothing where there is none."""
    _, small = _large_enough(groups, marks)
    return ", ".join(
        f"{name} ({groups[name].figure.families:,} families, {groups[name].figure.outcomes:,} with the outcome)"
        for name in small
    )


def _large_enough(groups: Mapping[str, GroupFigure], marks: GroupMarks) -> tuple[Spans, list[str]]:
    """Give what is judged of each group that is large enough, and the names of the others.

    Assurance's word is not enough: the sizes it gives are held against the marks again.
    """
    spans: dict[str, tuple[float, float]] = {}
    small = []
    for name, group in sorted(groups.items()):
        figure = group.figure
        large = figure.families >= marks.smallest_families and figure.outcomes >= marks.smallest_outcomes
        span = figure.span(marks.judged_at) if group.judged and large else None
        if span is None:
            small.append(name)
        else:
            spans[name] = span
    return spans, small


def _where(marks: GroupMarks) -> str:
    return " at the worse end of each interval" if marks.judged_at is JudgedAt.WORSE_END else ""


def _too_few(groups: Mapping[str, GroupFigure], small: list[str]) -> str:
    if not groups:
        return "not measured"
    return f"{len(groups) - len(small)} of {len(groups)} groups large enough to be compared{_left_out(small)}"


def _left_out(small: list[str]) -> str:
    if not small:
        return ""
    return f"; too small to judge: {', '.join(small) if len(small) <= NAMED else f'{len(small)} groups'}"
