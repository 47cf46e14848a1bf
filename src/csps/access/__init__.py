"""People, roles and policies as pure tables."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.access.actions import Action
    from csps.access.authority import Actor, actor_for, can_act, check_act
    from csps.access.policy import Answer, answer_for
    from csps.access.register import Enrolment, Register, enrol, found, revoke
    from csps.access.register_file import read_register, write_register
    from csps.access.requests import Request, make_request, parse_request
    from csps.access.roles import Role
    from csps.access.sealed_tables import action_to_read
    from csps.access.separation import Duty, can_follow, check_follows
    from csps.access.states import Always, FamilyState, KeyState, ModelState, RequestState

__all__ = [
    "Action",
    "Actor",
    "Always",
    "Answer",
    "Duty",
    "Enrolment",
    "FamilyState",
    "KeyState",
    "ModelState",
    "Register",
    "Request",
    "RequestState",
    "Role",
    "action_to_read",
    "actor_for",
    "answer_for",
    "can_act",
    "can_follow",
    "check_act",
    "check_follows",
    "enrol",
    "found",
    "make_request",
    "parse_request",
    "read_register",
    "revoke",
    "write_register",
]

# Where each public name lives; its module is imported when the name is first used.
_HOMES = {
    "Action": "actions",
    "Actor": "authority",
    "Always": "states",
    "Answer": "policy",
    "Duty": "separation",
    "Enrolment": "register",
    "FamilyState": "states",
    "KeyState": "states",
    "ModelState": "states",
    "Register": "register",
    "Request": "requests",
    "RequestState": "states",
    "Role": "roles",
    "action_to_read": "sealed_tables",
    "actor_for": "authority",
    "answer_for": "policy",
    "can_act": "authority",
    "can_follow": "separation",
    "check_act": "authority",
    "check_follows": "separation",
    "enrol": "register",
    "found": "register",
    "make_request": "requests",
    "parse_request": "requests",
    "read_register": "register_file",
    "revoke": "register",
    "write_register": "register_file",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
