"""The whole command: help, version, and an exit code per family."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

import csps
from csps.cli import program as cli
from csps.domain import errors
from csps.domain.errors import CspsError

FAMILIES = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CspsError)]


@pytest.fixture
def failing(monkeypatch):
    """A function that adds a command which raises what it is given."""

    def add(error: BaseException) -> None:
        @click.command("fail")
        def fail() -> None:
            raise error

        monkeypatch.setitem(cli.program.commands, "fail", fail)

    return add


@pytest.mark.parametrize("kind", FAMILIES)
def test_each_family_of_refusals_leaves_with_its_code(failing, capsys, kind):
    failing(kind("No."))
    assert cli.run(["fail"]) == kind.exit_code
    assert capsys.readouterr().err.startswith("No.\nNothing was changed.")


def test_the_unforeseen_leaves_with_70(failing, capsys):
    failing(ValueError("Jo Example"))
    assert cli.run(["fail"]) == 70
    assert "Jo" not in capsys.readouterr().err


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), click.Abort()])
def test_a_stop_leaves_with_130(failing, stop):
    failing(stop)
    assert cli.run(["fail"]) == 130


def test_an_unknown_word_leaves_with_the_code_of_usage(capsys):
    assert cli.run(["no-such-word"]) == errors.UsageError.exit_code
    assert "no-such-word" in capsys.readouterr().err


def test_no_word_shows_the_help(capsys):
    assert cli.run([]) == errors.UsageError.exit_code
    shown = capsys.readouterr().err
    assert "Commands:" in shown
    assert "Nothing was changed" not in shown


def test_help_and_version_leave_with_nought(capsys):
    assert cli.run(["--help"]) == 0
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"csps {csps.__version__}"


def test_the_installed_command_runs():
    command = Path(sys.executable).with_name("csps")
    shown = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout == f"csps {csps.__version__}\n"


def test_main_leaves_the_process():
    with pytest.raises(SystemExit) as left:
        csps.cli.main(["--version"])
    assert left.value.code == 0
