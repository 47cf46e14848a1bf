"""Codes that describe a person: sex, ethnicity, disability, why a pupil number is unknown.

Most of these are protected characteristics (Equality Act 2010): columns that hold them serve evaluation only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.code_lists.listing import listed

if TYPE_CHECKING:
    from csps.contracts.model import CodeList

SEX = listed("sex", "Standard Safeguarding Dataset", {"F": "female", "M": "male", "U": "unknown"})

ETHNICITY_DFE = listed(
    "ethnicity (DfE)",
    "DfE common basic data set",
    {
        "WBRI": "White British",
        "WIRI": "White Irish",
        "WOTH": "any other White background",
        "WIRT": "Traveller of Irish heritage",
        "WROM": "Gypsy or Roma",
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "any other mixed background",
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "AOTH": "any other Asian background",
        "BCRB": "Black Caribbean",
        "BAFR": "Black African",
        "BOTH": "any other Black background",
        "CHNE": "Chinese",
        "OOTH": "any other ethnic group",
        "REFU": "refused",
        "NOBT": "information not yet obtained",
    },
)

ETHNICITY_POLICE = listed(
    "ethnicity (police, 16+1)",
    "Home Office self-defined ethnicity codes",
    {
        "W1": "White British",
        "W2": "White Irish",
        "W9": "any other White background",
        "M1": "White and Black Caribbean",
        "M2": "White and Black African",
        "M3": "White and Asian",
        "M9": "any other mixed background",
        "A1": "Indian",
        "A2": "Pakistani",
        "A3": "Bangladeshi",
        "A9": "any other Asian background",
        "B1": "Black Caribbean",
        "B2": "Black African",
        "B9": "any other Black background",
        "O1": "Chinese",
        "O9": "any other ethnic group",
        "NS": "not stated",
    },
)

DISABILITY = listed(
    "disability",
    "Children in Need census",
    {
        "NONE": "no disability",
        "MOB": "mobility",
        "HAND": "hand function",
        "PC": "personal care",
        "INC": "incontinence",
        "COMM": "communication",
        "LD": "learning",
        "HEAR": "hearing",
        "VIS": "vision",
        "BEH": "behaviour",
        "CON": "consciousness",
        "AUT": "autism or Asperger syndrome",
        "DDA": "other disability under the Equality Act 2010",
    },
)

UPN_UNKNOWN = listed(
    "reason the unique pupil number is unknown",
    "Children in Need census",
    {
        "UN1": "not of school age and has no number yet",
        "UN2": "never attended a maintained school in England",
        "UN3": "educated outside England",
        "UN4": "newly in need, one week or less before the end of the period",
        "UN5": "sources disagree about the name or date of birth",
        "UN6": "not looked after and the council cannot obtain it",
        "UN7": "referral with no further action",
    },
)

RELATIONSHIP = listed(
    "relationship to the first person of the household",
    "csps, after the groups that housing and benefit systems share",
    {
        "SELF": "the first person: tenant, applicant, claimant or main contact",
        "PARTNER": "spouse, civil partner or partner",
        "CHILD": "child or stepchild",
        "PARENT": "parent",
        "SIBLING": "brother or sister",
        "GRANDCHILD": "grandchild",
        "GRANDPARENT": "grandparent",
        "OTHER_RELATIVE": "another relative",
        "NON_RELATIVE": "not related, for example a lodger",
        "UNKNOWN": "not recorded",
    },
)

POLICE_TO_DFE_ETHNICITY: dict[str, str] = {
    "W1": "WBRI", "W2": "WIRI", "W9": "WOTH", "M1": "MWBC", "M2": "MWBA", "M3": "MWAS", "M9": "MOTH", "A1": "AIND",
    "A2": "APKN", "A3": "ABAN", "A9": "AOTH", "B1": "BCRB", "B2": "BAFR", "B9": "BOTH", "O1": "CHNE", "O9": "OOTH",
    "NS": "NOBT",
}  # fmt: skip
"""Our mapping; the police list has no code for Traveller of Irish heritage, Gypsy or Roma, or refused."""

PROTECTED_LISTS: tuple[CodeList, ...] = (SEX, ETHNICITY_DFE, ETHNICITY_POLICE, DISABILITY)
"""Lists whose columns may never be used in a feature."""
