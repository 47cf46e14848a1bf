"""Which dwelling an address means: one key for all its spellings, so that offices with and without a UPRN meet.

A property number is taken as it stands. Without one, the numbers in an address tell the dwellings of a postcode apart:
"Flat 14A, Heron House, 20 Larkmere Road" and "20 Larkmere Rd, Flat 14A" have the same, flat 14C has others. If all
addresses that were ever sent with a property number and have these numbers have one and the same, that is the dwelling.
If not, the flat alone may do. Else postcode and numbers are the key themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.linkage.workbench import Workbench

NO_ADDRESSES = """
    SELECT NULL::UBIGINT AS address, NULL::VARCHAR AS property, NULL::VARCHAR AS code, NULL::VARCHAR AS numbers,
           NULL::VARCHAR AS flat, NULL::VARCHAR AS line WHERE false
"""
WRITTEN = """
    SELECT DISTINCT address_of(address_line, postcode, uprn) AS address, coalesce(address_line, '') AS address_line,
           coalesce(postcode, '') AS postcode, coalesce(uprn, '') AS uprn
    FROM identity WHERE address_line IS NOT NULL OR postcode IS NOT NULL OR uprn IS NOT NULL
"""
READ = """
    FROM address_was UNION ALL
    SELECT address, nullif(ltrim(compact(uprn), '0'), '') AS property, compact(postcode) AS code,
           numbers_of(address_line) AS numbers, flat_of(address_line) AS flat,
           coalesce(numbers_of(address_line), folded(address_line)) AS line
    FROM written ANTI JOIN address_was USING (address)
"""
ALIKE = """
    SELECT code, {mark}, min(property) AS property FROM address
    WHERE property IS NOT NULL AND code IS NOT NULL AND {mark} IS NOT NULL
    GROUP BY code, {mark} HAVING count(DISTINCT property) = 1
"""
PLACE = """
    SELECT address, code,
           coalesce('uprn ' || address.property, 'uprn ' || by_numbers.property, 'uprn ' || by_flat.property,
                    'line ' || code || ' ' || line) AS place
    FROM address LEFT JOIN by_numbers USING (code, numbers) LEFT JOIN by_flat USING (code, flat)
"""


def find_places(bench: Workbench) -> None:
    """Make the tables `address` and `place` from `identity` and last week's `address_was`.

    `address` has a row for each spelling ever sent, under its key (see the macro `address_of`), with what was read in it.
    `place` gives each the postcode without blanks as `code`, and `place`, missing where it is no more than a postcode.
    """
    bench.make("written", WRITTEN)
    bench.make("address", READ)
    for name, mark in (("by_numbers", "numbers"), ("by_flat", "flat")):
        bench.make(name, ALIKE.format(mark=mark))
    bench.make("place", PLACE)
    bench.clear("written", "address_was", "by_numbers", "by_flat")
