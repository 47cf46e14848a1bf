"""Tables that not everybody who opens a workspace reads: who hides, who objects, who was adopted, and who is on the list.

Everything else in the lake is pseudonymised and of one kind. These tell, of a pseudonym, what a restriction is there to keep
from most people, or what a decision is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.access.actions import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

SEALED_TABLES: Mapping[str, Action] = {
    "feeds.restriction": Action.SET_RESTRICTIONS,
    "privacy.stated_restriction": Action.SET_RESTRICTIONS,
    "worklist.entry": Action.SEE_WORKLIST,
    "worklist.help": Action.SEE_WORKLIST,
}
"""What somebody must be allowed to do before they read a table."""


def action_to_read(table: str) -> Action | None:
    """Give what somebody must be allowed to do to read a table; None where nobody needs to be named.

    >>> action_to_read("feeds.restriction").value, action_to_read("feeds.load")
    ('set or lift a restriction', None)
    """
    return SEALED_TABLES.get(table)
