"""Whose choice it is, and when it must be looked at again: the two keys that every choice has."""

from dataclasses import dataclass

from pydantic import with_config

from csps.settings.plain_values import CLOSED, Day, Text


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A choice that somebody answers for.

    Args:
        owner: the post that answers for it, rather than a person's name.
        review_on: the day by which it must be looked at again.
    """

    owner: Text
    review_on: Day
