"""How the command line ends when it cannot do what was asked: words on standard error and an exit code."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from csps.domain.errors import UNFORESEEN_EXIT_CODE

if TYPE_CHECKING:
    from csps.domain.errors import CspsError

PACKAGE = Path(__file__).parent.parent
STOPPED_EXIT_CODE = 130


def show_refusal(refusal: CspsError) -> int:
    """Print what was refused, what was left as it was and what to do next; give the exit code of its family."""
    words = Text(refusal.refused, style="bold red")
    for sentence in (refusal.unchanged, refusal.next_step):
        if sentence:
            words.append(f"\n{sentence}", style="not bold default")
    _standard_error().print(words, soft_wrap=True)
    return refusal.exit_code


def show_mistake(mistake: click.ClickException) -> int:
    """Print a mistake in the words typed, as Click says it, and that nothing was changed."""
    mistake.show()
    if not isinstance(mistake, click.exceptions.NoArgsIsHelpError):
        click.echo("Nothing was changed.", err=True)
    return mistake.exit_code


def show_unforeseen(error: BaseException) -> int:
    """Print the kind of error and the line of code, and nothing it says: its words could hold somebody's data."""
    _standard_error().print(
        Text(
            f"csps met an error that nobody foresaw: {type(error).__name__} at {place_of(error)}.\n"
            "Its message is not shown, because it could hold somebody's data. Published weeks were not touched.\n"
            "Please report the line above, with the command you typed, as CONTRIBUTING.md says under "
            "“When something breaks”."
        ),
        soft_wrap=True,
    )
    return UNFORESEEN_EXIT_CODE


def show_stopped() -> int:
    """Print that the user stopped the run; give the exit code shells expect for it."""
    _standard_error().print("Stopped. Nothing unfinished was published.", highlight=False)
    return STOPPED_EXIT_CODE


def place_of(error: BaseException) -> str:
    """Name the last line of csps that the error passed through, as "csps/store/lake.py:41".

    The path starts at the package, so it says nothing about the machine.
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    if not own:
        return "a line outside csps"
    return f"{Path(own[-1].filename).relative_to(PACKAGE.parent).as_posix()}:{own[-1].lineno}"


def _standard_error() -> Console:
    """Look up standard error now, so that whoever replaced it is heard."""
    return Console(stderr=True)
