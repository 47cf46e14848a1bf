"""The policy read from its table: may this role do this in this state, and why or why not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from csps.access.policy_table import ROWS
from csps.access.roles import Role
from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.access.actions import Action
    from csps.access.states import State

MARKS = frozenset("Ydnstr")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something is allowed, and why, as a sentence for the person who asked.

    Args:
        allowed: whether it is.
        reason: why or why not.
    """

    allowed: bool
    reason: str


def answer_for(role: Role, action: Action, state: State) -> Answer:
    """Look up whether a role may do something in a state.

    Raises:
        UsageError: the state is none that the action depends on.

    >>> from csps.access.actions import Action
    >>> from csps.access.states import ModelState
    >>> answer_for(Role.REVIEWER, Action.APPROVE_MODEL, ModelState.FAILED).reason
    'A reviewer may approve a model, but not while it is so: a pass mark was not reached.'
    """
    mark = policy().get((role, action, state))
    if mark is None:
        raise UsageError(f"Whether somebody may {action.value} does not depend on such a state.")
    return Answer(mark == "Y", _sentence(role, action, state, mark))


@cache
def policy() -> Mapping[tuple[Role, Action, State], str]:
    """Give the mark of every combination of role, action and state.

    Raises:
        UsageError: the table has a row of the wrong length, an unknown mark or two answers to one question.
    """
    marks: dict[tuple[Role, Action, State], str] = {}
    for action, states, row in ROWS:
        columns = row.split()
        if len(columns) != len(Role) or not MARKS.issuperset(columns):
            raise UsageError(f"The policy has a row for '{action.value}' that is not one known mark per role.")
        for state in states:
            for role, mark in zip(Role, columns, strict=True):
                if (role, action, state) in marks:
                    raise UsageError(f"The policy answers twice whether a {role.value} may {action.value}.")
                marks[role, action, state] = mark
    return marks


@cache
def allowed_roles(action: Action) -> tuple[Role, ...]:
    """Name the roles that may do something in at least one state."""
    return tuple(role for role in Role if any(policy().get((role, action, state)) == "Y" for state in action.states))


def _sentence(role: Role, action: Action, state: State, mark: str) -> str:
    who = f"{'An' if role.value[0] in 'aei' else 'A'} {role.value}"
    if role is Role.INFORMATION_GOVERNANCE:
        who = "Information governance"
    others = " or ".join(other.value for other in allowed_roles(action))
    return {
        "Y": f"{who} may {action.value}.",
        "d": f"{who} may not {action.value}: it is the duty of {others}.",
        "n": f"{who} may not {action.value}: the role has no need to know it.",
        "s": f"{who} may not {action.value}: the two duties are kept apart; it is the duty of {others}.",
        "t": f"{who} may {action.value}, but not while it is so: {state.value}.",
        "r": f"{who} may not {action.value}: the role reads and changes nothing.",
    }[mark]
