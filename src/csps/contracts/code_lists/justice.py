"""Codes of police, anti-social behaviour, youth justice, probation and MARAC."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

INCIDENT_TYPE = listed(
    "type of police incident",
    "Home Office counting rules, grouped as in the Family Context common data model",
    {
        "DOMESTIC": "domestic abuse incident or crime",
        "CHILD_TO_PARENT": "child-to-parent abuse",
        "VIOLENCE_INJURY": "violence with injury",
        "VIOLENCE": "violence without injury",
        "SEXUAL": "sexual offence",
        "WEAPON": "possession of weapons",
        "ROBBERY": "robbery",
        "THEFT": "theft or burglary",
        "DAMAGE": "criminal damage or arson",
        "DRUGS": "drug offence",
        "PUBLIC_ORDER": "public order offence",
        "EXPLOITATION": "exploitation or modern slavery",
        "CONCERN": "concern for safety or welfare, no crime",
        "OTHER": "other",
    },
)

INCIDENT_ROLE = listed(
    "role in a police incident",
    "csps",
    {
        "VICTIM": "victim",
        "SUSPECT": "suspect",
        "PERPETRATOR": "perpetrator, established by outcome",
        "CHILD_PRESENT": "child present or living in the household",
        "WITNESS": "witness",
    },
)

INCIDENT_OUTCOME = listed(
    "outcome of a police incident",
    "Home Office outcomes framework, grouped",
    {
        "CHARGED": "charged or summonsed",
        "OUT_OF_COURT": "out-of-court disposal",
        "NO_ACTION": "no further action",
        "NO_CRIME": "no crime recorded",
        "OPEN": "under investigation",
    },
)

ASB_TYPE = listed(
    "type of anti-social behaviour",
    "Home Office national standard for incident recording",
    {"PERSONAL": "personal", "NUISANCE": "nuisance", "ENVIRONMENTAL": "environmental"},
)

ASB_INTERVENTION = listed(
    "intervention against anti-social behaviour",
    "Anti-social Behaviour, Crime and Policing Act 2014",
    {
        "NONE": "incident only, no intervention",
        "WARNING": "warning letter",
        "ABC": "acceptable behaviour contract",
        "CPW": "community protection warning",
        "CPN": "community protection notice",
        "INJUNCTION": "civil injunction",
        "CBO": "criminal behaviour order",
        "DISPERSAL": "dispersal direction",
        "TENANCY": "tenancy enforcement",
    },
)

DISPOSAL = listed(
    "youth justice disposal",
    "Youth Justice Board data recording requirements, grouped",
    {
        "COMMUNITY_RESOLUTION": "community resolution",
        "YOUTH_CAUTION": "youth caution",
        "CONDITIONAL_CAUTION": "youth conditional caution",
        "DISCHARGE": "absolute or conditional discharge",
        "FINE": "fine",
        "REFERRAL_ORDER": "referral order",
        "REPARATION": "reparation order",
        "YRO": "youth rehabilitation order",
        "CUSTODY": "custody",
        "DIVERSION": "diversion or prevention, no formal outcome",
    },
)

OFFENCE_KIND = listed(
    "kind of offence by a young person",
    "Youth Justice Board offence groups, grouped",
    {
        "VIOLENCE": "violence against the person",
        "SEXUAL": "sexual offence",
        "ROBBERY": "robbery",
        "THEFT": "theft, handling or burglary",
        "DRUGS": "drugs",
        "DAMAGE": "criminal damage or arson",
        "PUBLIC_ORDER": "public order",
        "MOTORING": "motoring or vehicle",
        "WEAPON": "weapons",
        "BREACH": "breach of an order",
        "OTHER": "other",
    },
)

ORDER_TYPE = listed(
    "order supervised by probation",
    "Sentencing Act 2020",
    {
        "COMMUNITY_ORDER": "community order",
        "SUSPENDED": "suspended sentence order",
        "LICENCE": "licence after release",
        "SUPERVISION": "post-sentence supervision",
    },
)

ORDER_END_REASON = listed(
    "how an order ended",
    "csps",
    {
        "COMPLETED": "completed",
        "BREACHED": "ended after breach",
        "RECALLED": "recalled to prison",
        "REVOKED": "revoked for another reason",
    },
)

CUSTODY_STATUS = listed(
    "custody status", "HM Prison and Probation Service", {"REMAND": "on remand", "SENTENCED": "sentenced"}
)

MARAC_ROLE = listed(
    "role at a MARAC",
    "SafeLives MARAC referral form",
    {"VICTIM": "victim", "PERPETRATOR": "perpetrator", "CHILD": "child of the household"},
)

MARAC_REFERRER = listed(
    "agency that referred to a MARAC",
    "SafeLives MARAC data form, grouped",
    {
        "POLICE": "police",
        "IDVA": "independent domestic violence adviser",
        "CHILDREN": "children's social care",
        "ADULTS": "adult social care",
        "HEALTH": "health",
        "HOUSING": "housing",
        "EDUCATION": "education",
        "PROBATION": "probation",
        "VOLUNTARY": "voluntary sector",
        "OTHER": "other",
    },
)

MARAC_REASON = listed(
    "reason for referral to a MARAC",
    "SafeLives MARAC referral form",
    {
        "JUDGEMENT": "professional judgement",
        "VISIBLE_RISK": "visible high risk, by the DASH checklist",
        "ESCALATION": "escalation",
        "REPEAT": "repeat",
    },
)
