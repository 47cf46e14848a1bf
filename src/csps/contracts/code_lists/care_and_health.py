"""Codes of adult social care and of the flags that health services may share."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

_CLD = "Adult Social Care Client Level Data"

ASC_EVENT_TYPE = listed(
    "type of adult social care event",
    _CLD,
    {"Request": "request", "Assessment": "assessment", "Service": "service", "Review": "review"},
)

ASC_CLIENT_TYPE = listed(
    "type of client",
    _CLD,
    {
        "Service User": "person with care needs",
        "Carer": "unpaid carer",
        "Carer known by association": "carer known by association",
    },
)

PRIMARY_SUPPORT_REASON = listed(
    "primary support reason",
    _CLD,
    {
        "PHYSICAL_ACCESS": "physical support: access and mobility only",
        "PHYSICAL_CARE": "physical support: personal care",
        "SENSORY_VISUAL": "sensory support: visual impairment",
        "SENSORY_HEARING": "sensory support: hearing impairment",
        "SENSORY_DUAL": "sensory support: dual impairment",
        "MEMORY": "support with memory and cognition",
        "LEARNING_DISABILITY": "learning disability support",
        "MENTAL_HEALTH": "mental health support",
        "SUBSTANCE": "social support: substance misuse",
        "ASYLUM": "social support: asylum seeker",
        "ISOLATION": "social support: isolation or other",
        "CARER": "social support: to a carer",
    },
)

ASC_EVENT_OUTCOME = listed(
    "outcome of an adult social care event",
    _CLD + ", grouped",
    {
        "ASSESSMENT": "progress to assessment",
        "SERVICE": "service provided or continued",
        "REABLEMENT": "short-term support",
        "SIGNPOSTED": "information, advice or signposting",
        "NO_SERVICE": "no service provided",
        "ENDED": "support ended",
        "DECEASED": "died",
    },
)

ASC_SERVICE_TYPE = listed(
    "type of adult social care service",
    _CLD,
    {
        "SHORT_TERM": "short-term support to maximise independence",
        "COMMUNITY": "long-term support in the community",
        "RESIDENTIAL": "long-term support in residential care",
        "NURSING": "long-term support in nursing care",
        "PRISON": "long-term support in prison",
        "CARER": "carer support",
    },
)

HEALTH_FLAG_KIND = listed(
    "kind of health flag",
    "csps: no feed from health to councils is standard [council to agree]",
    {
        "MENTAL_HEALTH": "in contact with mental health services",
        "SELF_HARM": "attended hospital after self-harm",
        "DRUGS": "in treatment for drug use",
        "ALCOHOL": "in treatment for alcohol use",
        "PREGNANCY": "pregnant",
        "LONG_TERM": "long-term physical condition",
        "LEARNING_DISABILITY": "on the learning disability register",
        "MISSED_REVIEW": "missed a mandated child health review",
        "MISSED_IMMUNISATION": "missed a scheduled immunisation",
        "DEVELOPMENT": "below the expected level at a developmental review",
    },
)

HEALTH_SOURCE = listed(
    "source of a health flag",
    "csps",
    {
        "GP": "general practice",
        "MENTAL_HEALTH": "mental health trust",
        "MATERNITY": "maternity services",
        "HEALTH_VISITING": "health visiting and school nursing",
        "TREATMENT": "drug and alcohol treatment service",
        "HOSPITAL": "hospital",
    },
)

SERVICE = listed(
    "service that knows a person",
    "Family Context",
    {
        "ADULT_SOCIAL_CARE": "adult social care",
        "HOUSING": "housing",
        "POLICE": "police",
        "SCHOOL": "school",
    },
)

OPEN_OR_CLOSED = listed("state of a matter", "Family Context", {"open": "open", "closed": "closed"})
