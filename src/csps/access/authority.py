"""Who is acting, and whether they may: the register, the policy and the workspace brought together.

`check_...` raises, `can_...` says yes or no; both ask the same `act_answer`, so that they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access.policy import Answer, answer_for
from csps.access.roles import Role
from csps.access.states import Always
from csps.domain.errors import AccessError

if TYPE_CHECKING:
    from datetime import date

    from csps.access.actions import Action
    from csps.access.register import Register
    from csps.access.states import State


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as one of their keys speaks for them today.

    Args:
        person: short name.
        fingerprint: of the key they showed that they hold.
        roles: of that key, in the order of the policy.
    """

    person: str
    fingerprint: str
    roles: tuple[Role, ...]


def actor_for(register: Register, fingerprint: str, *, on: date, synthetic: bool) -> Actor:
    """Find whom a key speaks for.

    Args:
        register: read and verified.
        fingerprint: of a key that the caller has just opened or whose signature it has just verified.
        on: the day on which they act.
        synthetic: whether the workspace is marked synthetic.

    Raises:
        AccessError: the key is not in force, or was made for demonstrations and the workspace is real.
    """
    entry = register.in_force(fingerprint, on)
    if entry.demonstration and not synthetic:
        raise AccessError(
            f"Key {fingerprint[:16]} was made for demonstrations and opens nothing outside a synthetic workspace.",
            next_step="Make a key of your own and ask an administrator to enrol it.",
        )
    return Actor(entry.person, fingerprint, tuple(role for role in Role if role in entry.roles))


def act_answer(actor: Actor, action: Action, state: State = Always.ALWAYS) -> Answer:
    """Say whether a person may do something in a state, and why: one of their roles is enough.

    Raises:
        UsageError: the state is none that the action depends on.
    """
    answers = [answer_for(role, action, state) for role in actor.roles]
    return next((answer for answer in answers if answer.allowed), answers[0])


def can_act(actor: Actor, action: Action, state: State = Always.ALWAYS) -> bool:
    """Say whether a person may do something in a state.

    Raises:
        UsageError: the state is none that the action depends on.
    """
    return act_answer(actor, action, state).allowed


def check_act(actor: Actor, action: Action, state: State = Always.ALWAYS) -> None:
    """Refuse a person who may not do something in a state.

    Raises:
        AccessError: none of their roles may; the words say why not.
        UsageError: the state is none that the action depends on.
    """
    answer = act_answer(actor, action, state)
    if not answer.allowed:
        raise AccessError(answer.reason, next_step="Ask somebody who may.")
