"""`csps features list` and `csps features explain`: what features there are, and what is behind one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, workspace_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from csps.contracts.feature import Feature
    from csps.features import Explanation
    from csps.features.explanation import RowBehind

SHOWN = 20


@click.command(
    "list",
    epilog=examples(
        "csps features list", "csps features list --find absence", "csps features list --topic police --json"
    ),
)
@click.option("--topic", help="Only the features of one topic.")
@click.option("--find", metavar="WORD", help="Only those with this word in their name, question or unit.")
@json_option
def list_features(topic: str | None, find: str | None, *, as_json: bool) -> None:
    """List the features: the question each answers, its unit, and what an empty value means."""
    from csps.features import catalogue

    features = [feature for feature in catalogue() if topic in (None, feature.topic)]
    if not features:
        topics = ", ".join(sorted({feature.topic for feature in catalogue()}))
        raise click.UsageError(f"There is no topic {topic}; there are {topics}.")
    if find is not None:
        features = [feature for feature in features if _has(feature, find)]
        if not features:
            raise click.UsageError(f"No feature says {find}. `csps features list` names them all.")
    if as_json:
        print_json([feature_as_plain(feature) for feature in features])
    else:
        rows = [(feature.name, feature.question, feature.unit, feature.missing.value) for feature in features]
        print_table(f"{len(features)} features", ("feature", "question", "unit", "nothing means"), rows)


def _has(feature: Feature, word: str) -> bool:
    """Say whether a feature's own words have a word in them, in letters of either size."""
    return any(word.casefold() in said.casefold() for said in (feature.name, feature.question, feature.unit))


def feature_as_plain(feature: Feature) -> dict[str, object]:
    """Give a declaration as plain values, for JSON."""
    return {
        "name": feature.name,
        "topic": feature.topic,
        "question": feature.question,
        "sources": list(feature.sources),
        "aggregation": feature.aggregation.value,
        "window_weeks": feature.window_weeks,
        "unit": feature.unit,
        "type": feature.type.value,
        "expected": feature.expected.value,
        "missing": feature.missing.value,
        "told_by": feature.told_by,
        "sensitivity": feature.sensitivity.value,
        "purposes": sorted(purpose.value for purpose in feature.purposes),
    }


@click.command(
    "explain",
    epilog=examples("csps features explain FAMILY police_incidents_52w --workspace demo/workspace --as-of 2026-11-16"),
)
@click.argument("family")
@click.argument("feature")
@click.option("--as-of", type=DATE, help="A date for which features were computed; the published week unless told.")
@workspace_option
@json_option
def explain(folder: Path, family: str, feature: str, as_of: datetime | None, *, as_json: bool) -> None:
    """Show what is behind a value: source rows, members, and the arithmetic.

    FAMILY is a pseudonym, or the digits of it that the weekly list prints; FEATURE a name from `csps features list`.
    """
    found = opened(folder).explain_feature(family, feature, as_of.date() if as_of else None)
    if as_json:
        print_json(found)
    else:
        _show(found)


def _show(found: Explanation) -> None:
    """Print an explanation for a person."""
    from csps.worklist.words import several

    click.echo(f"{found.feature}, family {found.family_id}, as of {found.as_of.isoformat()}")
    click.echo(found.question)
    click.echo(f"\n  {found.said[:1].upper()}{found.said[1:]}.  ({found.state})")
    if len(found.counted) > 1 or not found.arithmetic.startswith(f"{found.value} ="):
        click.echo(f"  {found.arithmetic}")
    for number in found.counted:
        back = "ever" if number.weeks is None else f"{number.after_weeks} to {number.weeks} weeks back"
        click.echo(
            f"    {'nothing' if number.value is None else number.value}: {number.reading} of {number.kind}, {back}"
        )
    click.echo(f"\n{found.empty_means}")
    if found.absent:
        click.echo(f"Nothing had been delivered by that date of {', '.join(found.absent)}, or it may not be used.")
    for table, latest in found.silent.items():
        click.echo(
            f"{table} had fallen silent: its latest delivery is of {latest}. What would be counted since is not known."
        )
    if not found.rows:
        click.echo("There is no row behind it.")
        return
    rows, members = several(len(found.rows), "row"), several(len(found.members), "member")
    click.echo(f"{rows} about {members} {'is' if len(found.rows) == 1 else 'are'} behind it:\n")
    for row in found.rows[:SHOWN]:
        click.echo(f"  {_line(row)}")
    if len(found.rows) > SHOWN:
        click.echo(f"... and {len(found.rows) - SHOWN} earlier ones; --json shows all.")


def _line(row: RowBehind) -> str:
    """Write a row on one line: when, who says it, about whom, and what."""
    when = row.happened_on.isoformat() if row.happened_on else "no day"
    ended = f" to {row.ended_on.isoformat()}" if row.ended_on else ""
    known = f", known {row.known_on.isoformat()}" if row.known_on else ""
    who = f"{row.role or 'member'} {row.person_id[:8]}" if row.person_id else "the family"
    says = ", ".join(f"{name} {value}" for name, value in row.says.items() if value is not None and name != "record_id")
    amounts = ", ".join(f"{kind} {amount}" for kind, amount in row.counts_for.items() if amount is not None)
    return f"{when}{ended}{known}: {row.table}, {who}: {says}{f' [{amounts}]' if amounts else ''}"
