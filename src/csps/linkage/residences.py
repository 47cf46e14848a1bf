"""Where persons lived, without a name or an address: places and areas under pseudonyms.

No stay at a refuge leaves the vault, whichever register told it. A refuge may be written in a way in which it is not known
again; therefore no stay leaves it either that somebody began anywhere while they were in a refuge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.keys import PseudonymKind
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    from csps.linkage.restrictions import Pseudonyms
    from csps.linkage.workbench import Workbench

SCOPE, AREA = "linkage", "area"  # what the pseudonyms of postcode sectors are made for, so that none is a dwelling's
# Persons and places are numbers until the end: there are millions of rows, and each is looked at several times.
DWELLING = """
    SELECT written, row_number() OVER (ORDER BY written) AS place
    FROM (SELECT DISTINCT place AS written FROM stay WHERE place IS NOT NULL AND place NOT IN (FROM refuge))
"""
LIVED = """
    SELECT who, dwelling.place AS place, stay.register AS register, min(sector(code)) AS sector, started_on, known_on,
           CASE WHEN count(*) = count(ended_on) THEN max(ended_on) END AS ended_on,
           CASE WHEN count(*) = count(withdrawn_on) THEN max(withdrawn_on) END AS withdrawn_on
    FROM stay JOIN belonging USING (record_id) JOIN dwelling ON written = stay.place
    WHERE NOT EXISTS (FROM hidden WHERE hidden.who = belonging.who
                      AND stay.started_on BETWEEN hidden.from_day AND hidden.until_day)
    GROUP BY who, dwelling.place, stay.register, started_on, known_on
"""
HIDDEN = "SELECT DISTINCT who, from_day, until_day FROM sheltered JOIN belonging USING (record_id)"
# Each version holds until the register says something else about the same stay, or takes it back.
VERSIONS = """
    SELECT *, least(lead(known_on) OVER (PARTITION BY who, place, register, started_on ORDER BY known_on), withdrawn_on,
                    DATE '9999-12-31') AS known_until
    FROM lived
"""
MOMENTS = "SELECT DISTINCT place, started_on AS day, known_on FROM version"
OCCUPANCY = """
    SELECT place, day, moment.known_on, count(DISTINCT who) AS occupancy
    FROM moment JOIN version USING (place)
    WHERE started_on <= day AND (ended_on IS NULL OR ended_on >= day)
          AND version.known_on <= moment.known_on AND version.known_until > moment.known_on
    GROUP BY ALL
"""
PLACES = "SELECT written FROM dwelling WHERE place IN (SELECT place FROM lived) ORDER BY 1"
AREAS = "SELECT DISTINCT sector AS written FROM lived WHERE sector IS NOT NULL ORDER BY 1"
RESIDENCE = """
    SELECT person_id, place_name.pseudonym AS place_id, version.register, area_name.pseudonym AS area, occupancy AS place_occupancy,
           started_on, ended_on, version.known_on, withdrawn_on
    FROM version JOIN occupancy ON occupancy.place = version.place AND day = started_on AND occupancy.known_on = version.known_on
    JOIN kept USING (who) JOIN dwelling ON dwelling.place = version.place
    JOIN place_name ON place_name.written = dwelling.written LEFT JOIN area_name ON area_name.written = sector
"""


def name_residences(bench: Workbench, vault: Pseudonyms) -> None:
    """Make the table `residence` in the shape of the lake, from `stay`, `belonging`, `kept`, `refuge` and `sheltered`."""
    bench.make("hidden", HIDDEN)
    bench.make("dwelling", DWELLING)
    bench.make("lived", LIVED)
    bench.clear("stay")
    bench.make("version", VERSIONS)
    bench.make("moment", MOMENTS)
    bench.make("occupancy", OCCUPANCY)
    for question, scope, name in ((PLACES, SCOPE, "place_name"), (AREAS, AREA, "area_name")):
        written = texts(bench.columns(question)["written"])
        given = vault.pseudonyms(PseudonymKind.PLACE, scope, written)
        bench.lay(name, {"written": np.array(written, dtype=object), "pseudonym": np.array(given, dtype=object)})
    bench.make("residence", RESIDENCE)
