"""Something about a whole file: what a reader could not do, or what a data officer should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.feeds.rules.catalogue import named
from csps.feeds.rules.rule import WHOLE

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Rule
    from csps.vault import Fault


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about a whole file.

    Args:
        rule: what is broken.
        column: which column, `*` for none.
        line: where it shows, 0 for the whole file.
        keeps_out: whether the file is kept out for it.
    """

    rule: Rule
    column: str = WHOLE
    line: int = 0
    keeps_out: bool = True


def noticed_of(fault: Fault) -> Noticed:
    """Give what there is to say of a file that cannot be read: a fault is called as its rule is."""
    return Noticed(named(fault.rule), line=fault.line)
