"""What a layout is: the headings by which a sheet is recognised, and the rows of tables that are made of each of its rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csps.feeds.layouts.takes import Take


def normal(heading: str) -> str:
    """Give a heading as it is compared: small letters and digits only, its words apart.

    >>> normal(" Date of  Adoption Order "), normal("dateOfBirth"), normal("pers_dob"), normal("CHILD")
    ('date of adoption order', 'date of birth', 'pers dob', 'child')
    """
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", heading.strip().strip("\ufeff"))
    signs = {"/": " am ", "\\": " pm ", "#": " closed "}
    if heading.strip() in signs:
        apart = signs[heading.strip()]
    return " ".join(re.sub(r"[^a-z0-9]+", " ", apart.lower()).split())


def compact(heading: str) -> str:
    """Give a heading as layouts compare it: where its words part does not matter."""
    return normal(heading).replace(" ", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Rows of one table, one for each row of a sheet.

    Args:
        table: the contract's name; one that no contract has is counted and not kept.
        columns: the contract's column -> how it is taken.
        needs: a heading that must have a value, or there is no such row.
        unlike: what the value of `needs` may not look like.
        once: whether rows that say the same are one row: a person who stands on many lists.
    """

    table: str
    columns: Mapping[str, Take] = field(default_factory=lambda: MappingProxyType({}))
    needs: str | None = None
    unlike: str | None = None
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A kind of sheet.

    Args:
        format: the format it belongs to, as `feeds.<name>.format` in programme.toml calls it.
        name: which of the format's sheets.
        headings: every heading that the format gives it.
        marks: the headings by which it is recognised; all must be there.
        least: how many of its headings must be there besides, marks counted, where the marks alone could be another sheet's.
        makes: what its rows become.
        aliases: other spellings -> heading; those of headings that this sheet does not have mean nothing here.
        sheet: the name of the sheet, where a file has several and headings do not tell them apart.
        unread: headings that are known and read for nothing, because they repeat or count other facts.
        year: the year from which on the return has this sheet, if that says something.
    """

    format: str
    name: str
    headings: tuple[str, ...]
    marks: tuple[str, ...]
    makes: tuple[Made, ...]
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sheet: str | None = None
    unread: frozenset[str] = frozenset()
    year: int | None = None
    least: int = 0

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every spelling of a heading, as it is compared, with the heading."""
        mine = set(self.headings)
        known = {compact(alias): heading for alias, heading in self.aliases.items() if heading in mine}
        return MappingProxyType({**known, **{compact(heading): heading for heading in self.headings}})

    @cached_property
    def used(self) -> frozenset[str]:
        """The headings that something is made of."""
        takes = [take for made in self.makes for take in made.columns.values()]
        return frozenset(heading for take in takes for heading in take.headings)

    @cached_property
    def own_spellings(self) -> frozenset[str]:
        """The headings under their own names, as they are compared."""
        return frozenset(compact(heading) for heading in self.headings)

    def resolved(self, delivered: Iterable[str]) -> dict[str, str]:
        """Give delivered heading -> heading of the layout, for those that it knows."""
        return dict(self._places(list(delivered)))

    def twice(self, delivered: Sequence[str]) -> list[str]:
        """Name the headings of the layout that a file has more than once."""
        counted = Counter(heading for _, heading in self._places(delivered))
        return sorted(heading for heading, count in counted.items() if count > 1)

    def fits(self, delivered: Sequence[str]) -> bool:
        """Say whether a sheet with some headings is of this kind.

        Where a mark is there only under another spelling, the layout must know half of the headings besides: "Child ID" and
        "Review date" may stand in anybody's file.
        """
        resolved = self.resolved(delivered)
        found = set(resolved.values())
        if not set(self.marks) <= found or len(found) < self.least:
            return False
        itself = {heading for name, heading in resolved.items() if compact(name) == compact(heading)}
        named = [name for name in delivered if name.strip()]
        return set(self.marks) <= itself or len(resolved) * 2 >= len(named)

    def _places(self, delivered: Sequence[str]) -> list[tuple[str, str]]:
        """Give each delivered heading that is known with its heading.

        Beside a heading's own name, other spellings of it are nothing that is known: `SEX` and `Gender` are two facts.
        """
        there = {compact(name) for name in delivered} & self.own_spellings
        pairs = ((name, self.spellings.get(compact(name))) for name in delivered)
        return [
            (name, heading)
            for name, heading in pairs
            if heading is not None and (compact(heading) not in there or compact(name) == compact(heading))
        ]

    def kept_not(self, delivered: Sequence[str]) -> list[str]:
        """Name the headings that a file has, the format knows, and no table keeps."""
        found = set(self.resolved(delivered).values())
        return sorted(found - self.used - self.unread)
