"""How councils call the headings of SSDA903 when they write them out: what their case system prints, or a spreadsheet's owner.

A spelling counts only in the modules that have its heading; how words are parted and written does not matter.
"""

from __future__ import annotations

_BY_HEADING = {
    "CHILD": (
        "Child ID", "Child Unique ID", "Child Unique Identifier", "Child's Unique ID", "Child Identifier", "Child Number",
        "Child No", "Child Ref", "Child Reference", "Child LA ID", "LA Child ID", "Unique Child ID", "Unique Child Identifier",
        "Individual Child Unique Identifier", "Child Code",
    ),
    "DOB": ("Date of Birth", "Birth Date", "Child DOB", "Child Date of Birth", "Child's Date of Birth"),
    "SEX": ("Gender", "Sex Code", "Gender Code"),
    "ETHNIC": ("Ethnicity", "Ethnic Origin", "Ethnic Code", "Ethnicity Code", "Ethnic Group"),
    "UPN": ("Unique Pupil Number",),
    "MOTHER": ("Is Mother", "Child is Mother", "Mother Flag", "Motherhood Status", "Is the Child a Mother"),
    "MC_DOB": ("Mother Child DOB", "Mother's Child DOB", "Mother Child Date of Birth", "Mothers Child Date of Birth"),
    "DECOM": (
        "Date Episode Commenced", "Episode Start Date", "Episode Start", "Episode Commenced", "Date of Episode Start",
        "Start Date of Episode",
    ),
    "RNE": ("Reason for New Episode", "Reason New Episode", "New Episode Reason", "Reason Episode Started"),
    "LS": ("Legal Status", "Legal Status Code"),
    "CIN": ("Category of Need", "Category of Need Code", "Need Category", "CIN Category", "CIN Code", "Primary Need Code"),
    "PLACE": ("Placement", "Placement Type", "Placement Code", "Type of Placement", "Placement Type Code"),
    "PLACE_PROVIDER": ("Placement Provider", "Placement Provider Code", "Provider of Placement"),
    "DEC": ("Date Episode Ceased", "Episode End Date", "Episode End", "Episode Ceased", "End Date of Episode"),
    "REC": ("Reason Episode Ceased", "Reason for Episode Ceasing", "Episode End Reason", "Reason Episode Ended"),
    "REASON_PLACE_CHANGE": (
        "Reason for Placement Change", "Reason Placement Changed", "Placement Change Reason", "Reason for Place Change",
    ),
    "HOME_POST": ("Home Postcode",),
    "PL_POST": ("Placement Postcode", "Postcode of Placement"),
    "URN": ("Ofsted URN", "Placement URN", "URN of Placement"),
    "REVIEW": ("Review Date", "Date of Review"),
    "REVIEW_CODE": ("Participation Code", "Participation Method", "Review Participation", "Participation"),
    "DUC": ("Date UASC Ceased", "UASC End Date", "Date UASC Status Ceased"),
    "SDQ_SCORE": ("Strengths and Difficulties Score",),
    "SDQ_REASON": ("Reason for no SDQ Score", "Reason no SDQ Score"),
    "CONVICTED": ("Convicted in Year", "Conviction"),
    "HEALTH_CHECK": ("Health Checks", "Health Surveillance"),
    "IMMUNISATIONS": ("Immunisations up to Date", "Immunised"),
    "TEETH_CHECK": ("Dental Check", "Dental Checks", "Teeth Checked"),
    "HEALTH_ASSESSMENT": ("Annual Health Assessment",),
    "SUBSTANCE_MISUSE": ("Substance Misuse Problem",),
    "IN_TOUCH": ("LA in Touch", "In Touch Code"),
    "ACTIV": ("Activity", "Main Activity", "Activity Code", "Activity Status"),
    "ACCOM": ("Accommodation", "Accommodation Code", "Accommodation Type", "Type of Accommodation"),
    "DATE_INT": (
        "Date of Decision", "Decision Date", "Date of Decision to Place for Adoption", "Date Decision Placed for Adoption",
    ),
    "DATE_MATCH": ("Date Matched", "Date of Match", "Matching Date", "Match Date"),
    "FOSTER_CARE": ("Foster Carer Adoption", "Adopted by Foster Carer", "Foster Carer"),
    "NB_ADOPTR": ("Number of Adopters", "No of Adopters"),
    "SEX_ADOPTR": ("Sex of Adopters", "Sex of Adopter", "Gender of Adopters", "Gender of Adopter"),
    "LS_ADOPTR": ("Legal Status of Adopters", "Legal Status of Adopter"),
    "DATE_PLACED": ("Date Placed for Adoption",),
    "DATE_PLACED_CEASED": ("Date Placement Ceased", "Date Placed for Adoption Ceased", "Date Placement for Adoption Ceased"),
    "REASON_PLACED_CEASED": (
        "Reason Placement Ceased", "Reason Placed for Adoption Ceased", "Reason Placement for Adoption Ceased",
    ),
    "PREV_PERM": ("Previous Permanence", "Previous Permanence Option", "Previous Permanence Type"),
    "LA_PERM": ("Previous Permanence LA", "LA of Previous Permanence", "Local Authority of Previous Permanence"),
    "DATE_PERM": ("Date of Previous Permanence Order", "Previous Permanence Date", "Date of Previous Permanence"),
    "MISSING": ("Missing or Absent", "Missing Type", "Missing or Away", "Missing or Away Without Authorisation"),
    "MIS_START": ("Missing Start Date", "Missing Start", "Start of Missing Episode", "Missing Episode Start Date"),
    "MIS_END": ("Missing End Date", "Missing End", "End of Missing Episode", "Missing Episode End Date"),
    "SW_ID": ("Social Worker ID", "Social Worker Identifier", "Social Worker Number", "Social Worker Code"),
    "SW_DECOM": ("Social Worker Start Date", "Social Worker Episode Start Date", "Social Worker Start"),
    "SW_DEC": ("Social Worker End Date", "Social Worker Episode End Date", "Social Worker End"),
    "SW_REASON": ("Reason for Change of Social Worker", "Social Worker Change Reason", "Reason Social Worker Changed"),
    "DOLO_START": ("DOLO Start Date", "Deprivation of Liberty Start Date", "Deprivation of Liberty Order Start Date"),
    "DOLO_END": ("DOLO End Date", "Deprivation of Liberty End Date", "Deprivation of Liberty Order End Date"),
}  # fmt: skip
SPELLINGS = {spelling: heading for heading, spellings in _BY_HEADING.items() for spelling in spellings}
"""Spelling -> heading of the return."""
