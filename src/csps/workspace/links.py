"""A link drawn: what spoke for it and against it, one bar after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from csps.linkage import TieExplained

FOR, AGAINST, WHOLE = "#1d70b8", "#d4351c", "#505a5f"


def waterfall(tie: TieExplained, axes: Axes | None = None) -> Axes:
    """Draw the weights of a tie, each bar beginning where the one before it ended; the last is the whole.

    Args:
        tie: one of likeness, from `Workspace.explain_links(...).ties`.
        axes: to draw on; None makes a figure.

    Raises:
        UsageError: nothing was weighed: a number or a judgement ties the records.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - heavy, and most commands draw nothing

    if tie.weight is None:
        raise UsageError(f"The records are tied by {tie.tie}; nothing was weighed that could be drawn.")
    if axes is None:
        axes = Figure(figsize=(8, 0.6 * len(tie.steps) + 1.2), layout="constrained").add_subplot()
    labels, begins = [], 0.0
    for place, (what, level, weight) in enumerate(tie.steps):
        axes.barh(place, weight, left=begins, color=FOR if weight >= 0 else AGAINST)
        begins += weight
        labels.append(f"{what}: {level}")
        axes.annotate(
            f"{weight:+.1f}",
            (max(begins, begins - weight), place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
        )
    axes.barh(len(labels), begins, color=WHOLE)
    axes.annotate(
        f"{begins:+.1f}", (max(begins, 0.0), len(labels)), xytext=(4, 0), textcoords="offset points", va="center"
    )
    axes.set_yticks(range(len(labels) + 1), [*labels, "together"])
    axes.invert_yaxis()
    axes.axvline(0, color="black", linewidth=0.8)
    axes.margins(x=0.15)
    axes.set_xlabel("weight of evidence in bits; one bit doubles the odds of one person")
    return axes
