"""In whose company a record stands: the names beside it on an account, claim, tenancy, case or application.

Two records of one name without dates of birth are of one person if both stand beside the same wife or the same child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.linkage.registers import GROWN_UP, PARENT_YEARS, UNIT_KINDS, UNITS

if TYPE_CHECKING:
    from csps.linkage.workbench import Workbench

LARGEST_UNIT = 12  # whoever stands beside more people than that stands in nobody's company
CROWD = 25  # names at one property number, from which on it tells people apart no better than a postcode
OF_UNIT = "SELECT DISTINCT '{kind} ' || {columns} AS unit, record_id FROM {table} WHERE {columns} IS NOT NULL"
FURTHER_UNITS = (
    "SELECT DISTINCT 'child ' || child_record_id AS unit, record_id FROM school_admission_contact",
    "SELECT DISTINCT 'child ' || child_record_id AS unit, child_record_id FROM school_admission_contact",
    "SELECT DISTINCT 'mother ' || record_id AS unit, record_id FROM ssd_mother",
    "SELECT DISTINCT 'mother ' || record_id AS unit, moth_childs_person_record_id FROM ssd_mother",
    "SELECT DISTINCT 'family ' || fami_family_id AS unit, record_id FROM ssd_family",
)
MEMBERS = """
    SELECT DISTINCT unit, record FROM unit JOIN record USING (record_id)
    QUALIFY count(*) OVER (PARTITION BY unit) BETWEEN 2 AND ?
"""
COMPANY = """
    SELECT mine.record, list(DISTINCT other.forename || ' ' || other.surname ORDER BY other.forename || ' ' || other.surname)
           AS company
    FROM member AS mine JOIN member AS theirs USING (unit)
    JOIN record AS me ON me.record = mine.record JOIN record AS other ON other.record = theirs.record
    WHERE mine.record <> theirs.record AND other.forename IS NOT NULL AND other.surname IS NOT NULL
          AND (other.forename, other.surname) IS DISTINCT FROM (me.forename, me.surname)
    GROUP BY mine.record
"""
# The latest day on which somebody can have been born whom the register holds.
BORN_BY = """
    SELECT record, first_known - to_years(?) AS born_by FROM record WHERE register IN (SELECT unnest(?))
    UNION ALL SELECT parent.record, min(child.born) - to_years(?) FROM school_admission_contact
    JOIN record AS parent USING (record_id) JOIN record AS child ON child.record_id = child_record_id GROUP BY 1
"""
# Where each record lived, each place and postcode once, as numbers: there are millions of stays, and most records
# have one.
LIVED_AT = """
    SELECT DISTINCT record, dwelling, area FROM stay JOIN record USING (record_id)
    LEFT JOIN dwelling ON dwelling.place = stay.place LEFT JOIN area ON area.code = stay.code WHERE withdrawn_on IS NULL
"""
DWELLINGS = """
    SELECT place, row_number() OVER (ORDER BY place) AS dwelling FROM (SELECT DISTINCT place FROM stay WHERE place IS NOT NULL)
"""
AREAS = "SELECT code, row_number() OVER (ORDER BY code) AS area FROM (SELECT DISTINCT code FROM stay WHERE code IS NOT NULL)"
CROWDED = """
    SELECT dwelling FROM (SELECT DISTINCT dwelling, forename || ' ' || surname AS called FROM lived_at JOIN record USING (record))
    WHERE dwelling IS NOT NULL AND called IS NOT NULL GROUP BY dwelling HAVING count(*) > ?
"""
HOMES = """
    WITH told AS (
        SELECT record, place, code FROM lived_at LEFT JOIN (FROM dwelling ANTI JOIN crowd USING (dwelling)) AS home USING (dwelling)
        LEFT JOIN area USING (area)
    ), many AS (SELECT record FROM lived_at GROUP BY record HAVING count(*) > 1)
    SELECT record, CASE WHEN place IS NOT NULL THEN [place] END AS places, CASE WHEN code IS NOT NULL THEN [code] END AS codes
    FROM told ANTI JOIN many USING (record)
    UNION ALL
    SELECT record, list(DISTINCT place ORDER BY place) FILTER (place IS NOT NULL),
           list(DISTINCT code ORDER BY code) FILTER (code IS NOT NULL)
    FROM told SEMI JOIN many USING (record) GROUP BY record
"""


def find_company(bench: Workbench) -> None:
    """Make the tables `member` (unit, record), `company`, `born_by` and `home` (each by record) from `record` and `stay`."""
    questions = list(FURTHER_UNITS)
    for register, columns in UNITS.items():
        kind = UNIT_KINDS.get(register, register)
        questions.append(OF_UNIT.format(kind=kind, columns=columns[0], table=register.partition(".")[2]))
    bench.make("unit", " UNION ".join(questions))
    bench.make("member", MEMBERS, [LARGEST_UNIT])
    bench.make("company", COMPANY)
    (years,) = set(GROWN_UP.values())
    bench.make("born_by", BORN_BY, [years, list(GROWN_UP), PARENT_YEARS])
    for name, question in (("dwelling", DWELLINGS), ("area", AREAS), ("lived_at", LIVED_AT)):
        bench.make(name, question)
    bench.make("crowd", CROWDED, [CROWD])
    bench.make("home", HOMES)
    bench.clear("unit", "crowd", "dwelling", "area", "lived_at")
