"""Codes of the yearly return on looked-after children beyond episodes: reviews, contact after care, adoption, workers."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

_SSDA903 = "SSDA903 return on children looked after"

REVIEW_PARTICIPATION = listed(
    "how a looked-after child took part in a review",
    _SSDA903,
    {
        "PN0": "child under four",
        "PN1": "attended and spoke",
        "PN2": "attended, and an advocate spoke",
        "PN3": "attended and conveyed views without words",
        "PN4": "attended, did not speak or convey views",
        "PN5": "did not attend, an advocate conveyed views",
        "PN6": "did not attend, conveyed views otherwise",
        "PN7": "did not attend nor convey views",
    },
)

PLACEMENT_PROVIDER = listed(
    "provider of a placement",
    _SSDA903,
    {
        "PR0": "parent or person with parental responsibility",
        "PR1": "the council itself",
        "PR2": "another council",
        "PR3": "other public provider",
        "PR4": "private provider",
        "PR5": "voluntary provider",
    },
)

PLACEMENT_CHANGE = listed(
    "reason a placement changed",
    _SSDA903,
    {
        "CARPL": "change to the care plan",
        "CLOSE": "the home closed",
        "ALLEG": "allegation against the carer",
        "STAND": "standards of care",
        "APPRR": "approval of the carer removed",
        "CREQB": "carer asked, for the child's behaviour",
        "CREQO": "carer asked, for another reason",
        "CHILD": "the child asked",
        "LAREQ": "the responsible council asked",
        "PLACE": "the host council asked",
        "CUSTOD": "custody",
        "OTHER": "other",
    },
)

SDQ_REASON = listed(
    "why there is no score of strengths and difficulties",
    _SSDA903,
    {
        "SDQ1": "carer, or child, refused",
        "SDQ2": "not possible, severity of the child's disability",
        "SDQ3": "other reason",
        "SDQ4": "child under four or over seventeen at the time",
        "SDQ5": "not returned by the carer",
    },
)

IN_TOUCH = listed(
    "contact with a care leaver",
    _SSDA903,
    {
        "YES": "in touch",
        "NO": "not in touch",
        "DIED": "died after leaving care",
        "REFU": "refuses contact",
        "NREQ": "no longer requires services",
        "RHOM": "returned home for six months or more",
    },
)

ACTIVITY = listed(
    "activity of a care leaver",
    _SSDA903,
    {
        "F1": "higher education, full time",
        "P1": "higher education, part time",
        "F2": "other education, full time",
        "P2": "other education, part time",
        "F3": "training or employment, full time (until 2016)",
        "P3": "training or employment, part time (until 2016)",
        "F4": "apprenticeship, full time",
        "P4": "apprenticeship, part time",
        "F5": "training or employment, full time",
        "P5": "training or employment, part time",
        "G4": "none, for illness or disability",
        "G5": "none, for other reasons",
        "G6": "none, for pregnancy or parenting",
        "0": "not known",
    },
)

PREVIOUS_PERMANENCE = listed(
    "earlier permanence arrangement",
    _SSDA903,
    {
        "P1": "adopted",
        "P2": "special guardianship order",
        "P3": "residence or child arrangements order",
        "P4": "unknown which",
        "Z1": "none",
    },
)

ADOPTERS = listed(
    "sex of the adopters",
    _SSDA903,
    {"M1": "one man", "F1": "one woman", "MM": "two men", "FF": "two women", "MF": "a man and a woman"},
)

ADOPTERS_STATUS = listed(
    "legal status of the adopters",
    _SSDA903,
    {
        "L0": "single",
        "L11": "married",
        "L12": "civil partners",
        "L2": "different sex, not married",
        "L3": "same sex, not in a partnership",
        "L4": "single, adopting alone although in a couple",
    },
)

ADOPTION_ENDED = listed(
    "why a child is no longer placed for adoption",
    _SSDA903,
    {
        "RD1": "needs changed",
        "RD2": "court refused a placement order",
        "RD3": "no adopters found",
        "RD4": "another reason",
    },
)

CARE_LEAVER_ELIGIBILITY = listed(
    "eligibility of a care leaver",
    "Ofsted Annex A, list 9",
    {
        "RELEVANT": "relevant child",
        "FORMER_RELEVANT": "former relevant child",
        "QUALIFYING": "qualifying care leaver",
        "ELIGIBLE": "eligible child",
        "OTHER": "other",
    },
)

SUITABILITY = listed(
    "suitability of a care leaver's accommodation",
    "Ofsted Annex A, list 9",
    {"SUITABLE": "suitable", "UNSUITABLE": "unsuitable"},
)
