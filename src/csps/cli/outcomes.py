"""`csps outcomes explain`: which criteria a family meets, by which rows, and what could not be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, workspace_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from csps.outcomes import CriteriaExplained
    from csps.outcomes.explanation import CriterionExplained, RowBehind

SHOWN = 5  # rows of a criterion


@click.command("explain", epilog=examples("csps outcomes explain FAMILY --workspace demo/workspace --as-of 2026-11-16"))
@click.argument("family")
@click.option("--as-of", type=DATE, help="A date for which criteria were judged; the published week unless told.")
@workspace_option
@json_option
def explain_command(folder: Path, family: str, as_of: datetime | None, *, as_json: bool) -> None:
    """Show which criteria of the programme a family meets, by which source rows, and what is missing to judge others.

    FAMILY is a pseudonym, or the digits of it that the weekly list prints.
    """
    found = opened(folder).explain_criteria(family, as_of.date() if as_of else None)
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(_told(found)))


@click.command("rules", epilog=examples("csps outcomes rules --workspace demo/workspace --as-of 2026-11-16"))
@click.option("--as-of", type=DATE, help="A day; the last Monday unless told.")
@workspace_option
@json_option
def rules_command(folder: Path, as_of: datetime | None, *, as_json: bool) -> None:
    """Show the rule set in force on a day: its lines, where their words come from, and the tables they read.

    Everything wrong with a rule set of your own is told at once, each fault with its place.
    """
    lines = opened(folder).rules(as_of.date() if as_of else None)
    rows = lines.reset_index().to_dict("records")
    if as_json:
        print_json({"rules": lines.attrs["said"], "needed": lines.attrs["needed"], "lines": rows})
        return
    told = [(row["criterion"], row["words"], row["standing"], ", ".join(row["reads"] or row["all_of"])) for row in rows]
    print_table(lines.attrs["said"], ("line", "what it says", "words", "judged by"), told)
    click.echo(lines.attrs["needed"])


def _told(found: CriteriaExplained) -> list[str]:
    """Write an explanation for a person: the threshold first, then what is met, then what could not be judged."""
    by_judgement: dict[str, list[CriterionExplained]] = {}
    for each in found.criteria:
        by_judgement.setdefault(each.judgement, []).append(each)
    met, unjudged, rest = (by_judgement.get(word, []) for word in ("met", "not judged", "not met"))
    lines = [f"Family {found.family_id} as of {found.as_of.isoformat()}", f"By {found.said}.", "", *_threshold(found)]
    for each in met:
        told = _each_once(each.rows)
        lines += ["", f"  {each.criterion}  {each.words} ({each.standing})", *told[:SHOWN]]
        if len(told) > SHOWN:
            lines.append(f"    ... and {len(told) - SHOWN} more rows; --json shows all.")
        lines += [f"    Not all is seen: {each.lacking}."] if each.lacking else []
    if unjudged:
        lines += ["", "Not judged: no row speaks for them, and something is missing. That is not the same as not met."]
        lines += [f"  {each.criterion}  {each.words} Missing: {each.missing}." for each in unjudged]
    if rest:
        lines += ["", f"Not met: {', '.join(each.criterion for each in rest)}."]
    return lines


def _threshold(found: CriteriaExplained) -> list[str]:
    meets = "meets" if found.eligible else "does not meet"
    lines = [
        f"The family {meets} the programme's threshold:",
        f"  {found.found} {found.counted} are met, and {found.least} are needed.",
        f"  It has {'a' if found.with_child else 'no'} child, born or expected.",
    ]
    if found.assessment_asked:
        if not found.assessments:
            return [*lines, "  No whole-family assessment stands behind it, and one is needed."]
        lines.append("  A whole-family assessment stands behind it:")
    return lines + _each_once(found.assessments)[:SHOWN]


def _each_once(rows: tuple[RowBehind, ...]) -> list[str]:
    """Write each row once, with everybody it is about."""
    about: dict[tuple[object, ...], list[RowBehind]] = {}
    for row in rows:
        about.setdefault(
            (row.table, row.record_id if row.through else row.person_id, row.delivery, row.line), []
        ).append(row)
    return [
        _line(of_one[0], list(dict.fromkeys(f"{row.role} {row.person_id[:8]}" for row in of_one)))
        for of_one in about.values()
    ]


def _line(row: RowBehind, people: list[str]) -> str:
    """Write a row on one line: since when it counts, who says it, where, about whom, and what."""
    until = f" to {row.until.isoformat()}" if row.until else " on"
    known = f", known {row.known_on.isoformat()}" if row.known_on else ""
    where = f" ({row.delivery}, line {row.line})" if row.delivery else ""
    says = ", ".join(f"{name} {value}" for name, value in row.says.items())
    told = f": {says}" if says else ""
    return f"    {row.since.isoformat()}{until}{known}: {row.agency}, {row.table}{where}, {', '.join(people)}{told}"
