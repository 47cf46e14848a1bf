"""File patterns of the drop box: what one may look like, which files it fits, and whether two could claim one file."""

import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from csps.settings.faults import shown, wrong

ALLOWED = 'a path below deliveries/, such as "police/police_incident_*.csv"; * stands for any letters of one name'
_LEGAL = re.compile(r"[\w .,&()'+=@~#!*-]+(/[\w .,&()'+=@~#!*-]+)*")


def _below_the_drop_box(pattern: str) -> str:
    parts = pattern.split("/")
    if not _LEGAL.fullmatch(pattern) or any(part in (".", "..") or part != part.strip() for part in parts):
        raise wrong(f"is {shown(pattern)}", f"it takes {ALLOWED}")
    if "*" in "".join(parts[:-1]) or "**" in pattern:
        raise wrong(f"is {shown(pattern)}, with a * in a folder or two together", f"it takes {ALLOWED}")
    return pattern


LONGEST = 200
Pattern = Annotated[
    str, Field(min_length=1, max_length=LONGEST, description=ALLOWED), AfterValidator(_below_the_drop_box)
]


def fits(pattern: str, path: str) -> bool:
    """Say whether a pattern names a file, by its path below the drop box; capital letters make no difference.

    >>> fits("police/asb_*.csv", "police/asb_2026-11-15.csv"), fits("police/asb_*.csv", "police/old/asb_1.csv")
    (True, False)
    """
    return at_stars(pattern, path) is not None


def at_stars(pattern: str, path: str) -> tuple[str, ...] | None:
    """Give what stands in a path where the pattern has its stars; None where the pattern does not name it.

    >>> at_stars("police/asb_*.csv", "police/asb_2026-11-15.csv")
    ('2026-11-15',)
    """
    match = re.fullmatch("([^/]*)".join(map(re.escape, pattern.split("*"))), path, re.IGNORECASE)
    return None if match is None else match.groups()


def could_share_a_file(one: str, other: str) -> bool:
    """Say whether there is a path that two patterns both name.

    >>> could_share_a_file("police/asb_*.csv", "police/*_2026.csv"), could_share_a_file("a/x_*.csv", "a/y_*.csv")
    (True, False)
    """
    one, other = one.lower(), other.lower()
    if not (_begin_alike(one, other) and _begin_alike(one[::-1], other[::-1])):
        return False

    @cache
    def meet(here: int, there: int) -> bool:
        """Whether the rest of `one` from `here` and the rest of `other` from `there` could be the same letters."""
        if here == len(one) and there == len(other):
            return True
        first, second = one[here : here + 1], other[there : there + 1]
        if first == "*" and (meet(here + 1, there) or (second not in ("", "/") and meet(here, there + 1))):
            return True
        if second == "*" and (meet(here, there + 1) or (first not in ("", "/") and meet(here + 1, there))):
            return True
        return first == second != "" and first != "*" and meet(here + 1, there + 1)

    return meet(0, 0)


def _begin_alike(one: str, other: str) -> bool:
    """Say whether two patterns agree up to the first star of either: most pairs need no closer look."""
    short, long = sorted((one.partition("*")[0], other.partition("*")[0]), key=len)
    return long.startswith(short)
