"""A week, printed: what came, and the top of the list. Enough to see whether it makes sense; the pages are for the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from csps.pipeline.quality.figures import Quality
    from csps.worklist import Family
    from csps.workspace import Workspace

TOP = 5  # families that are printed
REASONS = 3  # of each
TASKS = 5  # of what should be done about the data
SEALED = "They have no row in these files. Who they are is told to information governance only."


def show_what_came(workspace: Workspace, quality: Quality, *, again: bool = False) -> None:
    """Print what the published week rests on: deliveries, rows, and what somebody should do about them.

    A list may be shorter, or older, because an agency's data is: whoever runs the week must not have to look for that.

    Args:
        workspace: the workspace.
        quality: what its published week's data is worth.
        again: whether the week was published before, of the same deliveries.
    """
    from csps.feeds.drop_box import no_files, places_in, unclaimed
    from csps.pipeline.publication import list_folder
    from csps.pipeline.quality.acting import tasks
    from csps.pipeline.quality.files import PAGE
    from csps.worklist.words import several

    came = [feed for feed in quality.feeds if feed.deliveries]
    read, accepted = sum(feed.read for feed in came), sum(feed.accepted for feed in came)
    taken = several(sum(feed.deliveries for feed in came), "delivery", "deliveries")
    of_feeds = f"{len(came)} of {len(quality.feeds)} feeds"
    did = "Nothing new came. The week rests on" if again else "Taken in:"
    click.echo(
        f"\n{did} {taken} of {of_feeds}. {read:,} rows read, {accepted:,} accepted, {read - accepted:,} rejected."
    )
    refused = sum(one.state == "refused" for feed in quality.feeds for one in feed.kept_out)
    if refused:
        were = f"{several(refused, 'delivery', 'deliveries')} {'was' if refused == 1 else 'were'}"
        click.echo(f"{were} refused as a whole: none of their rows is counted here, and none was taken in.")
    held = sum(one.state == "held" for feed in quality.feeds for one in feed.kept_out)
    if held:
        click.echo(f"{held:,} held back, sealed until somebody lets them in: csps feeds held")
    found = tasks(quality)
    if found:
        click.echo("To look after:")
    for task in found[:TASKS]:
        click.echo(f" - {task.feed}: {task.what} {task.how}")
    left = unclaimed(workspace.site.programme.feeds, places_in(workspace.site.deliveries))
    if left:
        belong = "belongs" if len(left) == 1 else "belong"
        click.echo(f"{several(len(left), 'file')} in the drop box {belong} to no feed, first {left[0]}.")
    strange = no_files(workspace.site.programme.feeds, workspace.site.deliveries)
    if strange:
        click.echo(
            f"{several(len(strange), 'delivery', 'deliveries')} in the drop box cannot be taken in, because a folder or a "
            f"link is no file, first {strange[0]}. Put the file itself there."
        )
    page = list_folder(workspace.site, quality.week) / PAGE
    more = f" and {len(found) - TASKS} more things to look after" if len(found) > TASKS else ""
    click.echo(f"What the data is worth{more}:\n  {page}")


def show_list(workspace: Workspace, week: date, folder: Path) -> None:
    """Print the top of a week's list with reasons, and where its page is.

    Args:
        workspace: the workspace.
        week: the Monday.
        folder: where its files are.
    """
    from csps.worklist.words import left_out_sentence, other_rules_sentence, several

    sheet = workspace.weekly_list(week)
    for model in sheet.models:
        if model.demonstration:
            click.echo(f"\nThe {model.name} model was approved under marks for a demonstration, which judge nobody.")
    horizons = {model.name: model.horizon_weeks for model in sheet.models}
    shown = sheet.families[:TOP]
    click.echo(
        f"\nThis week's list, {week:%A %-d %B %Y}: {len(sheet.families) + sheet.sealed} families. The first {len(shown)}:\n"
    )
    for family in shown:
        for line in _lines(family, horizons):
            click.echo(line)
    if sheet.sealed:
        click.echo(f"On the list and sealed: {several(sheet.sealed, 'family', 'families')}. {SEALED}\n")
    if sheet.rules:
        click.echo(f"Programme criteria are judged by {sheet.rules}.")
        for model in sheet.models:
            if model.other_rules:
                click.echo(other_rules_sentence(model.name))
        click.echo()
    if sheet.left_out:
        click.echo(f"{left_out_sentence(sheet.left_out).strip()}\n")
    click.echo(
        "A score is advice to a trained person, never a decision. It knows only what agencies recorded.\n\n"
        f"The whole list, to print and take to the meeting:\n  {folder / 'weekly-list.html'}\n"
        f"The same as a workbook and as text:\n  {folder / 'weekly-list.xlsx'}\n  {folder / 'weekly-list.csv'}"
    )


def _lines(family: Family, horizons: dict[str, int]) -> Iterator[str]:
    """Yield a family's lines."""
    from csps.domain.ages import age
    from csps.worklist.words import joined, likelihood, several

    ages = joined([age(months) for months in family.child_months])
    children = several(len(family.child_months), "child", "children") + (f" ({ages})" if ages else "")
    yield f"{family.place}. Family {family.reference}: {children}"
    for model, score in family.scores.items():
        yield f"   {model.capitalize()}: {score.band}. {likelihood(model, score.of_100, horizons[model])}"
        for reason in score.reasons[:REASONS]:
            yield f"   - {reason.sentence}"
    yield ""
