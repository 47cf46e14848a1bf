"""The policy: for every action and state, a mark for every role. Nothing is left to a default.

    Y  may
    d  may not: it is the duty of other roles
    n  may not: this role has no need to know it
    s  may not: two duties that are kept apart would meet in one person
    t  may not now: in another state this role may
    r  may not: this role reads and changes nothing

The columns are the roles in the order of `Role`: administrator, data officer, trainer, reviewer, coordinator,
practitioner, information governance, auditor. A test holds that every combination appears exactly once, and that a `t`
stands only where the same role may in another state.
"""

from __future__ import annotations

from csps.access.actions import Action
from csps.access.states import Always, FamilyState, KeyState, ModelState, RequestState, State

_ANY = (Always.ALWAYS,)
_EVERY_MODEL = tuple(ModelState)
_UNJUDGED = (ModelState.TRAINED,)
_SHORT_OF = (ModelState.COULD_NOT_JUDGE, ModelState.FAILED)
_JUDGED = (ModelState.REFUSED, ModelState.WITHDRAWN)

Row = tuple[Action, tuple[State, ...], str]
ROWS: tuple[Row, ...] = (
    #                                                                         A O T R C P I A
    (Action.TAKE_IN_DELIVERIES, _ANY,                                        "d Y d d d d d r"),
    (Action.SEE_REJECTED_ROWS,  _ANY,                                        "n Y n n n n Y n"),
    (Action.LINK_RECORDS,       _ANY,                                        "n Y n n n n d r"),
    (Action.JUDGE_LINKS,        _ANY,                                        "n Y n n Y n d r"),
    (Action.RUN_WEEK,           _ANY,                                        "d Y d d d d d r"),
    (Action.SEE_TABLES,         _ANY,                                        "n Y Y Y n n Y Y"),
    (Action.SEE_GROUP_FIGURES,  _ANY,                                        "n Y Y Y Y Y Y Y"),
    (Action.CHANGE_CHOICES,     _ANY,                                        "d Y s s d d Y r"),
    (Action.SEE_WORKLIST,       _ANY,                                        "n n n n Y Y Y n"),
    (Action.SET_RESTRICTIONS,   _ANY,                                        "n Y n n Y d Y r"),
    (Action.OVERRIDE_OBJECTION, _ANY,                                        "n s n n s d Y r"),
    (Action.ANSWER_PEOPLE,      _ANY,                                        "n d n n d d Y r"),
    (Action.APPLY_RETENTION,    _ANY,                                        "d Y d d d d Y r"),
    (Action.ROTATE_KEYS,        _ANY,                                        "Y d d d d d d r"),
    (Action.CHECK_VAULT,        _ANY,                                        "Y Y d d d d Y r"),
    (Action.TAKE_BACKUPS,       _ANY,                                        "Y Y d d d d d r"),
    (Action.RESTORE_BACKUPS,    _ANY,                                        "Y d d d d d d r"),
    (Action.READ_JOURNAL,       _ANY,                                        "Y n n n n n Y Y"),
    (Action.VERIFY_JOURNAL,     _ANY,                                        "Y Y n Y n n Y Y"),
    (Action.RENEW_HEADS,        _ANY,                                        "s d d d d d Y r"),
    (Action.TRAIN_MODEL,        _ANY,                                        "d d Y d d d d r"),
    (Action.SEE_EVIDENCE,       _EVERY_MODEL,                                "n Y Y Y Y Y Y Y"),
    (Action.REVIEW_MODEL,       _UNJUDGED,                                   "s d s t d d d r"),
    (Action.REVIEW_MODEL,       (*_SHORT_OF, ModelState.PASSED),             "s d s Y d d d r"),
    (Action.REVIEW_MODEL,       (ModelState.APPROVED, *_JUDGED),             "s d s t d d d r"),
    (Action.APPROVE_MODEL,      (*_UNJUDGED, *_SHORT_OF),                    "s s s t d d d r"),
    (Action.APPROVE_MODEL,      (ModelState.PASSED,),                        "s s s Y d d d r"),
    (Action.APPROVE_MODEL,      (ModelState.APPROVED, *_JUDGED),             "s s s t d d d r"),
    (Action.REFUSE_MODEL,       _UNJUDGED,                                   "s s s t d d d r"),
    (Action.REFUSE_MODEL,       (*_SHORT_OF, ModelState.PASSED),             "s s s Y d d d r"),
    (Action.REFUSE_MODEL,       (ModelState.APPROVED, *_JUDGED),             "s s s t d d d r"),
    (Action.WITHDRAW_MODEL,     (*_UNJUDGED, *_SHORT_OF, ModelState.PASSED), "d t t t d d t r"),
    (Action.WITHDRAW_MODEL,     (ModelState.APPROVED,),                      "d Y Y Y d d Y r"),
    (Action.WITHDRAW_MODEL,     _JUDGED,                                     "d t t t d d t r"),
    (Action.SCORE_WITH_MODEL,   (*_UNJUDGED, *_SHORT_OF, ModelState.PASSED), "d t d d d d d r"),
    (Action.SCORE_WITH_MODEL,   (ModelState.APPROVED,),                      "d Y d d d d d r"),
    (Action.SCORE_WITH_MODEL,   _JUDGED,                                     "d t d d d d d r"),
    (Action.ENROL_KEY,          (KeyState.REQUESTED,),                       "Y d d d d d d r"),
    (Action.ENROL_KEY,          (KeyState.ENROLLED, KeyState.REVOKED),       "t d d d d d d r"),
    (Action.REVOKE_KEY,         (KeyState.ENROLLED,),                        "Y d d d d d d r"),
    (Action.REVOKE_KEY,         (KeyState.REQUESTED, KeyState.REVOKED),      "t d d d d d d r"),
    (Action.SEE_FAMILY,         (FamilyState.UNALLOCATED,),                  "n n n n Y t Y n"),
    (Action.SEE_FAMILY,         (FamilyState.OWN,),                          "n n n n Y Y Y n"),
    (Action.SEE_FAMILY,         (FamilyState.SEALED,),                       "n n n n t t Y n"),
    (Action.SEE_NAMES,          (FamilyState.UNALLOCATED,),                  "n n n n Y t Y n"),
    (Action.SEE_NAMES,          (FamilyState.OWN,),                          "n n n n Y Y Y n"),
    (Action.SEE_NAMES,          (FamilyState.SEALED,),                       "n n n n t t Y n"),
    (Action.DECIDE_FAMILY,      (FamilyState.UNALLOCATED, FamilyState.OWN),  "n n n n Y d d r"),
    (Action.DECIDE_FAMILY,      (FamilyState.SEALED,),                       "n n n n t d d r"),
    (Action.CONFIRM_ERASURE,    (RequestState.ASKED,),                       "d s d d d d Y r"),
    (Action.CONFIRM_ERASURE,    (RequestState.CONFIRMED, RequestState.DONE), "d s d d d d t r"),
    (Action.ERASE_PERSON,       (RequestState.CONFIRMED,),                   "d Y d d d d s r"),
    (Action.ERASE_PERSON,       (RequestState.ASKED, RequestState.DONE),     "d t d d d d s r"),
    (Action.CHECK_RELEASE,      (RequestState.ASKED,),                       "n s s d n n Y r"),
    (Action.CHECK_RELEASE,      (RequestState.CONFIRMED, RequestState.DONE), "n s s d n n t r"),
    (Action.RELEASE_TABLE,      (RequestState.CONFIRMED,),                   "n Y Y d n n s r"),
    (Action.RELEASE_TABLE,      (RequestState.ASKED, RequestState.DONE),     "n t t d n n s r"),
)  # fmt: skip
