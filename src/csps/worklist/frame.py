"""The frame of every page that csps writes: one file with its style in it, the council's name above, a sentence below."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from csps.worklist.markup import document, element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.worklist.markup import Element

STYLE = "weekly-list.css"


def framed(title: str, council: str, *, main: Iterable[Element], foot: str) -> bytes:
    """Give a whole page, in UTF-8. The same content gives the same bytes.

    Args:
        title: of the page.
        council: whose page it is.
        main: what it says.
        foot: what it was made from, and what to do with it.
    """
    return document(
        element(
            "html",
            element(
                "head",
                element("meta", charset="utf-8"),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("meta", name="robots", content="noindex"),
                element("title", f"{title}: {council}"),
                element("style", resources.files("csps.worklist").joinpath(STYLE).read_text(encoding="utf-8")),
            ),
            element(
                "body",
                element("a", "Skip to main content", href="#main", class_="skip-link"),
                element("header", element("p", element("strong", council), " Family programme"), class_="bar"),
                element("main", *main, id="main"),
                element("footer", element("p", foot), class_="bar"),
            ),
            lang="en-GB",
        )
    )
