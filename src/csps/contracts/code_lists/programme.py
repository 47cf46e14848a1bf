"""Codes of the family programme itself: needs, problems, stages, outcomes, nominations and restrictions."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed
from csps.contracts.model import CodeList

SUPPORTING_FAMILIES_NEED = listed(
    "Supporting Families need",
    "Supporting Families outcomes framework, 2022; numbering partly from memory: see the data standards",
    {
        "SF1.1": "average school attendance below 90 %",
        "SF1.2": "average school attendance below 50 %",
        "SF1.3": "not able to engage with education: suspension, exclusion, off roll, unsuitable home education",
        "SF1.4": "special educational needs not met",
        "SF2.1": "expectant or new parents who need additional support",
        "SF2.2": "physical health needs of a child up to five not met",
        "SF2.3": "developmental needs of a child up to five not met",
        "SF3.1": "child needs mental health support",
        "SF3.2": "adult needs mental health support",
        "SF3.3": "learning disability, neurodiversity or physical health needs that affect the family",
        "SF4.1": "adult has an alcohol or drug problem",
        "SF4.2": "child has an alcohol or drug problem",
        "SF5.1": "parenting support needed",
        "SF5.2": "harmful conflict between parents",
        "SF5.3": "child violent or abusive at home",
        "SF5.4": "young carer without support",
        "SF6.1": "abuse or neglect in the household, now or earlier",
        "SF6.2": "child goes missing from home",
        "SF6.3": "child at risk of sexual exploitation",
        "SF6.4": "child at risk of criminal exploitation",
        "SF6.5": "child at risk of radicalisation",
        "SF6.6": "child at risk of other harm outside the family",
        "SF7.1": "adult involved in crime or anti-social behaviour in the last 12 months",
        "SF7.2": "young person at risk of crime, gangs or weapons",
        "SF7.3": "young person involved in crime or anti-social behaviour in the last 12 months",
        "SF8.1": "family member experiences or experienced domestic abuse",
        "SF8.2": "family member commits or committed domestic abuse",
        "SF8.3": "child affected by domestic abuse",
        "SF9.1": "in the council's temporary accommodation and at risk of losing it",
        "SF9.2": "housing not suitable, or risk of eviction or homelessness",
        "SF9.3": "young person of 16 or 17 excluded, or at risk of exclusion, from home",
        "SF10.1": "adult out of work",
        "SF10.2": "finances at risk: unmanageable debt or rent arrears",
        "SF10.3": "young person not in education, employment or training",
    },
)

TROUBLED_FAMILIES_PROBLEM = listed(
    "headline problem, 2015 to 2020",
    "DCLG Financial Framework, March 2015",
    {
        "TF1": "parents and children involved in crime or anti-social behaviour",
        "TF2": "children who have not been attending school regularly",
        "TF3": "children who need help",
        "TF4": "adults out of work or at risk of financial exclusion, young people at risk of worklessness",
        "TF5": "families affected by domestic violence and abuse",
        "TF6": "parents and children with a range of health problems",
    },
)

NEED = CodeList(
    "need or headline problem",
    "both rule sets of the programme",
    (*SUPPORTING_FAMILIES_NEED.codes, *TROUBLED_FAMILIES_PROBLEM.codes),
)

RULE_SET = listed(
    "rule set",
    "csps",
    {"TFP2015": "Troubled Families, two of six problems", "SF2022": "Supporting Families, three needs"},
)

PROGRAMME_STAGE = listed(
    "stage of a programme case",
    "csps, after the programme guidance, chapter 5",
    {
        "IDENTIFIED": "identified, not yet approached",
        "CONSENT": "approached, consent sought",
        "ASSESSMENT": "whole-family assessment under way",
        "PLAN": "plan and lead practitioner in place",
        "STEP_DOWN": "stepping down, progress watched",
        "CLOSED": "closed",
    },
)

PROGRAMME_OUTCOME = listed(
    "outcome of a programme case",
    "csps, after the programme guidance",
    {
        "SUSTAINED": "significant and sustained progress on every need",
        "PARTIAL": "progress on some needs",
        "NONE": "no progress on the needs",
        "NOT_JUDGED": "not judged: moved away, withdrew, died, or evidence missing",
    },
)

PROGRAMME_CLOSURE = listed(
    "reason a programme case closed",
    "csps [council to map]",
    {
        "OUTCOMES_MET": "outcomes met",
        "WITHDREW": "family withdrew consent",
        "STEP_UP": "stepped up to statutory social care",
        "MOVED": "moved away",
        "NO_ENGAGEMENT": "no engagement",
        "OTHER": "other",
    },
)

LEAD_SERVICE = listed(
    "service of the lead practitioner",
    "csps [council to map]",
    {
        "EARLY_HELP": "early help",
        "CHILDREN": "children's social care",
        "SCHOOL": "school",
        "HEALTH": "health",
        "YOUTH_JUSTICE": "youth justice",
        "HOUSING": "housing",
        "VOLUNTARY": "voluntary sector",
    },
)

NEED_STATUS = listed(
    "state of a need",
    "csps",
    {"OPEN": "open", "IMPROVED": "improved, not yet sustained", "MET": "sustained outcome", "UNMET": "not met at end"},
)

NOMINATOR = listed(
    "profession of the person who nominates",
    "csps",
    {
        "SCHOOL": "school staff",
        "HEALTH_VISITOR": "health visitor",
        "GP": "general practitioner",
        "SOCIAL_WORKER": "social worker",
        "POLICE": "police officer",
        "HOUSING": "housing officer",
        "YOUTH_WORKER": "youth worker",
        "VOLUNTARY": "voluntary sector",
        "SELF": "the family itself",
    },
)

RESTRICTION_KIND = listed(
    "kind of restriction",
    "csps, from the duties named with each",
    {
        "ADOPTION": "adoption order: identities before and after must not be linked (Adoption and Children Act 2002)",
        "REFUGE": "lives in a refuge: the place stays in the vault",
        "OBJECTION": "objected to processing (UK GDPR Article 21)",
        "RESTRICTED": "processing restricted (UK GDPR Article 18)",
        "OWN_STAFF": "the council's own staff or their family: seen by named people only",
    },
)

STATED_RESTRICTION = listed(
    "kind of stated restriction",
    RESTRICTION_KIND.source,
    {
        **{code.value: code.meaning for code in RESTRICTION_KIND.codes},
        "OVERRIDE": "an objection is overridden for compelling legitimate grounds that somebody put on record (Article 21(1))",
    },
)
