"""A TOML file becomes one frozen value, or a refusal that names everything wrong with it.

Pydantic walks the file. The places of its errors are kept; the words are our own.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from csps.domain.errors import SettingsError
from csps.settings.declared import Surroundings
from csps.settings.faults import Fault, FaultyFileError, FaultyValueError, nearest, shown
from csps.settings.kinds import keys, kind_at, said, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from csps.settings.declared import DeclaredTable

T = TypeVar("T")
MOST_BYTES = 4_000_000
"""No council's choices fill four megabytes; something else was named by mistake."""

_KEY_MARK = "[key]"  # Pydantic's last step to a key, rather than to what stands under it


@dataclass(frozen=True, slots=True)
class Document:
    """A file as TOML gives it.

    Args:
        file: its path, as its reader named it.
        values: what it holds.
        fingerprint: SHA-256 of its bytes, in hexadecimal.
    """

    file: str
    values: dict[str, Any]
    fingerprint: str


def read_document(path: Path) -> Document:
    """Read a TOML file in UTF-8, with or without a byte order mark.

    Raises:
        SettingsError: no such file, or it cannot be read.
        FaultyFileError: it is not TOML; the line is said.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SettingsError(f"There is no file {path}.", next_step="Name the folder that holds it.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise SettingsError(
            f"{path} holds {len(content):,} bytes, more than the {MOST_BYTES:,} that settings may have."
        )
    return Document(str(path), _parsed(str(path), content), hashlib.sha256(content).hexdigest())


def _parsed(file: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Fault((), f"is not UTF-8 at line {line}", "save it as UTF-8")
        raise FaultyFileError(file, [fault]) from None
    except tomllib.TOMLDecodeError as error:
        raise FaultyFileError(file, [Fault((), f"is not TOML: {_plainly(str(error))}")]) from None
    except RecursionError:
        raise FaultyFileError(file, [Fault((), "holds lists or tables too deep in one another")]) from None


def _plainly(said_by_parser: str) -> str:
    """Say a parser's complaint with its line first.

    >>> _plainly("Invalid value (at line 3, column 7)")
    'line 3, column 7: Invalid value'
    """
    found = re.fullmatch(r"(.*) \(at (.*)\)", said_by_parser, re.DOTALL)
    return f"{found[2]}: {found[1]}" if found else said_by_parser


def _without_echoes(details: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out that a list or table is too short where that is only because an entry of it is wrong."""
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail, place in zip(details, places, strict=True)
        if detail["type"] != "too_short" or not any(other[: len(place)] == place != other for other in places)
    ]


class Reader(Generic[T]):
    """Reads files of one kind.

    Args:
        kind: a frozen dataclass whose fields are the keys of the file.
    """

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._adapter = TypeAdapter(kind)

    def read(
        self, document: Document, tables: Mapping[str, DeclaredTable] | None = None, more: tuple[Fault, ...] = ()
    ) -> T:
        """Give the value that a file declares.

        Args:
            document: the file.
            tables: what its feeds are judged against.
            more: faults already found, to be reported with the others.

        Raises:
            FaultyFileError: every fault, in the order of the declaration.
        """
        surroundings = Surroundings(document.values, tables or {})
        try:
            value = self._adapter.validate_python(document.values, context=surroundings)
        except ValidationError as error:
            details = _without_echoes([dict(detail) for detail in error.errors(include_url=False)])
            found = [fault for detail in details for fault in self._faults(detail)]
            raise FaultyFileError(document.file, [*found, *more]) from None
        if more:
            raise FaultyFileError(document.file, more)
        return value

    def _faults(self, detail: Mapping[str, Any]) -> Iterator[Fault]:
        """Say one of Pydantic's errors in our words, or our own faults that came through it."""
        path = tuple(step for step in detail["loc"] if step != _KEY_MARK)
        kind = kind_at(self._kind, path)
        if detail["type"] == "value_error":
            cause = detail["ctx"]["error"]
            faults = cause.faults if isinstance(cause, FaultyValueError) else (Fault((), f"cannot be used: {cause}"),)
            yield from (fault.below(path) for fault in faults)
        elif detail["type"] == "missing":
            yield Fault(path, "is missing", f"it takes {said(kind)}")
        elif detail["type"] == "unexpected_keyword_argument":
            known = keys(kind_at(self._kind, path[:-1]))
            allowed = nearest(str(path[-1]), known, otherwise=f"the keys there are {', '.join(known)}")
            yield Fault(path, "is no key that csps knows", allowed)
        elif _KEY_MARK in detail["loc"]:
            yield Fault(path, "has a name that cannot be used", "a name is small letters, digits and underscores")
        else:
            given = detail["input"]
            near = nearest(given, words(kind), otherwise="") if isinstance(given, str) else ""
            yield Fault(path, f"is {shown(given)}", f"it takes {said(kind)}" + f"; {near}" * bool(near))
