"""How long each agency's rows are kept, and the schedule or law that says so.

"[council to confirm]" marks a period that the law leaves to the council or to an agreement with the agency.
"""

from __future__ import annotations

from csps.contracts.model import Retention

LOOKED_AFTER = Retention(
    75,
    "birth of the child",
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50; "
    "15 years after death where the child died before 18",
)
CHILD_IN_NEED = Retention(
    25, "birth of the child", "Information and Records Management Society; Limitation Act 1980 [council to confirm]"
)
EARLY_HELP = Retention(6, "the end of the episode", "Limitation Act 1980 [council to confirm]")
CONTACT_ONLY = Retention(6, "the contact", "Limitation Act 1980 [council to confirm]")
CARE_RECORD = Retention(
    8, "the client was last seen", "NHS Records Management Code of Practice 2021, adult social care records"
)
INVOLVEMENT = Retention(
    6,
    "the latest day on which the service knew the person",
    "Limitation Act 1980; agreement between the agencies [council to confirm]",
)
HEALTH_RECORD = Retention(
    8, "the end of the flag", "NHS Records Management Code of Practice 2021; to the 25th birthday for a child"
)
TENANCY = Retention(6, "the end of the tenancy", "Limitation Act 1980")
HOMELESSNESS = Retention(6, "closure of the application", "Limitation Act 1980 [council to confirm]")
COUNCIL_TAX = Retention(
    6,
    "the end of the financial year, once the account is closed and paid",
    "Council Tax (Administration and Enforcement) Regulations 1992, regulation 34; Limitation Act 1980",
)
HOUSING_BENEFIT = Retention(6, "the end of the claim", "Limitation Act 1980 [council to confirm]")
DEBT = Retention(6, "the debt is paid or written off", "Limitation Act 1980")
PUPIL_RECORD = Retention(
    25, "birth of the pupil", "Information Management Toolkit for Schools (IRMS); Limitation Act 1980"
)
ATTENDANCE = Retention(
    6, "the entry in the register", "School Attendance (Pupil Registration) (England) Regulations 2024"
)
SEN_RECORD = Retention(31, "birth of the pupil", "Information Management Toolkit for Schools (IRMS)")
ADMISSION = Retention(1, "resolution of the admission", "Information Management Toolkit for Schools (IRMS)")
YOUNG_PERSON = Retention(
    25, "birth of the young person", "Education and Skills Act 2008, section 68 duty [council to confirm]"
)
YOUTH_JUSTICE = Retention(
    25, "birth of the young person", "Youth Justice Board data recording requirements [council to confirm]"
)
POLICE = Retention(
    6,
    "the incident",
    "Police Information and Records Management Code of Practice 2023 (before: Management of Police Information), "
    "group 3 [council to confirm with the force]",
)
MARAC = Retention(6, "the last meeting about the case", "MARAC information sharing agreement [council to confirm]")
PROBATION = Retention(
    6, "the end of the order or sentence", "HM Prison and Probation Service records schedule [council to confirm]"
)
WELFARE = Retention(
    6, "the end of the spell", "agreement with the Department for Work and Pensions [council to confirm]"
)
PROGRAMME = Retention(6, "closure of the case", "Limitation Act 1980; programme audit [council to confirm]")
NOMINATION = Retention(6, "the nomination", "Limitation Act 1980 [council to confirm]")
RESTRICTION = Retention(
    100,
    "the restriction began",
    "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, regulation 6: "
    "a restriction must outlive whatever it protects",
)
COMPUTED_WEEK = Retention(
    6, "the week it was computed for", "Limitation Act 1980; programme audit [council to confirm]"
)
MODEL_EVIDENCE = Retention(6, "the model was last used", "Limitation Act 1980; programme audit [council to confirm]")
DELIVERY_LEDGER = Retention(6, "the delivery", "programme audit [council to confirm]")
