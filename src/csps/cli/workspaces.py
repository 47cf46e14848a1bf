"""Which workspace a command works on, and who runs it."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from csps.settings.deployment import PASSPHRASE, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.keys import Passphrase
    from csps.pipeline import SignedIn
    from csps.workspace import Workspace

Command = TypeVar("Command", bound="Callable[..., object]")


def workspace_option(command: Command) -> Command:
    """Give a command `--workspace`, passed to it as `folder`."""
    return click.option(
        "--workspace",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        envvar=WORKSPACE,
        show_default=True,
        show_envvar=True,
        help="The workspace: the folder that holds programme.toml.",
    )(command)


def person_option(command: Command) -> Command:
    """Give a command `--as`, passed to it as `person`."""
    return signing_option("person")(command)


def signing_option(name: str) -> Callable[[Command], Command]:
    """Give a command `--as`, passed to it under a name of its own, where `person` is somebody else."""
    return click.option(
        "--as",
        name,
        metavar="PERSON",
        help=f"Short name of whoever runs this; their passphrase is asked for, or taken from {PASSPHRASE}. "
        "A synthetic workspace has demonstrators.",
    )


def opened(folder: Path) -> Workspace:
    """Open the workspace a command works on."""
    from csps.workspace import open_workspace

    return open_workspace(folder)


def is_outside(folder: Path) -> bool:
    """Say whether no workspace was named and none is here."""
    return folder == Path() and not (folder / "programme.toml").exists()


def signed_in(workspace: Workspace, role: str, person: str | None) -> SignedIn:
    """Open the key of whoever runs a command, and ask for its passphrase where somebody sits."""
    return workspace.sign_in(role, person, None if person is None else asked_passphrase(person))


def asked_passphrase(person: str, *, again: bool = False) -> Passphrase:
    """Take a passphrase from the environment, or ask whoever sits at the terminal.

    Args:
        person: whose key it opens.
        again: ask twice, because the key is new.
    """
    from csps.domain.errors import UsageError
    from csps.keys import passphrase_from

    what = f"the key of {person}"
    prompt = getpass if sys.stdin.isatty() else None
    first = passphrase_from(os.environ, PASSPHRASE, prompt, what)
    if again and prompt is not None and PASSPHRASE not in os.environ:
        second = passphrase_from({}, PASSPHRASE, prompt, f"{what}, once more")
        if not first.is_same(second):
            raise UsageError("The two passphrases differ.", next_step="Type them again.")
    return first
