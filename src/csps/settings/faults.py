"""What is wrong with a file of settings, key by key, and the refusal that says all of it at once."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

Step = str | int
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file.

    Args:
        path: the steps to the key, from the top of the file; a number is a place in a list, counted from 0.
        wrong: what is wrong.
        allowed: what may stand there instead; empty where `wrong` says it all.
    """

    path: tuple[Step, ...]
    wrong: str
    allowed: str = ""

    def __str__(self) -> str:
        """Say it in one line.

        >>> str(Fault(("feeds", "police_asb", "owner"), "is missing", "it takes a line of text"))
        'feeds.police_asb.owner is missing; it takes a line of text'
        """
        where = key_path(self.path) or "the file"
        return f"{where} {self.wrong}; {self.allowed}" if self.allowed else f"{where} {self.wrong}"

    def below(self, path: Sequence[Step]) -> Self:
        """Give the same fault of a value that lies at `path`."""
        return type(self)((*path, *self.path), self.wrong, self.allowed)


class FaultyValueError(ValueError):
    """A value with one fault or more, each with the steps from the value to the key that is wrong.

    Checks raise it while Pydantic walks a file, and the walk goes on, so that no fault hides another.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


class FaultyFileError(SettingsError):
    """A file that cannot be used, with every fault in it.

    Args:
        file: the file, as its reader named it.
        faults: one or more.
    """

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = "one fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        lines = [f"{file} cannot be used: it has {count}.", *(f"  {_ended(str(fault))}" for fault in self.faults)]
        if any(isinstance(step, int) for fault in self.faults for step in fault.path):
            lines.append("Entries of a list are counted from 1.")
        super().__init__("\n".join(lines), next_step="Correct the file, then run the same command again.")


def wrong(words: str, allowed: str = "", *, at: tuple[Step, ...] = ()) -> FaultyValueError:
    """Make the error of one fault, to be raised."""
    return FaultyValueError(Fault(at, words, allowed))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise all faults of a value together, if there are any.

    Raises:
        FaultyValueError: there was at least one.
    """
    found = tuple(faults)
    if found:
        raise FaultyValueError(*found)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def key_path(path: Iterable[Step]) -> str:
    """Write the way to a key as TOML would; a place in a list is counted from 1.

    >>> key_path(("feeds", "police.asb", "purposes", 0))
    'feeds."police.asb".purposes[1]'
    """
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step + 1}]"
        else:
            written += "." * bool(written) + (step if _BARE_KEY.fullmatch(step) else shown(step))
    return written


def shown(value: object) -> str:
    """Write a value of a file so that it fits into a sentence.

    >>> shown("soon"), shown(True), shown([1, 2]), shown({"a": 1})
    ('"soon"', 'true', 'a list', 'a table')
    """
    match value:
        case bool():
            return str(value).lower()
        case str():
            cut = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
            return '"' + cut.encode("unicode_escape").decode("ascii").replace("\\u2026", "…") + '"'
        case dict():
            return "a table"
        case list():
            return "a list"
    return str(value)


def listed(words: Iterable[str]) -> str:
    """Write words one after another, each in quotation marks.

    >>> listed(["hold", "pass"])
    '"hold", "pass"'
    """
    return ", ".join(f'"{word}"' for word in words)


def nearest(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Ask whether one of the known words was meant, or say something else if none is like it.

    >>> nearest("tabel", ["table", "owner"], otherwise="")
    'did you mean "table"?'
    """
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {shown(near[0])}?" if near else otherwise
