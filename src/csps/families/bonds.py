"""What ties people to each other: parents and children, claims, tenancies, applications, cases, accounts.

Every source names units of people. A unit ties those of its members who live at one place, whatever became of it since:
a couple that claimed together and lives together is a couple still. Between people of whom one lives at no known place
only units count that hold on the day. What an agency took back ties nobody from that day on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from csps.contracts.code_lists.stages import FAMILY_EVIDENCE
from csps.families.columns import Codes, Days, Flags, Rows, known_until
from csps.store.known import with_withdrawals

if TYPE_CHECKING:
    from csps.families.people import Index
    from csps.store import Connection

EVIDENCE = FAMILY_EVIDENCE.values  # from the strongest to the weakest
SAME_ADDRESS, OWN_RECORD = EVIDENCE.index("same address"), EVIDENCE.index("own record")
PARENT_AND_CHILD = EVIDENCE.index("parent and child")
HEADS = ("SELF", "PARTNER")
CHILDREN = ("CHILD", "GRANDCHILD")


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
    rows = ibis.union(*(source for read in _SOURCES for source in read(lake)))
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


def _parents(lake: Connection) -> list[ibis.Table]:
    """Give mothers, and parents who applied for a school, each with the child."""
    mother = with_withdrawals(lake, "feeds.ssd_mother")
    contact = with_withdrawals(lake, "feeds.school_admission_contact")
    rows = []
    for table, child, name in (
        (mother, mother.moth_childs_person_record_id, "mother "),
        (contact, contact.child_record_id, "contact "),
    ):
        unit = ibis.literal(name) + child
        for record, role in ((table.record_id, "SELF"), (child, "CHILD")):
            rows.append(
                _bond(
                    table,
                    "parent and child",
                    unit,
                    record=record,
                    role=ibis.literal(role),
                    started_on=ibis.date("1900-01-01"),
                )
            )
    return rows


def _social_care(lake: Connection) -> list[ibis.Table]:
    family = with_withdrawals(lake, "feeds.ssd_family")
    return [_bond(family, "family in social care", family.fami_family_id)]


def _claims(lake: Connection) -> list[ibis.Table]:
    claim = with_withdrawals(lake, "feeds.housing_benefit_claim").select(
        "claim_id", "house_id", "from_date", "to_date", "known_on", _withdrawn_on="withdrawn_on"
    )
    member = with_withdrawals(lake, "feeds.housing_benefit_member")
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


def _homes(lake: Connection) -> list[ibis.Table]:
    tenant = with_withdrawals(lake, "feeds.housing_tenancy_member")
    applicant = with_withdrawals(lake, "feeds.homelessness_person")
    member = with_withdrawals(lake, "feeds.programme_member")
    return [
        _bond(tenant, "tenancy", tenant.tenancy_ref, role=tenant.relationship, started_on=tenant.start_date,
              ended_on=tenant.end_date),
        _bond(applicant, "homelessness application", applicant.case_ref, role=applicant.relationship,
              started_on=applicant.joined_date, ended_on=applicant.left_date),
        _bond(member, "programme", member.case_ref, role=member.relationship, started_on=member.joined_on,
              ended_on=member.left_on),
    ]  # fmt: skip


def _accounts(lake: Connection) -> list[ibis.Table]:
    account = with_withdrawals(lake, "feeds.council_tax_account")
    person = with_withdrawals(lake, "feeds.council_tax_person")
    liable = ibis.ifelse(person.liability == "1", "PARTNER", "UNKNOWN")
    return [
        _bond(account, "council tax", account.account_ref, role=ibis.literal("SELF")),
        _bond(person, "council tax", person.account_ref, role=liable),
    ]


_SOURCES = (_parents, _social_care, _claims, _homes, _accounts)
