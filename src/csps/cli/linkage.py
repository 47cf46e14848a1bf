"""`csps linkage train`, `compare`, `quality` and `explain`: what may be asked of linkage besides linking again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

ALMOST_ALL = 0.9999  # what weights say is never certain


@click.command("train", epilog=examples("csps linkage train --workspace demo/workspace"))
@workspace_option
@person_option
@json_option
def train_linkage(folder: Path, person: str | None, *, as_json: bool) -> None:
    """Learn anew how to weigh pairs of records, from the published week's.

    Weekly runs go on with one model until this is done; the next one then links everything again. Look at what would change
    with `csps linkage compare --anew` first.
    """
    from csps.pipeline import train_linkage as learn

    workspace = opened(folder)
    model = learn(workspace.site, by=signed_in(workspace, "data officer", person))
    told = {"version": model.version, "week": model.week, "records": model.records, "heaps": model.heaps}
    if as_json:
        print_json(told | {"learnt": model.learnt})
        return
    click.echo(
        f"Learnt model {model.version[:16]} from {model.records:,} records known by {model.week.isoformat()}.\n"
        "The next weekly run links everything again by it."
    )
    if not model.learnt:
        click.echo("They are too few to learn from: the weights csps comes with stand.")


@click.command(
    "compare", epilog=examples("csps linkage compare --workspace demo/workspace", "csps linkage compare --anew")
)
@workspace_option
@click.option("--anew", "learn_anew", is_flag=True, help="Learn a model for it, and forget it afterwards.")
@person_option
@json_option
def compare(folder: Path, person: str | None, *, learn_anew: bool, as_json: bool) -> None:
    """Link everything again, write nothing, and say how it differs from what is published."""
    from csps.pipeline import compare_linkage

    workspace = opened(folder)
    by = signed_in(workspace, "data officer", person)
    found = compare_linkage(workspace.site, by=by, learn_anew=learn_anew)
    if as_json:
        print_json(found)
        return
    click.echo(str(found))


@click.command(epilog=examples("csps linkage explain 0c1f… --workspace demo/workspace"))
@click.argument("pseudonym", metavar="RECORD|PERSON")
@workspace_option
@json_option
def explain(pseudonym: str, folder: Path, *, as_json: bool) -> None:
    """Say why records are taken for one person, from the kept evidence; the vault is not opened.

    A weight of n bits makes two records 2 to the power of n times as likely to be of one person.
    """
    workspace = opened(folder)
    found = workspace.explain_links(pseudonym)
    if as_json:
        print_json(found)
        return
    for number, paragraph in enumerate(found.sentences()):
        click.echo(("\n" if number else "") + paragraph)
    for tie in found.ties:
        if tie.weight is None:
            continue
        sums, so_far = [], 0.0
        for what, level, weight in tie.steps:
            so_far += weight
            sums.append((what, level, f"{weight:+.1f}", f"{so_far:+.1f}"))
        click.echo()
        print_table(f"{tie.record_id} and {tie.other_record_id}", ("compared", "how alike", "bits", "so far"), sums)


@click.command(epilog=examples("csps linkage quality", "csps linkage quality --json"))
@workspace_option
@person_option
@json_option
def quality(folder: Path, person: str | None, *, as_json: bool) -> None:
    """Estimate how many links are right and how many are missed, over all and by group, from the weights alone.

    A recall is at most what is said: pairs that were never compared, or weighed too little to be noted, are in neither.
    """
    from csps.pipeline import estimate_links

    workspace = opened(folder)
    found = estimate_links(workspace.site, by=signed_in(workspace, "data officer", person))
    if as_json:
        print_json([asdict(each) for each in found])
        return
    headings = ("of", "group", "ties", "by likeness", "right", "made, at most")
    rows = [
        (
            each.attribute,
            each.group,
            f"{each.ties:,}",
            f"{each.by_likeness:,}",
            _share(each.precision),
            _share(each.recall),
        )
        for each in found
    ]
    print_table("Links, estimated from their weights", headings, rows)


def _share(value: float | None) -> str:
    """Print a share.

    >>> _share(0.987654), _share(0.99997), _share(None)
    ('0.9877', 'over 0.9999', 'too few')
    """
    if value is None:
        return "too few"
    return f"{value:.4f}" if value < ALMOST_ALL else f"over {ALMOST_ALL}"


LINKAGE_QUESTIONS = (train_linkage, compare, quality, explain)
