"""Codes of tenancies, homelessness, council tax, benefits and debt."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

_HCLIC = "H-CLIC homelessness collection, grouped"

TENURE = listed(
    "tenure",
    "Single Housing Benefit Extract, grouped",
    {
        "LA": "council tenant",
        "RSL": "tenant of a housing association",
        "PRIVATE": "private tenant",
        "TEMPORARY": "temporary accommodation",
        "OWNER": "owner",
        "OTHER": "other",
    },
)

HOUSING_ARREARS_STAGE = listed(
    "stage of rent arrears",
    "Pre-action protocol for possession claims by social landlords, grouped",
    {
        "NONE": "no action",
        "REMINDER": "reminder",
        "AGREEMENT": "repayment agreement",
        "NOSP": "notice of seeking possession or notice to quit",
        "COURT": "possession claim in court",
        "POSSESSION": "possession order, postponed or outright",
        "WARRANT": "warrant of eviction",
        "EVICTED": "evicted",
    },
)

COUNCIL_TAX_ARREARS_STAGE = listed(
    "stage of council tax arrears",
    "Council Tax (Administration and Enforcement) Regulations 1992",
    {
        "NONE": "no action",
        "REMINDER": "reminder",
        "FINAL": "final notice",
        "SUMMONS": "summons",
        "LIABILITY_ORDER": "liability order",
        "ENFORCEMENT": "enforcement agent or attachment of earnings",
        "COMMITTAL": "committal, bankruptcy or charging order",
    },
)

COUNCIL_TAX_LIABILITY = listed(
    "liability for council tax",
    "Academy council tax system",
    {
        "0": "not liable",
        "1": "joint and several",
        "2": "freeholder",
        "3": "leaseholder",
        "4": "tenant",
        "5": "licensee",
        "6": "resident",
        "7": "owner",
        "8": "assumed",
        "9": "void",
        "10": "other",
        "11": "suspense",
        "12": "council tax payer",
    },
)

COUNCIL_TAX_BAND = listed(
    "council tax band",
    "Local Government Finance Act 1992, section 5",
    {letter: f"band {letter}" for letter in "ABCDEFGH"},
)

HOMELESSNESS_STAGE = listed(
    "stage of a homelessness application",
    _HCLIC,
    {
        "ASSESSMENT": "assessment",
        "PREVENTION": "prevention duty",
        "RELIEF": "relief duty",
        "MAIN": "main duty",
        "CLOSED": "closed",
    },
)

HOMELESSNESS_DUTY_OUTCOME = listed(
    "how a homelessness duty ended",
    _HCLIC,
    {
        "SECURED_EXISTING": "stayed in existing accommodation",
        "SECURED_ALTERNATIVE": "moved to other accommodation for six months or more",
        "HOMELESS": "became homeless",
        "EXPIRED": "56 days elapsed",
        "CONTACT_LOST": "contact lost",
        "WITHDRAWN": "withdrawn or died",
        "REFUSED": "refused an offer or did not co-operate",
        "INTENTIONAL": "found intentionally homeless",
        "NOT_ELIGIBLE": "no longer eligible",
        "OTHER": "other",
    },
)

HOMELESSNESS_REASON = listed(
    "reason for the loss of the last settled home",
    _HCLIC,
    {
        "END_PRIVATE": "end of a private tenancy",
        "END_SOCIAL": "end of a social tenancy",
        "FAMILY": "family no longer willing or able to accommodate",
        "FRIENDS": "friends no longer willing or able to accommodate",
        "DOMESTIC_ABUSE": "domestic abuse",
        "RELATIONSHIP": "relationship ended, not violent",
        "VIOLENCE": "other violence or harassment",
        "ARREARS": "eviction or repossession for arrears",
        "INSTITUTION": "left an institution",
        "ASYLUM": "left asylum support accommodation",
        "OVERCROWDED": "property not suitable or overcrowded",
        "OTHER": "other",
    },
)

TEMPORARY_ACCOMMODATION = listed(
    "type of temporary accommodation",
    _HCLIC,
    {
        "BB": "bed and breakfast, including shared annexes",
        "NIGHTLY": "nightly paid, self-contained",
        "HOSTEL": "hostel",
        "REFUGE": "refuge",
        "LA_STOCK": "council or housing association stock",
        "LEASED": "leased from a private owner",
        "OTHER": "other",
    },
)

BENEFIT = listed(
    "benefit",
    "Department for Work and Pensions",
    {
        "UC": "Universal Credit",
        "JSA": "Jobseeker's Allowance",
        "ESA": "Employment and Support Allowance",
        "IS": "Income Support",
        "IB": "Incapacity Benefit",
        "CA": "Carer's Allowance",
        "PIP": "Personal Independence Payment",
        "DLA": "Disability Living Allowance",
        "PC": "Pension Credit",
    },
)

CONDITIONALITY = listed(
    "conditionality regime",
    "Universal Credit statistics: background and methodology",
    {
        "SEARCHING": "searching for work",
        "PLANNING": "planning for work",
        "PREPARING": "preparing for work",
        "WORKING_WITH": "working, with requirements",
        "WORKING_ENOUGH": "working, no requirements",
        "NO_REQUIREMENTS": "no work requirements",
    },
)

HOUSING_SUPPORT_KIND = listed(
    "kind of housing or council tax support",
    "Housing Benefit Regulations 2006; local council tax reduction scheme",
    {"HB": "Housing Benefit", "CTR": "council tax reduction", "BOTH": "both"},
)

CLAIM_STATUS = listed("state of a claim", "csps", {"LIVE": "live", "SUSPENDED": "suspended", "ENDED": "ended"})

DEBT_KIND = listed(
    "kind of debt to the council",
    "csps [council to map]",
    {
        "HB_OVERPAYMENT": "overpaid Housing Benefit",
        "FORMER_TENANT": "former tenant arrears",
        "PARKING": "penalty charge notices",
        "SUNDRY": "sundry debt",
        "SOCIAL_CARE": "charges for adult social care",
        "SCHOOL_MEALS": "school meals",
    },
)

DEBT_STAGE = listed(
    "stage of a debt",
    "csps [council to map]",
    {
        "INVOICED": "invoiced",
        "REMINDER": "reminder",
        "PLAN": "repayment plan",
        "BREATHING_SPACE": "breathing space (Debt Respite Scheme Regulations 2020)",
        "COURT": "court",
        "ENFORCEMENT": "enforcement",
        "PAID": "paid",
        "WRITTEN_OFF": "written off",
    },
)
