"""XML read as it streams by, element by element.

Entities and document types are refused where they are declared, so that none is ever expanded or fetched. Names count
without their namespace.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from xml.parsers import expat

from csps.vault import Fault

if TYPE_CHECKING:
    from csps.feeds.readers.contents import Contents

PIECE = 1 << 20
DEEPEST = 40
LONGEST = 10_000  # characters of one value


class RefusedError(Exception):
    """The document may not be read on; its argument is the fault's rule."""


class Listener(Protocol):
    """Who hears of the elements of a document, in their order."""

    encoding: str

    def start(self, name: str, line: int) -> None:
        """Hear that an element begins."""

    def end(self, value: str) -> None:
        """Hear that the innermost open element ends, and what stood in it since the last element began or ended."""

    def contents(self) -> Contents | Fault:
        """Give what the document holds, once all of it was heard."""


def is_xml(data: bytes) -> bool:
    """Say whether bytes begin as XML does."""
    head = data[: 1 << 12]
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if head.startswith(mark):
            return head.decode(encoding, "ignore").lstrip().startswith("<")
    return head.lstrip().startswith(b"<")


def heard(data: bytes, listener: Listener) -> Contents | Fault:
    """Read a document to somebody.

    One that breaks off, declares entities, nests deeper than `DEEPEST` or holds a value longer than `LONGEST`, or is refused
    by the listener, is a fault.
    """
    text: list[str] = []
    depth = 0

    def begin(name: str, _: dict[str, str]) -> None:
        nonlocal depth
        listener.start(name.rpartition(" ")[2], parser.CurrentLineNumber)
        depth += 1
        if depth > DEEPEST:
            raise RefusedError("too large")
        text.clear()

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        value = "".join(text).strip()
        text.clear()
        if len(value) > LONGEST:
            raise RefusedError("too large")
        listener.end(value)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    parser.EntityDeclHandler = _declared
    parser.ExternalEntityRefHandler = _declared
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = text.append
    parser.XmlDeclHandler = lambda _, encoding, __: setattr(listener, "encoding", (encoding or "utf-8").lower())
    try:
        for start in range(0, len(data), PIECE):
            parser.Parse(data[start : start + PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        return Fault("damaged", error.lineno)
    except RefusedError as refused:
        return Fault(str(refused), parser.CurrentLineNumber)
    except (ValueError, LookupError):  # an encoding that does not exist
        return Fault("encoding")
    return listener.contents()


def written_on(text: str | None) -> date | None:
    """Read the day of a moment as XML writes it."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _declared(*_: Any) -> Any:
    raise RefusedError("entities")
