"""Everything a person can do in csps that another might not: each with a sentence and the states it depends on."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from csps.access.states import Always, FamilyState, KeyState, ModelState, RequestState, State


class Action(StrEnum):
    """One thing to do. The value finishes the sentence "This person may ..."; `states` are those it depends on.

    >>> Action.APPROVE_MODEL.value, ModelState.PASSED in Action.APPROVE_MODEL.states
    ('approve a model', True)
    """

    states: type[State]

    def __new__(cls, label: str, states: type[State]) -> Self:
        """Make a member from its words and its states."""
        member = str.__new__(cls, label)
        member._value_ = label
        member.states = states
        return member

    TAKE_IN_DELIVERIES = "take deliveries in", Always
    SEE_REJECTED_ROWS = "see rows that broke their contract", Always
    LINK_RECORDS = "open the vault so that records are linked", Always
    JUDGE_LINKS = "say whether records are about the same person", Always
    RUN_WEEK = "run and publish a week", Always
    SEE_TABLES = "see pseudonymised tables", Always
    SEE_GROUP_FIGURES = "see how well models serve groups of people", Always
    CHANGE_CHOICES = "change the council's choices", Always
    SEE_WORKLIST = "see the weekly list", Always
    SET_RESTRICTIONS = "set or lift a restriction", Always
    OVERRIDE_OBJECTION = "override an objection, with the grounds on record", Always
    ANSWER_PEOPLE = "put together what is held about a person", Always
    APPLY_RETENTION = "remove rows past their time", Always
    ROTATE_KEYS = "wrap data keys again under a new key", Always
    CHECK_VAULT = "check that the vault is whole", Always
    TAKE_BACKUPS = "take a backup", Always
    RESTORE_BACKUPS = "restore a backup", Always
    READ_JOURNAL = "read the journal", Always
    VERIFY_JOURNAL = "verify the journal", Always
    RENEW_HEADS = "set up the second places of the journal's head again", Always
    TRAIN_MODEL = "train a model", Always
    SEE_EVIDENCE = "see the evidence about a model", ModelState
    REVIEW_MODEL = "write a review of a model", ModelState
    APPROVE_MODEL = "approve a model", ModelState
    REFUSE_MODEL = "refuse a model", ModelState
    WITHDRAW_MODEL = "withdraw a model", ModelState
    SCORE_WITH_MODEL = "score families with a model", ModelState
    ENROL_KEY = "enrol a key", KeyState
    REVOKE_KEY = "revoke a key", KeyState
    SEE_FAMILY = "see a family's score and reasons", FamilyState
    SEE_NAMES = "see the names and address of a family", FamilyState
    DECIDE_FAMILY = "decide what to do for a family", FamilyState
    CONFIRM_ERASURE = "confirm that a person's data is to be erased", RequestState
    ERASE_PERSON = "erase a person's data", RequestState
    CHECK_RELEASE = "check a table before it leaves csps", RequestState
    RELEASE_TABLE = "let a table leave csps", RequestState
