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
        "repeated": "the same bytes came before",
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
        "judgement": "somebody said that another record is of the same person",
    },
)
EVIDENCE_TIE = listed(
    "what ties two records",
    SOURCE,
    {
        "judgement": "somebody said that they are of the same person",
        "reference": "a restriction names one by the reference of the other",
        "number": "they share a trusted number, and birth or name agrees",
        "sameness": "they have the same name, date of birth and postcode",
        "likeness": "names, birth and address are alike enough",
    },
)
LIKENESS = listed(
    "how alike two records are in one thing",
    SOURCE,
    {
        "the same": "equal once case, accents and marks are left out",
        "another form, or a second forename": "a short form of the other, or one of several forenames",
        "the same initial": "one record holds no more than an initial",
        "one in common, or an earlier one": "one part of a double surname, or a surname held before",
        "one slip apart": "a letter or two differ",
        "spelt alike": "more letters agree than differ",
        "one slip apart, turned round, or a year only": "one digit differs, day and month are exchanged, or 1 January stands in",
        "a year apart at most": "the years of birth are the same or next to each other",
        "a dwelling and somebody beside them in common": "the same address, and somebody else named beside both",
        "a dwelling in common": "the same address at some time",
        "somebody beside them in common": "somebody else named beside both",
        "a postcode in common": "the same postcode at some time",
        "a neighbourhood in common": "the same postcode sector at some time",
        "different": "none of these",
        "not known": "one of the records does not say",
    },
)
DOUBT = listed(
    "why two persons are not taken for one",
    SOURCE,
    {
        "weak": "they are less alike than two records of one person must be",
        "contradicted": "they are alike enough, but a number, a birth or another person as like speaks against it",
    },
)
PERSON_CHANGE = listed(
    "what became of a person's id",
    SOURCE,
    {
        "merged": "all its records are now under one other id, and nobody has it any more",
        "divided": "its records are now under several other ids, and nobody has it any more",
        "split": "some of its records are now under an id that nobody had; it goes on with the others",
        "moved": "some of its records are now under the id of somebody known before; it goes on with the others",
    },
)
SOURCE_STATE = listed(
    "state of a table that features read",
    SOURCE,
    {
        "there": "it had come by the date, and was not late",
        "silent": "its latest delivery is older than the council allows: what would be counted since is empty",
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
FAMILY_DOUBT = listed(
    "doubt about a membership",
    SOURCE,
    {  # in the order in which they are asked: the first that stands is told
        "off every roll": "a child of school age came off a school's roll, is on no roll since that the council is sent, "
        "and nothing was heard since",
        "home taken over": "others who live there took a tenancy or an account at the home after the last word about the "
        "person and everybody tied to them there",
        "said to have left": "the person's own tenancy, account or stay there ended, and only a register that keeps "
        "addresses still has them there",
        "carers elsewhere": "an adult who looks after the child was told elsewhere since, and nobody who does lives with it",
        "long silence": "nothing was heard of anybody of the family for two years, nobody of it holds a home or is paid for "
        "one, and no child is on a roll",
        "old word": "a register named the adult as a carer, and too long ago said that they live there",
        "address only": "no register names the adult as a carer: they live at the children's address",
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
HELP = listed(
    "help under way",
    SOURCE,
    {
        "section 47 enquiry": "a section 47 enquiry",
        "section 47 substantiated": "a section 47 enquiry that substantiated concerns",
        "protection plan": "a child protection plan",
        "looked after": "a child looked after",
        "assessment": "an assessment by children's social care",
        "social care": "an open case with children's social care",
        "early help": "early help",
        "programme": "the programme itself",
    },
)
PROGRESS = listed(
    "verdict on progress",
    SOURCE,
    {
        "proven": "it has held for the whole period",
        "disproven": "the need is still there, or came back too late for the period to pass",
        "running": "nothing speaks against it, and the period is not over",
        "not known": "what would say it did not arrive, or nothing that arrives can say it",
    },
)
