"""What ties people to each other: parents and children, claims, tenancies, applications, cases, accounts.

Every source names units of people. A unit ties those of its members who live at one place, whatever became of it since:
a couple that claimed together and lives together is a couple still. Between people of whom one lives at no known place
only units count that hold on the day. What an agency took back ties nobody from that day on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from csps.contracts.code_lists.stages import FAMILY_EVIDENCE
from csps.families.columns import Codes, Days, Flags, Rows, known_until
from csps.store.known import with_withdrawals

if TYPE_CHECKING:
    from csps.families.people import Index
    from csps.store import Connection

EVIDENCE = FAMILY_EVIDENCE.values  # from the strongest to the weakest
SAME_ADDRESS, OWN_RECORD = EVIDENCE.index("same address"), EVIDENCE.index("own record")
PARENT_AND_CHILD, TOGETHER = EVIDENCE.index("parent and child"), EVIDENCE.index("family in social care")
HEADS = ("SELF", "PARTNER")
CHILDREN = ("CHILD", "GRANDCHILD")
STAYS = {  # table of people who stay in a unit from one day to another -> evidence, unit, these days
    "feeds.housing_tenancy_member": ("tenancy", "tenancy_ref", "start_date", "end_date"),
    "feeds.homelessness_person": ("homelessness application", "case_ref", "joined_date", "left_date"),
    "feeds.programme_member": ("programme", "case_ref", "joined_on", "left_on"),
}


@dataclass(frozen=True, slots=True)
class Bond(Rows):
    """A person in a unit, from one version to the next.

    `evidence` is a position in `EVIDENCE`; `heads` flags those who head the unit, and parents; `is_child` its children.
    """

    evidence: Codes
    unit: Codes
    person: Codes
    heads: Flags
    is_child: Flags
    started_on: Days
    ended_on: Days
    known_on: Days
    known_until: Days


def read_bonds(lake: Connection, index: Index) -> Bond:
    """Read every unit with its members, by unit and person."""
    parts = [part for name, read in _SOURCES.items() if lake.holds(name) for part in read(lake, name)]
    if not parts:
        numbers, days, flags = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), np.zeros(0, bool)
        return Bond(numbers, numbers, numbers, flags, flags, days, days, days, days)
    rows = ibis.union(*parts)
    key = ["evidence", "unit", "record_id", "started_on"]
    once = rows.group_by(*key, "known_on").agg(
        heads=rows.heads.max(),
        is_child=rows.is_child.max(),
        ended_on=rows.ended_on.max(),
        stands=rows.withdrawn_on.isnull().any(),
        withdrawn_on=rows.withdrawn_on.max(),
    )
    versions = once.mutate(known_until=known_until(once, key), heads=once.heads == 1, is_child=once.is_child == 1)
    coded = versions.join(index.link, "record_id").rename(unit_text="unit")
    coded = coded.mutate(unit=ibis.dense_rank().over(order_by=["evidence", "unit_text"]))
    return Bond.of(coded.order_by("unit", "person", "started_on", "known_on", "record_id"))


def _bond(
    table: ibis.Table,
    evidence: str,
    unit: Any,
    *,
    record: Any = None,
    role: Any = None,
    started_on: Any = None,
    ended_on: Any = None,
    known_on: Any = None,
) -> ibis.Table:
    """Give a source's rows in one shape. A relationship of the lists makes heads and children; no role, neither."""
    no_day = ibis.null("date")
    heads = ibis.literal(0) if role is None else ibis.ifelse(role.isin(HEADS), 1, 0)
    child = ibis.literal(0) if role is None else ibis.ifelse(role.isin(CHILDREN), 1, 0)
    known = table.known_on if known_on is None else known_on
    chosen = table.select(
        evidence=ibis.literal(EVIDENCE.index(evidence), "int64"),
        unit=unit,
        record_id=table.record_id if record is None else record,
        heads=heads.cast("int64"),
        is_child=child.cast("int64"),
        started_on=(known if started_on is None else started_on).cast("date"),
        ended_on=(no_day if ended_on is None else ended_on).cast("date"),
        known_on=known,
        withdrawn_on=table.withdrawn_on,
    )
    return chosen.filter(chosen.unit.notnull() & chosen.record_id.notnull())


def _mothers(lake: Connection, name: str) -> list[ibis.Table]:
    table = with_withdrawals(lake, name)
    return _parents(table, table.moth_childs_person_record_id, "mother ")


def _contacts(lake: Connection, name: str) -> list[ibis.Table]:
    """Give parents who applied for a school, each with the child."""
    table = with_withdrawals(lake, name)
    return _parents(table, table.child_record_id, "contact ")


def _parents(table: ibis.Table, child: Any, name: str) -> list[ibis.Table]:
    """Give the persons of a table as parents, each with the child."""
    unit, ever = ibis.literal(name) + child, ibis.date("1900-01-01")
    return [
        _bond(table, "parent and child", unit, record=record, role=ibis.literal(role), started_on=ever)
        for record, role in ((table.record_id, "SELF"), (child, "CHILD"))
    ]


def _social_care(lake: Connection, name: str) -> list[ibis.Table]:
    family = with_withdrawals(lake, name)
    return [_bond(family, "family in social care", family.fami_family_id)]


def _claims(lake: Connection, name: str) -> list[ibis.Table]:
    claim = with_withdrawals(lake, "feeds.housing_benefit_claim").select(
        "claim_id", "house_id", "from_date", "to_date", "known_on", _withdrawn_on="withdrawn_on"
    )
    member = with_withdrawals(lake, name)
    first = member.group_by("record_id", "claim_id", "house_id", "relationship", "withdrawn_on").agg(
        told_on=member.known_on.min()
    )
    both = first.join(claim, ["claim_id", "house_id"])
    both = both.mutate(withdrawn_on=ibis.least(both.withdrawn_on, both["_withdrawn_on"]))
    known = ibis.greatest(both.known_on, both.told_on)
    return [
        _bond(
            both, "benefit household", both.claim_id + " " + both.house_id, role=both.relationship,
            started_on=both.from_date, ended_on=both.to_date, known_on=known,
        )
    ]  # fmt: skip


def _stays(lake: Connection, name: str) -> list[ibis.Table]:
    evidence, unit, start, end = STAYS[name]
    table = with_withdrawals(lake, name)
    days = {"started_on": table[start], "ended_on": table[end]}
    return [_bond(table, evidence, table[unit], role=table.relationship, **days)]


def _accounts(lake: Connection, name: str) -> list[ibis.Table]:
    account = with_withdrawals(lake, name)
    return [_bond(account, "council tax", account.account_ref, role=ibis.literal("SELF"))]


def _liable(lake: Connection, name: str) -> list[ibis.Table]:
    person = with_withdrawals(lake, name)
    liable = ibis.ifelse(person.liability == "1", "PARTNER", "UNKNOWN")
    return [_bond(person, "council tax", person.account_ref, role=liable)]


_SOURCES = {  # table that names the people of units -> what reads it
    "feeds.ssd_mother": _mothers,
    "feeds.school_admission_contact": _contacts,
    "feeds.ssd_family": _social_care,
    "feeds.housing_benefit_member": _claims,
    **dict.fromkeys(STAYS, _stays),
    "feeds.council_tax_account": _accounts,
    "feeds.council_tax_person": _liable,
}
