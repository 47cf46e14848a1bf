"""The audit in words: as plain values for machines, as Markdown for a model card, as HTML for a run's page.

Written for whoever must answer for the model. What could not be judged is listed, not left out.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from csps.assurance.fairness import COLUMNS, TOGETHER
from csps.assurance.performance import NOT_MET
from csps.assurance.summary import found_sentences, rules_sentence, whom_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from csps.assurance.run import Audit

IN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "auc": "Of two families, one with the outcome and one without, the one with it has the higher score in this share of pairs (area under the curve; 0.5 is chance)",
        "auc_of_families_not_met": "The same, among the families of whom the model had met nobody before",
        "average_precision": "Mean share with the outcome, going down the list from the top (average precision)",
        "brier": "Mean squared distance between score and outcome (Brier score; lower is better)",
        "calibration_slope": "Calibration slope: 1 is perfect; below 1, scores lie too far apart",
        "calibration_intercept": "Calibration intercept: 0 is perfect; above 0, scores are too low on the whole",
        "observed_to_expected": "Outcomes observed, over the number that the scores add up to; 1 is perfect",
        "base_rate": "Share of families with the outcome",
        "precision_at_capacity": "Share with the outcome among the families on a list of the week's capacity",
        "recall_at_capacity": "Share of families with the outcome who are on such a list",
        "lift_at_capacity": "How many times commoner the outcome is on such a list than among all",
    }
)
GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "base_rate": "has the outcome",
        "listed": "on the list",
        "auc": "area under the curve",
        "missed": "missed, of those with the outcome",
        "wrongly_listed": "wrongly listed, of those without",
        "observed_to_expected": "observed over expected",
    }
)
DEMONSTRATION = (
    "The marks of this model are for a demonstration: they judge nobody, and count only where nobody is real."
)
FEWEST_GROUPS = 2  # that make a comparison


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: a heading with sentences, and perhaps a table."""

    heading: str
    sentences: Sequence[str]
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def report_of(audit: Audit) -> dict[str, Any]:
    """Give the audit as plain values that JSON can hold; what could not be computed is None."""
    spec = audit.spec
    measured = audit.metrics[audit.metrics["metric"] == "auc"].iloc[0]
    judged = audit.groups[audit.groups["judged"]].groupby("grouping")["group_name"].nunique()
    comparisons = list(dict.fromkeys(audit.groups["grouping"]))
    metrics = _plain(audit.metrics, ["subject", "metric", "estimate", "low", "high", "families", "outcomes"])
    not_met = next((row["families"] for row in metrics if row["metric"] == NOT_MET), None)
    tested = whom_sentence(audit.tested_on, int(measured["families"]), not_met)
    found = found_sentences(metrics, capacity=audit.capacity, horizon_weeks=spec.horizon_weeks)
    return {
        "model": spec.name,
        "version": audit.version,
        "target": spec.target,
        "caveat": spec.caveat,
        "population": spec.population.words,
        "specification": spec.fingerprint,
        "summary": f"{tested} {found}{rules_sentence(audit.rules)}",
        "rules": None
        if audit.rules is None
        else asdict(audit.rules) | {"edition": audit.rules.edition, "said": str(audit.rules)},
        "tested_on": audit.tested_on.isoformat(),
        "demonstration": spec.pass_marks.demonstration,
        "marks_fixed_on": spec.pass_marks.fixed_on.isoformat(),
        "confidence": spec.pass_marks.confidence,
        "capacity": audit.capacity,
        "families": int(measured["families"]),
        "outcomes": int(measured["outcomes"]),
        "printed_bar": {
            "average_precision": spec.pass_marks.printed.average_precision,
            "source": spec.pass_marks.printed.source,
        },
        "smallest_group": {
            "families": spec.pass_marks.groups.smallest_families,
            "outcomes": spec.pass_marks.groups.smallest_outcomes,
        },
        "metrics": metrics,
        "groups": _plain(
            audit.groups,
            [*COLUMNS, *TOGETHER],
        ),
        "could_not_judge": _plain(audit.not_judged, ["grouping", "group_name", "families", "outcomes"]),
        "not_compared": [each for each in comparisons if judged.get(each, 0) < FEWEST_GROUPS],
    }


def as_markdown(told: Mapping[str, Any]) -> str:
    """Write a report as Markdown, one sentence per line."""
    lines: list[str] = []
    for block in _blocks(told):
        lines += [f"## {block.heading}", "", *block.sentences]
        if block.sentences:
            lines.append("")
        if block.rows:
            lines += [_line(block.columns), _line(["---"] * len(block.columns)), *map(_line, block.rows), ""]
    return "\n".join(lines)


def as_html(told: Mapping[str, Any]) -> str:
    """Write a report as an HTML fragment: headings, paragraphs and tables, without style or script."""
    parts: list[str] = []
    for block in _blocks(told):
        parts.append(f"<h2>{escape(block.heading)}</h2>")
        parts += [f"<p>{escape(sentence)}</p>" for sentence in block.sentences]
        if block.rows:
            parts.append(f"<table><caption>{escape(block.heading)}</caption><thead><tr>")
            parts += [f'<th scope="col">{escape(name)}</th>' for name in block.columns]
            parts.append("</tr></thead><tbody>")
            parts += [_html_row(row) for row in block.rows]
            parts.append("</tbody></table>")
    return "\n".join(parts)


def _html_row(row: Sequence[str]) -> str:
    first, *rest = row
    return f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest) + "</tr>"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _blocks(told: Mapping[str, Any]) -> Iterator[Block]:
    how = (
        f"This is version {told['version']}. Intervals are at {told['confidence']:.0%} "
        "confidence and know that families who share a person are alike."
    )
    heading = f"What the {told['model']} model was measured on"
    shown = [DEMONSTRATION] if told["demonstration"] else []
    yield Block(heading, [*shown, told["target"], told["caveat"], told["population"], told["summary"], how])
    yield from _performance(told)
    for grouping in dict.fromkeys(row["grouping"] for row in told["groups"]):
        yield _grouping(told, grouping)
    yield _not_judged(told)


def _performance(told: Mapping[str, Any]) -> Iterator[Block]:
    found = {(row["subject"], row["metric"]): row for row in told["metrics"]}
    bar = told["printed_bar"]
    yield Block(
        "How good it is",
        [
            f"Others asked for an average precision of {bar['average_precision']:.2f}, printed here whether it is reached or not. Source: {bar['source']}"
        ],
        ("figure", "model", "simple rule", "logistic baseline"),
        [
            (words, *(_cell(found.get((subject, metric))) for subject in ("model", "rule", "logistic")))
            for metric, words in IN_WORDS.items()
        ],
    )
    tenths = [f"{number:02d}" for number in range(1, 11)]
    yield Block(
        "Whether its scores mean what they say",
        ["Families in ten equal parts, lowest score first: the mean score, and the share to whom it happened."],
        ("tenth", "mean score", "share with the outcome"),
        [
            (
                str(int(tenth)),
                *(_cell(found.get(("model", f"{kind}_tenth_{tenth}"))) for kind in ("expected", "observed")),
            )
            for tenth in tenths
        ],
    )


def _grouping(told: Mapping[str, Any], grouping: str) -> Block:
    found = {(row["group_name"], row["metric"]): row for row in told["groups"] if row["grouping"] == grouping}
    names = list(dict.fromkeys(name for name, _ in found))
    rows = [
        (
            name + ("" if found[name, "base_rate"]["judged"] else " (too small to judge)"),
            f"{found[name, 'base_rate']['families']:,}",
            f"{found[name, 'base_rate']['outcomes']:,}",
            *(_cell(found.get((name, metric))) for metric in GROUP_WORDS),
        )
        for name in names
    ]
    sentences = (
        [
            f"Fewer than {FEWEST_GROUPS} groups are large enough: this comparison could not be judged, which is not a pass."
        ]
        if grouping in told["not_compared"]
        else []
    )
    return Block(f"By {grouping}", sentences, ("group", "families", "with the outcome", *GROUP_WORDS.values()), rows)


def _not_judged(told: Mapping[str, Any]) -> Block:
    smallest = told["smallest_group"]
    least = (
        f"A group is judged if it has at least {smallest['families']:,} families, {smallest['outcomes']:,} of them with the "
        "outcome."
    )
    rows = [
        (row["grouping"], row["group_name"], f"{row['families']:,}", f"{row['outcomes']:,}")
        for row in told["could_not_judge"]
    ]
    said = f"{len(rows)} groups could not be judged." if rows else "Every group could be judged."
    return Block(
        "What could not be judged", [least, said], ("comparison", "group", "families", "with the outcome"), rows
    )


def _cell(row: Mapping[str, Any] | None) -> str:
    """Write a figure with its interval.

    >>> _cell({"estimate": 0.7541, "low": 0.6371, "high": 0.8573}), _cell({"estimate": None}), _cell(None)
    ('0.754 (0.637 to 0.857)', 'not computed', '')
    """
    if row is None:
        return ""
    if row["estimate"] is None:
        return "not computed"
    if row["low"] is None:
        return f"{row['estimate']:.3f}, without an interval"
    return f"{row['estimate']:.3f} ({row['low']:.3f} to {row['high']:.3f})"


def _plain(table: pd.DataFrame, columns: list[str]) -> list[dict[str, Any]]:
    return [
        {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in row.items()}
        for row in table[columns].to_dict("records")
    ]
