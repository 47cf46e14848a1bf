"""Codes of schools and of young people after school: enrolment, provision, exclusion, SEN, home education, CCIS."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

_CBDS = "DfE common basic data set"

ENROLMENT_STATUS = listed(
    "enrolment status",
    _CBDS,
    {
        "C": "current, single registration",
        "M": "current main, dual registration",
        "S": "current subsidiary, dual registration",
        "F": "further education college pupil",
        "O": "other provider",
        "G": "guest, not registered",
        "P": "previous pupil",
    },
)

SCHOOL_PHASE = listed(
    "school phase",
    "Get Information about Schools",
    {
        "NURSERY": "nursery",
        "PRIMARY": "primary",
        "SECONDARY": "secondary",
        "ALL_THROUGH": "all-through",
        "POST16": "sixth form or college",
    },
)

PROVISION = listed(
    "type of provision",
    "csps, from Get Information about Schools",
    {
        "MAINSTREAM": "mainstream school",
        "SPECIAL": "special school",
        "AP": "alternative provision",
        "PRU": "pupil referral unit",
    },
)

EXCLUSION_TYPE = listed(
    "type of exclusion",
    _CBDS,
    {
        "PERM": "permanent exclusion",
        "SUSP": "suspension",
        "FIXD": "fixed-period exclusion (the name of a suspension before 2021)",
        "LNCH": "lunchtime exclusion",
    },
)

EXCLUSION_REASON = listed(
    "reason for exclusion",
    _CBDS,
    {
        "PP": "physical assault against a pupil",
        "PA": "physical assault against an adult",
        "VP": "verbal abuse or threats against a pupil",
        "VA": "verbal abuse or threats against an adult",
        "OW": "use or threat of an offensive weapon or prohibited item",
        "BW": "bullying through words",
        "BU": "bullying",
        "TB": "threatening behaviour",
        "RA": "racist abuse",
        "LG": "abuse against sexual orientation or gender identity",
        "DS": "abuse relating to disability",
        "SM": "sexual misconduct",
        "SB": "sexual bullying",
        "MB": "misconduct towards a member of staff",
        "AB": "abusive behaviour",
        "DR": "drug or alcohol related, earlier code",
        "AR": "alcohol related",
        "SR": "smoking related",
        "VR": "vaping related",
        "DA": "drug and alcohol related",
        "DM": "damage",
        "TH": "theft",
        "LD": "lateness or defiance",
        "CB": "challenging behaviour",
        "DB": "persistent or general disruptive behaviour",
        "MT": "inappropriate use of social media or online technology",
        "MP": "misuse of a mobile telephone",
        "OS": "other serious breach",
        "PH": "wilful and repeated transgression of protective measures in place to protect public health",
    },
)

SEN_TYPE = listed(
    "type of special educational need",
    _CBDS,
    {
        "SPLD": "specific learning difficulty",
        "MLD": "moderate learning difficulty",
        "SLD": "severe learning difficulty",
        "PMLD": "profound and multiple learning difficulty",
        "SEMH": "social, emotional and mental health",
        "SLCN": "speech, language and communication needs",
        "HI": "hearing impairment",
        "VI": "vision impairment",
        "MSI": "multi-sensory impairment",
        "PD": "physical disability",
        "ASD": "autistic spectrum disorder",
        "DS": "Down syndrome",
        "OTH": "other difficulty",
        "NSA": "support, but no specialist assessment of the type of need",
    },
)

SEN_PROVISION = listed(
    "SEN provision",
    _CBDS,
    {"N": "no special educational need", "K": "SEN support", "E": "education, health and care plan"},
)

SEN_REQUEST_STATUS = listed(
    "state of a request for an education, health and care plan",
    "csps, from the SEN2 return",
    {
        "REQUESTED": "requested, not decided",
        "REFUSED": "assessment refused",
        "ASSESSING": "assessment under way",
        "NO_PLAN": "assessed, no plan issued",
        "PLAN_NO_PROVISION": "plan issued, provision not in place",
        "PLAN": "plan in place",
    },
)

HOME_EDUCATION_REASON = listed(
    "reason for elective home education",
    "DfE elective home education collection",
    {
        "PHILOSOPHY": "philosophical or preferential",
        "RELIGION": "religious",
        "HEALTH": "physical or mental health",
        "SCHOOL": "dissatisfaction with school",
        "SEND": "dissatisfaction with SEND support",
        "BULLYING": "bullying",
        "EXCLUSION_RISK": "risk of exclusion",
        "OTHER": "other",
        "UNKNOWN": "unknown",
    },
)

HOME_EDUCATION_SUITABILITY = listed(
    "suitability of elective home education",
    "Education Act 1996, section 7",
    {
        "SUITABLE": "suitable",
        "UNSUITABLE": "not suitable",
        "NOT_YET_JUDGED": "not yet judged",
    },
)

EARLY_YEARS_ENTITLEMENT = listed(
    "early years entitlement",
    "DfE early years entitlements guidance",
    {
        "E2": "two-year-old, families receiving support",
        "W2": "two-year-old, working parents",
        "U34": "universal, three and four years",
        "W34": "extended, three and four years, working parents",
    },
)

NEET_ACTIVITY = listed(
    "activity of a young person",
    "NCCIS management information requirement, grouped",
    {
        "SCHOOL": "school sixth form or college, full time",
        "TRAINING": "training",
        "APPRENTICESHIP": "apprenticeship",
        "EMPLOYED_TRAINING": "employment with study",
        "EMPLOYED": "employment without study",
        "PART_TIME": "part-time education",
        "GAP": "re-engagement or gap with a start date agreed",
        "NEET_SEEKING": "not in education, employment or training, available",
        "NEET_UNAVAILABLE": "not in education, employment or training, not available",
        "CUSTODY": "custody",
        "UNKNOWN": "not known",
    },
)

INTENDED_DESTINATION = listed(
    "intended destination after year 11",
    "NCCIS management information requirement, grouped",
    {
        "EDUCATION": "education",
        "APPRENTICESHIP": "apprenticeship",
        "EMPLOYMENT": "employment with training",
        "NONE": "no offer",
        "UNKNOWN": "not known",
    },
)
