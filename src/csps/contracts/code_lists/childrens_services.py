"""Codes of children's social care, as the Children in Need census and the return on looked-after children share them."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

_CIN = "Children in Need census; Standard Safeguarding Dataset"
_SSDA903 = "SSDA903 return on children looked after"

PRIMARY_NEED = listed(
    "primary need",
    _CIN,
    {
        "N1": "abuse or neglect",
        "N2": "child's disability or illness",
        "N3": "parent's disability or illness",
        "N4": "family in acute stress",
        "N5": "family dysfunction",
        "N6": "socially unacceptable behaviour",
        "N7": "low income",
        "N8": "absent parenting",
        "N9": "case other than a child in need",
        "N0": "not stated",
    },
)

ABUSE_CATEGORY = listed(
    "category of abuse",
    _CIN,
    {
        "NEG": "neglect",
        "PHY": "physical abuse",
        "SAB": "sexual abuse",
        "EMO": "emotional abuse",
        "MUL": "multiple (not recommended)",
    },
)

REFERRAL_SOURCE = listed(
    "source of a contact or referral",
    _CIN,
    {
        "1A": "family member, relative or carer",
        "1B": "acquaintance",
        "1C": "self",
        "1D": "other individual",
        "2A": "school",
        "2B": "education services",
        "3A": "general practitioner",
        "3B": "health visitor",
        "3C": "school nurse",
        "3D": "other primary health",
        "3E": "accident and emergency",
        "3F": "other health",
        "4": "housing",
        "5A": "council social care",
        "5B": "other service of the council",
        "5C": "another council",
        "5D": "council early help",
        "6": "police",
        "7": "other legal agency",
        "8": "other",
        "9": "anonymous",
        "10": "unknown",
    },
)

CIN_CLOSURE_REASON = listed(
    "reason a case closed",
    _CIN,
    {
        "RC1": "adopted",
        "RC2": "died",
        "RC3": "child arrangements order",
        "RC4": "special guardianship order",
        "RC5": "transferred to another council",
        "RC6": "transferred to adult social care",
        "RC7": "other reason",
        "RC8": "no further action after assessment",
        "RC9": "stepped down to early help",
    },
)

ASSESSMENT_FACTORS = listed(
    "factor identified at the end of an assessment",
    _CIN,
    {
        "1A": "alcohol misuse by the child",
        "1B": "alcohol misuse by a parent or carer",
        "1C": "alcohol misuse by another person in the household",
        "2A": "drug misuse by the child",
        "2B": "drug misuse by a parent or carer",
        "2C": "drug misuse by another person in the household",
        "3A": "domestic abuse: the child is a victim",
        "3B": "domestic abuse: a parent or carer is a victim",
        "3C": "domestic abuse: another person in the household is a victim",
        "4A": "mental health of the child",
        "4B": "mental health of a parent or carer",
        "4C": "mental health of another person in the household",
        "5A": "learning disability of the child",
        "5B": "learning disability of a parent or carer",
        "5C": "learning disability of another person in the household",
        "6A": "physical disability or illness of the child",
        "6B": "physical disability or illness of a parent or carer",
        "6C": "physical disability or illness of another person in the household",
        "7A": "young carer",
        "8B": "privately fostered: overseas child with parents abroad",
        "8C": "privately fostered: overseas child with parents in the United Kingdom",
        "8D": "privately fostered: child of the United Kingdom in educational placement",
        "8E": "privately fostered: child of the United Kingdom making own arrangement",
        "8F": "privately fostered: other",
        "9A": "unaccompanied asylum-seeking child",
        "10A": "going missing",
        "11A": "child sexual exploitation",
        "12A": "trafficking",
        "13A": "gangs",
        "14A": "socially unacceptable behaviour",
        "15A": "self-harm",
        "16A": "neglect",
        "17A": "emotional abuse",
        "18B": "physical abuse by a child",
        "18C": "physical abuse by an adult",
        "19B": "sexual abuse by a child",
        "19C": "sexual abuse by an adult",
        "20": "other",
        "21": "no factor identified",
        "22A": "female genital mutilation",
        "23A": "abuse linked to faith or belief",
        "24A": "child criminal exploitation",
    },
)

S47_OUTCOME = listed(
    "outcome of a section 47 enquiry",
    "csps, from the keys of s47e_s47_outcome_json",
    {
        "SUBSTANTIATED_ICPC": "concerns substantiated, an initial child protection conference is needed",
        "SUBSTANTIATED_NO_ICPC": "concerns substantiated, no conference is needed",
        "NOT_SUBSTANTIATED": "concerns not substantiated",
    },
)
SUBSTANTIATED = ("SUBSTANTIATED_ICPC", "SUBSTANTIATED_NO_ICPC")
"""Outcomes of an enquiry that found the concerns to be right."""

EARLY_HELP_REASON = listed(
    "reason an early help episode began",
    "csps: no national list exists [council to map]",
    {
        "PARENTING": "parenting support",
        "BEHAVIOUR": "child's behaviour",
        "ATTENDANCE": "school attendance",
        "EMOTIONAL": "emotional or mental well-being",
        "CONFLICT": "conflict between parents",
        "DOMESTIC_ABUSE": "domestic abuse",
        "SUBSTANCE": "alcohol or drugs in the family",
        "HOUSING": "housing or money",
        "SEND": "special educational needs or disability",
        "YOUNG_CARER": "young carer",
        "NEW_PARENT": "expectant or new parent",
        "STEP_DOWN": "step-down from social care",
        "OTHER": "other",
    },
)

EARLY_HELP_END_REASON = listed(
    "reason an early help episode ended",
    "csps: no national list exists [council to map]",
    {
        "OUTCOMES_MET": "outcomes met",
        "STEP_UP": "stepped up to social care",
        "DISENGAGED": "consent withdrawn or family did not engage",
        "MOVED": "moved away",
        "NFA": "no further action",
    },
)

MISSING_TYPE = listed("type of missing episode", _SSDA903, {"M": "missing", "A": "away without authorisation"})

ADDRESS_TYPE = listed(
    "type of address",
    "csps [council to map]",
    {"HOME": "home", "PLACEMENT": "placement", "TEMPORARY": "temporary", "OTHER": "other"},
)

LINKED_IDENTIFIER_TYPE = listed(
    "type of linked identifier",
    "Standard Safeguarding Dataset",
    {
        value: value
        for value in (
            "Case Number",
            "UPN",
            "NHS Number",
            "Home Office Registration",
            "NI Number",
            "YOT Number",
            "Court Case Number",
            "RAA ID",
            "Incident ID",
        )
    },
)
