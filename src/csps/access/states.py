"""The states that an action may depend on, each with a sentence."""

from __future__ import annotations

from enum import StrEnum


class Always(StrEnum):
    """The one state of whatever has none."""

    ALWAYS = "in every state"


class ModelState(StrEnum):
    """How far a model has come on its way to being used."""

    TRAINED = "trained, its evidence not yet complete"
    COULD_NOT_JUDGE = "evidence was missing, so that it could not be judged"
    FAILED = "a pass mark was not reached"
    PASSED = "every pass mark was reached, and a reviewer is awaited"
    APPROVED = "approved by a reviewer"
    REFUSED = "refused by a reviewer"
    WITHDRAWN = "withdrawn after it was approved"


class KeyState(StrEnum):
    """Whether a key speaks for somebody."""

    REQUESTED = "asked for, not yet enrolled"
    ENROLLED = "enrolled"
    REVOKED = "revoked"


class FamilyState(StrEnum):
    """How a family stands to the person who asks."""

    UNALLOCATED = "not allocated to the person who asks"
    OWN = "allocated to the person who asks"
    SEALED = "sealed: refuge, adoption, own staff"


class RequestState(StrEnum):
    """How far something that needs two people has come."""

    ASKED = "asked for"
    CONFIRMED = "confirmed by a second person"
    DONE = "done"


State = Always | ModelState | KeyState | FamilyState | RequestState
