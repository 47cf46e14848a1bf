"""Duties that two different people do, one after the other: rules over people, not over keys.

A person with two keys is one person. A person with two roles is one person. Somebody who has two people's keys is two
people to csps: `docs/explanation/threats.md` says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csps.access.policy import Answer
from csps.domain.errors import AccessError

if TYPE_CHECKING:
    from csps.access.authority import Actor


class Duty(StrEnum):
    """A second duty, with the words that name the first."""

    JUDGE_AFTER_TRAINING = "judges a model is not whoever trained it"
    CONFIRM_AFTER_ASKING = "confirms an erasure is not whoever asked for it"
    ERASE_AFTER_CONFIRMING = "erases a person's data is not whoever confirmed it"
    RELEASE_AFTER_CHECKING = "lets a table leave is not whoever checked it"
    CHECK_AFTER_MAKING = "checks a table is not whoever made it"


def follow_answer(duty: Duty, second: Actor, first: str) -> Answer:
    """Say whether a person may do the second duty after another did the first.

    Args:
        duty: what comes second.
        second: who would do it.
        first: short name of the person who did the first; empty if nobody knows, which is never enough.
    """
    known_and_other = bool(first) and first != second.person
    return Answer(known_and_other, f"Whoever {duty.value}.")


def can_follow(duty: Duty, second: Actor, first: str) -> bool:
    """Say whether a person may do the second duty after another did the first."""
    return follow_answer(duty, second, first).allowed


def check_follows(duty: Duty, second: Actor, first: str) -> None:
    """Refuse a person who did the first duty themselves, or when nobody knows who did it.

    Raises:
        AccessError: it is the same person, or the first is not known.
    """
    answer = follow_answer(duty, second, first)
    if not answer.allowed:
        raise AccessError(answer.reason, next_step="Ask somebody else.")
