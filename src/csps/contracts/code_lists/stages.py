"""The words csps's own tables are written in."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

SOURCE = "csps"

LOAD_STATE = listed(
    "state of a delivery",
    SOURCE,
    {
        "taken in": "its rows are in the lake, except those rejected",
        "held": "kept back by the feed's own rule until somebody looks",
        "refused": "not a single row could be read",
        "repeated": "the same bytes, or another file for the same day, came before",
    },
)
FINDING_EFFECT = listed(
    "effect of a finding",
    SOURCE,
    {
        "file": "the whole delivery is kept out",
        "row": "the row is rejected",
        "trust": "the value is taken in and trusted less",
        "note": "it is taken in, and somebody should look",
    },
)
TIE = listed(
    "what ties a record to its person",
    SOURCE,
    {
        "alone": "no other record is known to be of the person",
        "number": "a trusted identifying number is shared",
        "likeness": "names, birth and address are alike enough",
    },
)
SOURCE_STATE = listed(
    "state of a table that features read",
    SOURCE,
    {
        "there": "rows of it were known by the date",
        "absent": "nothing of it had been delivered by the date",
        "not allowed": "a feed of it may not be used for scoring",
    },
)
FAMILY_ROLE = listed(
    "role in a family",
    SOURCE,
    {
        "child": "under 18",
        "carer": "an adult who looks after a child of the family",
        "adult": "another adult",
        "expected": "an unborn child",
    },
)
FAMILY_EVIDENCE = listed(
    "evidence for a membership",
    SOURCE,
    {
        "parent and child": "social care or a school names one as the other's parent",
        "family in social care": "social care has them in one family",
        "benefit household": "one claim names both",
        "tenancy": "one tenancy names both",
        "homelessness application": "one application names both",
        "programme": "the programme's own case record has them in one family",
        "council tax": "one account names both",
        "same address": "they live at one address that is not crowded",
        "own record": "nothing ties them to anybody else",
    },
)
POPULATION = listed(
    "whom an explanation is about",
    SOURCE,
    {"held_back": "families the model was tested on", "week": "families scored this week"},
)
DIRECTION = listed("direction of a reason", SOURCE, {"raises": "raises the score", "lowers": "lowers the score"})
SPLIT = listed("part of the data", SOURCE, {"training": "the model learnt from it", "test": "held back, later in time"})
CHECK_RESULT = listed(
    "result of a check",
    SOURCE,
    {
        "passed": "the mark was reached",
        "missed": "the mark was not reached",
        "could not judge": "evidence is missing or too little, which is never a pass",
    },
)
MODEL_STATE = listed(
    "state of a model",
    SOURCE,
    {
        "passed": "every check passed; nobody has approved it yet",
        "missed": "a check was missed or could not be judged",
        "approved": "reviewed, signed and in force",
        "refused": "a reviewer refused it",
        "lapsed": "its approval is too old",
        "withdrawn": "it may no longer be used",
    },
)
REVIEW_VERDICT = listed("verdict of a reviewer", SOURCE, {"approve": "may be used", "refuse": "may not be used"})
CHANGE = listed(
    "change since the last list",
    SOURCE,
    {
        "first": "there was no list before",
        "new": "was not on it",
        "up": "stands in a higher band",
        "down": "stands in a lower band",
        "same": "stands in the same band",
    },
)
