"""rulesets/*.toml read: what each starts from, in order, and whether its lines fit those it starts from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError
from csps.settings.faults import Fault, nearest, shown
from csps.settings.own_rules import NOTHING, STARTS, OwnRules
from csps.settings.reading import Reader, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csps.settings.declared import DeclaredTable
    from csps.settings.reading import Document

    Lines = Mapping[str, Sequence[str]]

FOLDER = "rulesets"


def read_own_rules(
    folder: Path, name: str, tables: Mapping[str, DeclaredTable], lines: Lines, way: tuple[str, ...] = ()
) -> tuple[OwnRules, ...]:
    """Read a rule set and those it starts from, the one that starts from none of them first.

    Args:
        folder: where the files lie.
        name: of the rule set, which is that of its file.
        tables: every delivered table by name.
        lines: the names of the lines of the national rule sets, by rule set; without them nothing is held against them.
        way: the rule sets that led here.

    Raises:
        SettingsError: there is no such file.
        FaultyFileError: everything wrong with a file, at once, each with its key path; a rule set that starts from
            itself, by however many steps, among it.
    """
    document = _document(folder, name)
    start, way = document.values.get("starts_from"), (*way, name)
    more = [*_name_faults(document, name), *_start_faults(start, _files(folder), way)]
    unknown = not lines or any(fault.path == ("starts_from",) for fault in more)
    chain: tuple[OwnRules, ...] = ()
    if start in _files(folder) and start not in way:
        chain = read_own_rules(folder, str(start), tables, lines, way)
    before = None if unknown else lines_of(chain, lines, str(start))
    rules = _reader().read(document, tables, (*more, *_line_faults(_Raw(document), before)))
    object.__setattr__(rules, "fingerprint", document.fingerprint)  # its reader's word, and no key of the file
    return (*chain, rules)


def lines_of(chain: Sequence[OwnRules], lines: Lines, start: str) -> list[str]:
    """Name the lines of a chain of rule sets, or of the national one that a file starts from where there is none."""
    first = chain[0].starts_from if chain else start
    known = list(lines.get(STARTS.get(first, ""), ()))
    for rules in chain:
        known = _after(known, rules.drop, [line.id for line in rules.lines])
    return known


def _document(folder: Path, name: str) -> Document:
    path = folder / f"{name}.toml"
    if path.is_file():
        return read_document(path)
    raise SettingsError(
        f"The rule set {name} has no file {FOLDER}/{name}.toml.",
        next_step='Write it, or use the name "local" for a copy of Supporting Families. '
        f"There are: {', '.join(_files(folder)) or 'none'}.",
    )


def _files(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.toml"))


class _Raw:
    """What a file says of its lines before anybody knows whether it can be used.

    Args:
        document: the file.
    """

    def __init__(self, document: Document) -> None:
        self.drop = _texts(document.values.get("drop"))
        entries = document.values.get("lines")
        entries = entries if isinstance(entries, list) else []
        self.lines = [
            (str(each.get("id")), _texts(each.get("all_of"))) if isinstance(each, dict) else ("", [])
            for each in entries
        ]


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _name_faults(document: Document, name: str) -> Iterator[Fault]:
    own = document.values.get("name")
    if own not in (name, None):
        yield Fault(("name",), f"is {shown(own)}", f"the file is called {name}.toml")


def _start_faults(start: object, files: Sequence[str], way: tuple[str, ...]) -> Iterator[Fault]:
    known = (*STARTS, NOTHING, *files)
    if isinstance(start, str) and start not in known:
        allowed = nearest(start, known, otherwise=f"it takes {', '.join(known)}")
        yield Fault(("starts_from",), f"is {shown(start)}, which is no rule set", allowed)
    if start in way:
        told = " -> ".join((*way[way.index(str(start)) :], str(start)))
        yield Fault(("starts_from",), f"leads back to where it came from: {told}", "start one of them elsewhere")


def _line_faults(raw: _Raw, known: Sequence[str] | None) -> Iterator[Fault]:
    """Yield what does not fit the lines that a rule set starts from; those are not looked at where nobody knows them."""
    ids = [name for name, _ in raw.lines]
    before = [*raw.drop, *(name for _, needs in raw.lines for name in needs)] if known is None else known
    for place, name in enumerate(raw.drop):
        if name not in before:
            otherwise = f"the rules that it starts from have no line {name}"
            yield Fault(("drop", place), f"is {shown(name)}", nearest(name, before, otherwise=otherwise))
    after = _after(before, raw.drop, ids)
    if not after and known is not None:
        yield Fault(("lines",), "is empty", "a rule set has a line at least")
    needed = dict(raw.lines)
    for place, (line, needs) in enumerate(raw.lines):
        for position, name in enumerate(needs):
            if name not in after:
                allowed = nearest(name, after, otherwise=f"the lines are {', '.join(after)}")
                yield Fault(("lines", place, "all_of", position), f"is {shown(name)}, which is no line here", allowed)
        way = _circle(line, needed)
        if way:
            yield Fault(
                ("lines", place, "all_of"), f"leads back to the line itself: {' -> '.join(way)}", "break the circle"
            )


def _after(before: Sequence[str], dropped: Sequence[str], own: Sequence[str]) -> list[str]:
    """Name the lines once a rule set's own were dropped, replaced and added."""
    return [*(name for name in before if name not in dropped and name not in own), *own]


def _circle(start: str, needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the way from a line back to itself, by what each needs; nothing where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in needs.get(way[-1], ()):
            if following == start:
                return (*way, start)
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


@cache
def _reader() -> Reader[OwnRules]:
    return Reader(OwnRules)
