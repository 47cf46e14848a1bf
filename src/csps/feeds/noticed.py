"""Something about a whole file: what a reader could not do, or what a data officer should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.feeds.rules.catalogue import named
from csps.feeds.rules.rule import WHOLE
from csps.settings.feed_words import Decision

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
        is_held: whether somebody may let it in all the same; otherwise no row of it can be read.
    """

    rule: Rule
    column: str = WHOLE
    line: int = 0
    keeps_out: bool = True
    is_held: bool = False


def decided(rule: Rule, decision: Decision, *, column: str = WHOLE, line: int = 0, released: bool = False) -> Noticed:
    """Give what there is to say of a file of which the council decides: it is held, or it passes and is noted.

    Args:
        rule: what is odd.
        decision: what the feed's declaration says.
        column: which column, `*` for none.
        line: where it shows.
        released: whether somebody has let the file in.
    """
    is_held = decision is Decision.HOLD and not released
    return Noticed(rule, column, line, keeps_out=is_held, is_held=is_held)


def noticed_of(fault: Fault) -> Noticed:
    """Give what there is to say of a file that cannot be read: a fault is called as its rule is."""
    return Noticed(named(fault.rule), line=fault.line)
