"""The weekly list, printed: enough to see that it is there and whether it makes sense. The page is for the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from csps.workspace import Workspace

TOP = 5  # families whose reasons are printed
REASONS = 3


def show_list(workspace: Workspace, week: date, folder: Path) -> None:
    """Print the top of a week's list with reasons, and where its page is.

    Args:
        workspace: the workspace.
        week: the Monday.
        folder: where its files are.
    """
    entries = workspace.table("worklist.entry", part=week.isoformat()).sort_values("place")
    reasons = workspace.table("explain.reason", part=f"maltreatment/{week.isoformat()}")
    click.echo(f"This week's list, {week:%A %-d %B %Y}: {len(entries)} families. The first {min(TOP, len(entries))}:\n")
    for entry in entries.head(TOP).to_dict("records"):
        own = reasons[reasons.family_id == entry["family_id"]].sort_values("place").head(REASONS)
        for line in _lines(entry, list(own.sentence)):
            click.echo(line)
    click.echo(
        "A score is advice to a trained person, never a decision. It knows only what agencies recorded.\n\n"
        f"The whole list, to print and take to the meeting:\n  {folder / 'weekly-list.html'}\n"
        f"The same as a workbook and as text:\n  {folder / 'weekly-list.xlsx'}\n  {folder / 'weekly-list.csv'}"
    )


def _lines(entry: Mapping[Hashable, Any], sentences: Sequence[str]) -> Iterator[str]:
    """Yield a family's lines."""
    children = "1 child" if entry["children"] == 1 else f"{entry['children']} children"
    yield f"{entry['place']}. Family {entry['family_id'][:8]}: {children}; {entry['maltreatment_band']}"
    yield (
        f"   Of 100 families scored like this, about {entry['maltreatment_of_100']} "
        "come to harm within a year that is recorded."
    )
    for sentence in sentences:
        yield f"   - {sentence}"
    yield ""
