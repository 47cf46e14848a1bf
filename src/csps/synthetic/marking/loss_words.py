"""Marks of what missed links take from families, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.synthetic.marking.figures import of, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.synthetic.marking.losses import LossMarks


def told_of_losses(found: LossMarks | None) -> Iterator[str]:
    """Tell which share of families' records is lost to missed links, for whom, and what that does to scores."""
    if found is None:
        return
    whole = found.overall
    yield (
        f"  Missed links, families of {found.as_of}: {of(whole.lost, whole.records)} of their members' records are in "
        f"nobody's features; {of(whole.touched, whole.families)} families miss one."
    )
    for attribute, groups in found.groups.items():
        told = ", ".join(f"{group} {percent(one.share)}" for group, one in groups.items())
        yield f"    records lost by {attribute} of the youngest child: {told}"
    for model, one in found.scores.items():
        yield (
            f"    scores of {model} less the true probability: {_points(one.whole_over)} where nothing is lost "
            f"({one.whole:,} families), {_points(one.touched_over)} where something is ({one.touched:,})"
        )


def _points(value: float | None) -> str:
    """Print a difference of probabilities in percentage points.

    >>> _points(-0.0123), _points(None)
    ('-1.23 points', 'unknown')
    """
    return "unknown" if value is None else f"{100 * value:+.2f} points"
