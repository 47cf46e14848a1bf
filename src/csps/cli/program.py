"""The `csps` command as a whole: its groups, and how it ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from csps.cli.approval import approval
from csps.cli.cohort import cohort
from csps.cli.data_quality import explain_command, held_command, quality_command, release_command
from csps.cli.family_progress import progress
from csps.cli.features import explain, list_features
from csps.cli.feeds import inspect_command, propose_command
from csps.cli.journal import journal
from csps.cli.judgements import LINKAGE
from csps.cli.linkage import LINKAGE_QUESTIONS
from csps.cli.names import who
from csps.cli.outcomes import explain_command as explain_criteria_command
from csps.cli.outcomes import rules_command
from csps.cli.people import people
from csps.cli.privacy import privacy
from csps.cli.reasons import why
from csps.cli.refusals import show_mistake, show_refusal, show_stopped, show_unforeseen
from csps.cli.stages import stage_commands
from csps.cli.synthetic import synthetic
from csps.cli.tables import tables
from csps.cli.vault import vault
from csps.cli.weekly import demo, train, weekly
from csps.domain.errors import CspsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="csps", message="csps %(version)s")
def program() -> None:
    """Open risk profiling for family programmes.

    A score is advice to a trained person, never a decision. Every command says what it refused, that nothing was
    changed, and what to do next; docs/reference/errors.md lists the exit codes.
    """


QUESTIONS: Mapping[str, Sequence[click.Command]] = {
    "feeds": (
        inspect_command,
        propose_command,
        explain_command,
        quality_command,
        held_command,
        release_command,
    ),
    "features": (list_features, explain),
    "outcomes": (explain_criteria_command, rules_command, cohort, progress),
    "linkage": (*LINKAGE_QUESTIONS, *LINKAGE),
    "worklist": (why, who),
}
"""What may be asked of a stage besides doing it again, by its word."""

for command in (
    weekly,
    train,
    demo,
    approval,
    people,
    *stage_commands(QUESTIONS),
    privacy,
    journal,
    tables,
    vault,
    synthetic,
):
    program.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with the exit code of what happened."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code: 0, the code of a refusal's family, or 70 for the unforeseen.

    Args:
        arguments: the words after `csps`; None takes them from the process.
    """
    try:
        ended = program.main(args=arguments, prog_name="csps", standalone_mode=False)
    except CspsError as refusal:
        return show_refusal(refusal)
    except click.ClickException as mistake:
        return show_mistake(mistake)
    except (click.Abort, KeyboardInterrupt):
        return show_stopped()
    except Exception as error:  # noqa: BLE001 - the last door: beyond it Python would print a traceback with data in it
        return show_unforeseen(error)
    return ended if isinstance(ended, int) else 0
