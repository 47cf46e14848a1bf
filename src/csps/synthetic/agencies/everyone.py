"""Every agency that watches the borough, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.feeds import (
    FEED_TABLES,
    childrens_social_care_looked_after,
    childrens_social_care_proceedings,
    multi_agency,
    termly_attendance,
)
from csps.synthetic.agencies.adult_social_care import watch_adult_social_care
from csps.synthetic.agencies.antisocial_behaviour import watch_antisocial_behaviour
from csps.synthetic.agencies.childrens_social_care.office import watch_childrens_social_care
from csps.synthetic.agencies.council_tax import watch_council_tax
from csps.synthetic.agencies.debt import watch_debt
from csps.synthetic.agencies.domestic_abuse import watch_domestic_abuse
from csps.synthetic.agencies.education.run import watch_education
from csps.synthetic.agencies.employment import watch_employment
from csps.synthetic.agencies.health import watch_health
from csps.synthetic.agencies.homelessness import watch_homelessness
from csps.synthetic.agencies.housing import watch_housing
from csps.synthetic.agencies.housing_benefit import watch_housing_benefit
from csps.synthetic.agencies.neet import watch_neet
from csps.synthetic.agencies.nominations import watch_nominations
from csps.synthetic.agencies.police import watch_police
from csps.synthetic.agencies.probation import watch_probation
from csps.synthetic.agencies.programme import watch_programme
from csps.synthetic.agencies.restrictions import watch_restrictions
from csps.synthetic.agencies.youth_justice import watch_youth_justice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from csps.synthetic.agencies.batch import Batch, Stream
    from csps.synthetic.agencies.watch import Watch

WATCHERS: tuple[Callable[[Watch], Iterable[Batch | Stream]], ...] = (
    watch_childrens_social_care,
    watch_education,
    watch_neet,
    watch_health,
    watch_adult_social_care,
    watch_police,
    watch_antisocial_behaviour,
    watch_domestic_abuse,
    watch_youth_justice,
    watch_probation,
    watch_housing,
    watch_homelessness,
    watch_council_tax,
    watch_housing_benefit,
    watch_employment,
    watch_debt,
    watch_nominations,
    watch_programme,
    watch_restrictions,
)

ONLY_IN_RETURNS = frozenset(
    declared.name
    for module in (
        childrens_social_care_looked_after,
        childrens_social_care_proceedings,
        multi_agency,
        termly_attendance,
    )
    for declared in module.TABLES
)
"""Tables for what statutory returns and other systems' extracts hold; this borough's agencies deliver none of them."""

WATCHED = tuple(declared.name for declared in FEED_TABLES if declared.name not in ONLY_IN_RETURNS)
"""Tables that the agencies deliver between them, each by one of them."""
