"""What the registers of persons say beyond a name: who stands beside whom, and who must be grown up.

A register is a table of `feeds` that says who somebody is. Council tax and school admissions hold no date of birth;
there the company somebody is in, and what an office would never write about a child, take its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_name
from csps.contracts.model import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = frozenset({Identity.FORENAME, Identity.SURNAME, Identity.FULL_NAME})
# Register -> columns of the lake that name a unit of people who live or are dealt with together.
UNITS: Mapping[str, tuple[str, ...]] = {
    "feeds.council_tax_account": ("account_ref",),
    "feeds.council_tax_person": ("account_ref",),
    "feeds.housing_benefit_member": ("claim_id",),
    "feeds.housing_tenancy_member": ("tenancy_ref",),
    "feeds.homelessness_person": ("case_ref",),
    "feeds.programme_member": ("case_ref",),
    "feeds.marac_case": ("case_ref",),
}
# Registers whose units are the same: the lead of a council tax account and the other people on it.
UNIT_KINDS: Mapping[str, str] = {"feeds.council_tax_person": "feeds.council_tax_account"}
# Nobody younger, in years, is liable for council tax (Local Government Finance Act 1992, section 6(5)) or listed as a
# second adult; the office hears of people late, so the age is taken on the day it did.
GROWN_UP: Mapping[str, int] = {"feeds.council_tax_account": 18, "feeds.council_tax_person": 18}
PARENT_YEARS = 13
"""A parent or carer named in an application for a school is at least so much older than the child."""


def registers() -> tuple[str, ...]:
    """Name the delivered tables that say who somebody is: with a reference of their own and a name.

    >>> "feeds.ssd_person" in registers(), "feeds.ssd_address" in registers()
    (True, False)
    """
    return tuple(
        name
        for name, table in delivered_tables().items()
        if table.person is not None and any(column.identity in NAMES for column in table.columns)
    )


def unit_columns(register: str) -> tuple[str, ...]:
    """Give the columns of the lake that name the unit of a register's people; none where there are no units."""
    return tuple(lake_name(delivered_tables()[register], column) for column in UNITS.get(register, ()))
