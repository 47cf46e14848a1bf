"""Everything that children's social care delivers, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.synthetic.agencies.childrens_social_care import (
    assessments,
    care,
    front_door,
    homes,
    kin,
    missing,
    persons,
    protection,
    referrals,
)
from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Batch
    from csps.synthetic.agencies.watch import Watch


def watch_childrens_social_care(watch: Watch) -> list[Batch]:
    """Give every table of the agency: people first, then the path from contact to care."""
    caseload = Caseload(watch)
    mothers, mother_since = kin.mothers(caseload)
    return [
        *persons.persons(caseload, mother_since),
        *homes.homes(caseload),
        *kin.families(caseload),
        *mothers,
        *persons.linked_identifiers(caseload),
        *persons.disabilities(caseload),
        *front_door.contacts(caseload),
        *front_door.early_help(caseload),
        *referrals.referrals(caseload),
        *assessments.assessments(caseload),
        *referrals.plans(caseload),
        *protection.protection(caseload),
        *care.looked_after(caseload),
        *missing.missing(caseload),
    ]
