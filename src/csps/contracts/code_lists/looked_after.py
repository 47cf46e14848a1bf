"""Codes of the SSDA903 return: legal status, episodes, placements and why care ended."""

from __future__ import annotations

from csps.contracts.code_lists.listing import listed

_SSDA903 = "SSDA903 return on children looked after"

LEGAL_STATUS = listed(
    "legal status",
    _SSDA903,
    {
        "C1": "interim care order",
        "C2": "full care order",
        "D1": "freeing order (obsolete)",
        "E1": "placement order",
        "V2": "single period of accommodation under section 20",
        "V3": "series of short breaks, recorded by episode",
        "V4": "series of short breaks, recorded by agreement",
        "L1": "police protection",
        "L2": "emergency protection order",
        "L3": "child assessment order",
        "J1": "remanded to the council's accommodation or youth detention",
        "J2": "placed under the Police and Criminal Evidence Act",
        "J3": "youth rehabilitation order with residence requirement",
    },
)

EPISODE_REASON = listed(
    "reason for a new episode",
    _SSDA903,
    {
        "S": "started to be looked after",
        "L": "change of legal status",
        "P": "change of placement, same carer",
        "T": "change of placement and carer",
        "B": "change of legal status and placement, same carer",
        "U": "change of legal status, placement and carer",
    },
)

PLACEMENT = listed(
    "placement",
    _SSDA903,
    {
        "A3": "placed for adoption with consent, with the current foster carer",
        "A4": "placed for adoption with consent, not with the current foster carer",
        "A5": "placed for adoption under a placement order, with the current foster carer",
        "A6": "placed for adoption under a placement order, not with the current foster carer",
        "H5": "semi-independent living",
        "K1": "secure children's home",
        "K2": "children's home",
        "P1": "with own parents",
        "P2": "independent living",
        "P3": "residential employment",
        "R1": "residential care home",
        "R2": "health establishment",
        "R3": "family centre or mother and baby unit",
        "R5": "young offender institution or prison",
        "S1": "residential school",
        "T0": "temporary move of any kind",
        "T1": "temporary stay in hospital",
        "T2": "temporary absence on holiday",
        "T3": "temporary accommodation while the carer is on holiday",
        "T4": "temporary accommodation of seven days or less",
        "U1": "foster placement with relative or friend, long term",
        "U2": "foster placement with relative or friend who is an approved adopter",
        "U3": "foster placement with relative or friend, not long term",
        "U4": "foster placement with another carer, long term",
        "U5": "foster placement with another carer who is an approved adopter",
        "U6": "foster placement with another carer, not long term",
        "Z1": "other placement",
    },
)

CEASED_REASON = listed(
    "reason an episode ceased",
    _SSDA903,
    {
        "X1": "a new episode began on the same day",
        "E2": "died",
        "E3": "care taken over by another council in the United Kingdom",
        "E4A": "returned to a person with parental responsibility, planned",
        "E4B": "returned to a person with parental responsibility, not planned",
        "E5": "moved into independent living with support",
        "E6": "moved into independent living without support",
        "E7": "transferred to adult social care",
        "E8": "any other reason",
        "E9": "sentenced to custody",
        "E11": "adopted, application unopposed",
        "E12": "adopted, consent dispensed with by the court",
        "E13": "left care to live with a person without parental responsibility",
        "E14": "accommodation on remand ended",
        "E15": "age assessment found the person to be 18 or over",
        "E16": "moved abroad",
        "E17": "turned 18 and stays with the carers",
        "E41": "child arrangements order granted",
        "E45": "special guardianship order to former foster carers who are relatives",
        "E46": "special guardianship order to former foster carers who are not relatives",
        "E47": "special guardianship order to other carers who are relatives",
        "E48": "special guardianship order to other carers who are not relatives",
    },
)
