"""The page of rails: each figure of each seed beside its rail, and what came beside what was to be expected."""

from __future__ import annotations

import re

from tenths import section

RAILS = {
    "oracle AUC, maltreatment": (0.85, 0.92),
    "prior contacts AUC": (0.66, 0.74),
    "best single feature AUC": (0.0, 0.78),
    "boosting over logistic, ample data": (0.01, 0.04),
    "oracle over boosting, ample data": (0.02, 0.06),
    "eligible now": (0.04, 0.08),
    "newly eligible in 26 weeks": (0.01, 0.03),
    "oracle AUC, eligibility": (0.80, 0.90),
}
HEADING = "| figure | rail |"


def inside(name, value):
    """Say whether a figure lies within its rail; a figure without one always does."""
    low, high = RAILS.get(name, (None, None))
    return low is None or low <= value <= high


def page(measured):
    """Write the figures of every borough as a Markdown page."""
    usual = {one.seed: one for one in measured if not one.without_help}
    alone = {one.seed: one for one in measured if one.without_help}
    days = sorted({one.on for one in measured})
    lines = [
        "# Is the borough's risk hard but learnable, and are its true probabilities true?",
        "",
        (
            f"Boroughs of {measured[0].residents:,} residents over 364 weeks, measured on {' and '.join(days)}; "
            "written by `benchmarks/borough_rails.py`, which says how each figure is found."
        ),
        "",
    ]
    if usual:
        lines += _figures(usual)
    for name in next(iter(usual.values())).tenths if usual else ():
        lines += section(name, {seed: one.tenths[name] for seed, one in usual.items()})
    if alone:
        lines += [
            "# Where help changes nothing",
            "",
            (
                "The same boroughs, lived with help that has no effect: what happens there, beside `p_harm_without_help` and "
                "`p_recorded_without_help` as the usual profile gives them."
            ),
            "",
        ]
        for name in next(iter(alone.values())).tenths:
            lines += section(f"without help: {name}", {seed: one.tenths[name] for seed, one in alone.items()})
    return "\n".join(lines).rstrip("\n") + "\n"


def _figures(usual):
    """Write the table of single figures, and which of them miss their rail."""
    lines = [
        f"{HEADING} " + " | ".join(f"seed {seed}" for seed in usual) + " |",
        "|---|---|" + "--:|" * len(usual),
    ]
    for name in next(iter(usual.values())).figures:
        values = [one.figures[name] for one in usual.values()]
        rail = f"{RAILS[name][0]} to {RAILS[name][1]}" if name in RAILS else ""
        shown = [f"{value:.3f}" if isinstance(value, float) else value for value in values]
        marked = [text if inside(name, value) else f"**{text}**" for text, value in zip(shown, values, strict=True)]
        lines.append(f"| {name} | {rail} | " + " | ".join(marked) + " |")
    return [*lines, "", "A figure in bold misses its rail.", ""]


def seeds_shown(text):
    """Name the seeds a page of rails shows.

    >>> seeds_shown("| figure | rail | seed 1 | seed 22 |")
    {1, 22}
    """
    rows = [line for line in text.splitlines() if line.startswith(HEADING)]
    return {int(seed) for row in rows for seed in re.findall(r"seed (\d+)", row)}


def refuse_fewer_seeds(path, seeds):
    """Leave a page alone that shows more seeds than the one that is to take its place.

    Raises:
        SystemExit: it does.
    """
    shown = seeds_shown(path.read_text(encoding="utf-8")) if path.exists() else set()
    if len(shown) > len(set(seeds)):
        raise SystemExit(
            f"{path} shows {len(shown)} seeds and is not written over by {len(set(seeds))}. Measure as many and keep "
            "them (--kept), or remove the page if what it shows no longer holds."
        )
