"""Where records were said to live, from when to when, and since when that was known; and since when it was taken back.

Four registers date their addresses: children's social care, tenancies, council tax occupations and benefit claims. The
others only send the address they hold: it counts from the day on which it was first known until another took its place.
An end that was learnt later is a row of its own with its own `known_on`, so that nobody knows it before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.linkage.registers import registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.linkage.workbench import Workbench

# What linkage reads of the lake besides `known_on` and `withdrawn_on`; on the bench each bears the last part of its name.
LAKE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "feeds.ssd_person": ("record_id",),
    "feeds.ssd_address": ("record_id", "addr_address_start_date", "addr_address_end_date", "delivery", "line"),
    "feeds.ssd_mother": ("record_id", "moth_childs_person_record_id"),
    "feeds.ssd_family": ("record_id", "fami_family_id"),
    "feeds.housing_tenancy_member": ("record_id", "tenancy_ref", "start_date", "end_date", "delivery", "line"),
    "feeds.homelessness_person": ("record_id", "case_ref"),
    "feeds.programme_member": ("record_id", "case_ref"),
    "feeds.marac_case": ("record_id", "case_ref"),
    "feeds.council_tax_account": ("record_id", "account_ref"),
    "feeds.council_tax_person": ("record_id", "account_ref"),
    "feeds.council_tax_property": ("record_id", "property_ref", "delivery", "line"),
    "feeds.council_tax_occupation": ("account_ref", "property_ref", "occupation_date", "vacation_date"),
    "feeds.housing_benefit_claim": ("record_id", "claim_id", "house_id", "from_date", "to_date"),
    "feeds.housing_benefit_member": ("record_id", "claim_id", "house_id"),
    "feeds.school_admission_contact": ("record_id", "child_record_id"),
    "feeds.restriction": (
        "record_id",
        "restriction_ref",
        "kind",
        "about_table",
        "start_date",
        "end_date",
        "delivery",
        "line",
    ),
    "privacy.stated_restriction": ("record_id", "kind", "started_on", "ended_on"),
}
DATED = ("feeds.housing_tenancy_member",)

NOT_LOCATED = """
    SELECT NULL::VARCHAR AS record_id, NULL::VARCHAR AS register, NULL::DATE AS known_on, NULL::VARCHAR AS delivery,
           NULL::BIGINT AS line, NULL::UBIGINT AS address WHERE false
"""
ADDRESSED = """
    FROM (FROM addressed_was ANTI JOIN touched USING (record_id)) UNION ALL BY NAME
    SELECT record_id, table_name AS register, known_on, delivery, line, address_of(address_line, postcode, uprn) AS address
    FROM identity WHERE address_line IS NOT NULL OR postcode IS NOT NULL OR uprn IS NOT NULL
"""
# `told` puts the rows of a record in the order in which they came: day, delivery, line.
LOCATED = """
    SELECT register, record_id, known_on, delivery, line, place, code, told_in(known_on, nth, line) AS told
    FROM addressed JOIN place USING (address) JOIN (
        SELECT delivery, row_number() OVER (ORDER BY delivery) AS nth FROM (SELECT DISTINCT delivery FROM addressed)
    ) USING (delivery)
"""
CHILDREN = """
    SELECT spell.record_id, 'feeds.ssd_person' AS register, place, code, addr_address_start_date AS started_on,
           addr_address_end_date AS ended_on, min(spell.known_on) AS known_on, spell.withdrawn_on
    FROM ssd_address AS spell JOIN (
        SELECT record_id, addr_address_start_date, withdrawn_on, arg_max(place, told) AS place,
               arg_max(code, told) AS code
        FROM ssd_address JOIN located USING (record_id, delivery, line)
        WHERE register = 'feeds.ssd_address' GROUP BY 1, 2, 3
    ) AS home USING (record_id, addr_address_start_date)
    WHERE home.withdrawn_on IS NOT DISTINCT FROM spell.withdrawn_on GROUP BY ALL
"""
TENANTS = """
    SELECT spell.record_id, 'feeds.housing_tenancy_member' AS register, place, code, start_date AS started_on,
           end_date AS ended_on, min(spell.known_on) AS known_on, spell.withdrawn_on
    FROM housing_tenancy_member AS spell JOIN (
        SELECT record_id, tenancy_ref, arg_max(place, told) AS place, arg_max(code, told) AS code
        FROM housing_tenancy_member JOIN located USING (record_id, delivery, line)
        WHERE register = 'feeds.housing_tenancy_member' GROUP BY 1, 2
    ) AS home USING (record_id, tenancy_ref) GROUP BY ALL
"""
# Somebody who came onto an account long after it was opened moved in when the office heard of it, as far as it knows.
PAYERS = """
    SELECT person.record_id, person.register, place, code,
           CASE WHEN person.known_on > occupation.first_known + 120 THEN greatest(occupation_date, person.known_on)
                ELSE occupation_date END AS started_on,
           vacation_date AS ended_on, min(greatest(person.known_on, occupation.known_on)) AS known_on,
           least(person.withdrawn_on, occupation.withdrawn_on) AS withdrawn_on
    FROM (SELECT *, min(known_on) OVER (PARTITION BY account_ref, property_ref) AS first_known FROM council_tax_occupation)
         AS occupation
    JOIN (SELECT record_id, account_ref, 'feeds.council_tax_account' AS register, withdrawn_on, min(known_on) AS known_on
          FROM council_tax_account GROUP BY ALL
          UNION ALL SELECT record_id, account_ref, 'feeds.council_tax_person', withdrawn_on, min(known_on)
          FROM council_tax_person GROUP BY ALL) AS person USING (account_ref)
    JOIN (SELECT property_ref, arg_max(place, told) AS place, arg_max(code, told) AS code
          FROM council_tax_property JOIN located USING (record_id, delivery, line) GROUP BY 1) USING (property_ref)
    WHERE vacation_date IS NULL OR vacation_date >= started_on GROUP BY ALL
"""
CLAIMANTS = """
    SELECT member.record_id, 'feeds.housing_benefit_member' AS register, place, code, from_date AS started_on,
           to_date AS ended_on, min(greatest(member.known_on, claim.known_on)) AS known_on,
           least(member.withdrawn_on, claim.withdrawn_on) AS withdrawn_on
    FROM housing_benefit_claim AS claim
    JOIN (SELECT record_id, claim_id, house_id, withdrawn_on, min(known_on) AS known_on FROM housing_benefit_member GROUP BY ALL)
         AS member USING (claim_id, house_id)
    JOIN (SELECT record_id, arg_max(place, told) AS place, arg_max(code, told) AS code FROM located
          WHERE register = 'feeds.housing_benefit_claim' GROUP BY 1) AS home ON home.record_id = claim.record_id
    GROUP BY ALL
"""
# Runs of one address in the order in which a register told it.
OTHERS = """
    WITH told AS (
        SELECT *, coalesce(place, code) IS DISTINCT FROM lag(coalesce(place, code)) OVER told_in_order AS moved FROM located
        WHERE register IN (SELECT unnest(?)) AND (place IS NOT NULL OR code IS NOT NULL)
        WINDOW told_in_order AS (PARTITION BY record_id ORDER BY told)
    ), run AS (
        SELECT record_id, register, place, code, known_on AS started_on,
               lead(known_on) OVER (PARTITION BY record_id ORDER BY told) AS left_on
        FROM told WHERE moved
    )
    SELECT record_id, register, place, code, started_on, NULL::DATE AS ended_on, started_on AS known_on, NULL::DATE AS withdrawn_on
    FROM run
    WHERE left_on IS NULL OR left_on > started_on
    UNION ALL SELECT record_id, register, place, code, started_on, left_on - 1, left_on, NULL FROM run WHERE left_on > started_on
"""
STAYS = "SELECT * FROM ({}) WHERE started_on IS NOT NULL AND (ended_on IS NULL OR ended_on >= started_on)"


def find_stays(bench: Workbench) -> None:
    """Make the table `stay` from `identity`, last week's `addressed_was`, `place` and the lake's tables.

    Its columns: record_id, register, place, code (the postcode), started_on, ended_on, known_on, withdrawn_on. A place that somebody is
    known to have left has a row from before that was known, and one from after.
    """
    bench.make("addressed", ADDRESSED)
    bench.make("located", LOCATED)
    bench.clear("addressed_was")
    bench.make("stay", STAYS.format(CHILDREN))
    for question in (TENANTS, PAYERS, CLAIMANTS):
        bench.add("stay", STAYS.format(question))
    others = [name for name in registers() if name not in DATED]
    bench.add("stay", STAYS.format(OTHERS), [others])
