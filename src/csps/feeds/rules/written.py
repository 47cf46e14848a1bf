"""How numbers are compared however an agency wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def compact(text: ibis.Value) -> ibis.Value:
    """Give an identifier without blanks and in capitals, as `csps.domain.identifiers.compact` does for one value."""
    return text.re_replace(r"\s", "").upper()
