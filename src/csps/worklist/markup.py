"""HTML from elements: text can only ever be text, because nothing is put together from strings."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

VOID = frozenset({"br", "hr", "meta"})
INLINE = frozenset({"a", "b", "br", "code", "em", "span", "strong", "title"})


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with attributes and what is inside it.

    Args:
        tag: its name.
        attributes: in order.
        inside: elements and texts.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...]
    inside: tuple[Node, ...]

    def __str__(self) -> str:
        """Give the markup; blocks begin on a line of their own, so that the file can be read and compared."""
        given = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes)
        start = f"{'' if self.tag in INLINE else chr(10)}<{self.tag}{given}>"
        if self.tag in VOID:
            return start
        return f"{start}{''.join(_written(node, self.tag) for node in self.inside)}</{self.tag}>"


Node: TypeAlias = "Element | str"


def element(tag: str, *inside: Node | Iterable[Node] | None, **attributes: str | None) -> Element:
    """Make an element.

    Args:
        tag: its name.
        inside: elements, texts, or several of them; None is left out.
        attributes: `class_` for class, `aria_label` for aria-label; None is left out.

    >>> print(element("p", "Ages 2 < 3 ", element("b", "& more"), class_="note"))
    <BLANKLINE>
    <p class="note">Ages 2 &lt; 3 <b>&amp; more</b></p>
    """
    nodes: list[Node] = []
    for each in inside:
        if isinstance(each, Element | str):
            nodes.append(each)
        elif each is not None:
            nodes.extend(each)
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, tuple((name, value) for name, value in named if value is not None), tuple(nodes))


def document(root: Element) -> bytes:
    """Give a whole page as it is stored."""
    return f"<!DOCTYPE html>{root}\n".encode()


def _written(node: Node, parent: str) -> str:
    """Write a text escaped; inside a style sheet nothing is escaped, and nothing may end it."""
    if isinstance(node, Element):
        return str(node)
    if parent == "style":
        assert "</" not in node, "a style sheet of ours holds no markup"
        return node
    return escape(node, quote=False)
