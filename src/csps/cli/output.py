"""What commands print on standard output: tables for people, JSON for machines."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

Command = TypeVar("Command", bound="Callable[..., object]")


class Day(click.DateTime):
    """A day as people type it, refused in words that say how."""

    def __init__(self) -> None:
        super().__init__(formats=["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - the names Click calls it with
        """Name what is typed."""
        return "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Take a day; refuse what is none."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day; write year, month and day, for example 2026-11-16.", param, ctx)


DATE = Day()


def examples(*lines: str) -> str:
    """Write the examples that close a command's help; the mark in front keeps Click from joining the lines.

    >>> examples("csps tables", "csps tables --json").splitlines()[1:]
    ['Examples:', '  csps tables', '  csps tables --json']
    """
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def json_option(command: Command) -> Command:
    """Give a command `--json`, passed to it as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines instead of text.")(command)


def print_json(value: object) -> None:
    """Print one JSON document, the same bytes for the same value.

    Dates become ISO text, paths become text, sets become sorted lists, dataclasses become objects.
    """
    click.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal; the first column, which names the row, is never broken."""
    shown = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    for number, heading in enumerate(headings):
        shown.add_column(heading, overflow="fold", no_wrap=number == 0)
    for row in rows:
        shown.add_row(*row)
    Console().print(shown, markup=False, highlight=False)


def _plain(value: object) -> object:
    """Turn a value that JSON does not know into one that it does."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(f"A {type(value).__name__} has no form in JSON.")
