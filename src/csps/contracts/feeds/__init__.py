"""What each agency delivers, one module per agency.

A delivery carries no `known_on`: that is the extraction date of its file. Tables that register people carry the
identities that the agency really holds; tables of events refer to them by the agency's own reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.feeds import (
    adult_social_care,
    childrens_social_care_front_door,
    childrens_social_care_looked_after,
    childrens_social_care_people,
    childrens_social_care_proceedings,
    childrens_social_care_protection,
    council_tax,
    debt,
    domestic_abuse,
    education,
    employment,
    health,
    homelessness,
    housing,
    housing_benefit,
    multi_agency,
    neet,
    nominations,
    police,
    probation,
    programme,
    restrictions,
    termly_attendance,
    youth_justice,
)

if TYPE_CHECKING:
    from csps.contracts.model import Table

FEED_TABLES: tuple[Table, ...] = (
    *childrens_social_care_people.TABLES,
    *childrens_social_care_front_door.TABLES,
    *childrens_social_care_protection.TABLES,
    *childrens_social_care_looked_after.TABLES,
    *childrens_social_care_proceedings.TABLES,
    *multi_agency.TABLES,
    *adult_social_care.TABLES,
    *housing.TABLES,
    *homelessness.TABLES,
    *domestic_abuse.TABLES,
    *debt.TABLES,
    *council_tax.TABLES,
    *housing_benefit.TABLES,
    *education.TABLES,
    *termly_attendance.TABLES,
    *neet.TABLES,
    *youth_justice.TABLES,
    *police.TABLES,
    *probation.TABLES,
    *employment.TABLES,
    *health.TABLES,
    *nominations.TABLES,
    *restrictions.TABLES,
    *programme.TABLES,
)
"""Every table an agency delivers, in the order in which they are taken in."""
