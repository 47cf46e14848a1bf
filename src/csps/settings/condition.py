"""What a row must say to be a sign: one question about one column."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Strict, with_config

from csps.settings.plain_values import CLOSED, Flag, Text


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a row must say. It has a column and one thing that is asked of it.

    Args:
        column: of the sign's table.
        equals: the value it has.
        any_of: values, one of which it has.
        none_of: values, none of which it has; an empty column has none of them.
        at_least: the least whole number.
        at_most: the largest.
        has: codes, one of which is among those that the column lists.
        known: whether there is a value at all.
        times: another column; `at_least` and `at_most` are so many times that.
    """

    column: Text
    equals: Any = None
    any_of: tuple[Any, ...] = ()
    none_of: tuple[Any, ...] = ()
    at_least: Annotated[int, Strict()] | None = None
    at_most: Annotated[int, Strict()] | None = None
    has: tuple[Text, ...] = ()
    known: Flag | None = None
    times: Text | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """What is asked of the column, by the names of the keys.

        >>> Condition(column="sessions", at_least=2, at_most=5).asked
        ('at_least', 'at_most')
        """
        return tuple(name for name in ASKED if getattr(self, name) not in (None, ()))


ASKED = ("equals", "any_of", "none_of", "at_least", "at_most", "has", "known")
