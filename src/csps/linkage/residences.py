"""Where persons lived, without a name or an address: places and areas under pseudonyms.

No stay at a refuge leaves the vault, whichever register told it. A refuge may be written in a way in which it is not known
again; therefore no stay leaves it either that somebody began anywhere while they were in a refuge.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from csps.domain.version import csps_version
from csps.keys import PseudonymKind
from csps.linkage.restrictions import Pseudonyms
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    from csps.linkage.workbench import Workbench

COUNTS = "occupancy"
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
# How many people live at a place follows from who is told to have lived there and when, and from nothing else: a place of which
# the same is told as before has the counts that were kept.
TOLD_OF_PLACE = """
    SELECT place, hash(any_value(written), count(*), bit_xor(hash(person, register, started_on, ended_on, known_on, known_until))) AS sign
    FROM version JOIN (SELECT who, hash(person_id) AS person FROM kept) USING (who) JOIN dwelling USING (place) GROUP BY place
"""
NO_COUNTS = (
    "SELECT NULL::UBIGINT AS sign, NULL::DATE AS day, NULL::DATE AS known_on, NULL::BIGINT AS occupancy WHERE false"
)
UNCHANGED = "SELECT place, day, known_on, occupancy FROM told_of_place JOIN occupancy_was USING (sign)"
NEWS = "FROM moment ANTI JOIN (SELECT place FROM told_of_place SEMI JOIN occupancy_was USING (sign)) USING (place)"
TO_KEEP = "SELECT sign, day, known_on, occupancy FROM occupancy JOIN told_of_place USING (place)"
PROPORTION = "SELECT (SELECT count(*) FROM moment) AS moments, (SELECT count(*) FROM news) AS news"
FRESH = 50  # one of so many counts must be made anew, before they are written down again
OCCUPANCY = """
    SELECT place, day, moment.known_on, count(DISTINCT who) AS occupancy
    FROM news AS moment JOIN version USING (place)
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


class Vault(Pseudonyms, Protocol):
    """What residences ask of the vault."""

    @property
    def passing(self) -> Any:
        """What was kept from the last run."""
        ...


def name_residences(bench: Workbench, vault: Vault) -> None:
    """Make the table `residence` in the shape of the lake, from `stay`, `belonging`, `kept`, `refuge` and `sheltered`."""
    bench.make("hidden", HIDDEN)
    bench.make("dwelling", DWELLING)
    bench.make("lived", LIVED)
    bench.clear("stay")
    bench.make("version", VERSIONS)
    bench.make("moment", MOMENTS)
    _count_people(bench, vault)
    for question, scope, name in ((PLACES, SCOPE, "place_name"), (AREAS, AREA, "area_name")):
        written = texts(bench.columns(question)["written"])
        given = vault.pseudonyms(PseudonymKind.PLACE, scope, written)
        bench.lay(name, {"written": np.array(written, dtype=object), "pseudonym": np.array(given, dtype=object)})
    bench.make("residence", RESIDENCE)


def _count_people(bench: Workbench, vault: Vault) -> None:
    """Make the table `occupancy` of `moment`: what was kept holds where the same is told of a place, the rest is counted."""
    bench.make("told_of_place", TOLD_OF_PLACE)
    name = hashlib.sha256(json.dumps([csps_version(), bench.engine, OCCUPANCY, TOLD_OF_PLACE]).encode()).hexdigest()
    found = vault.passing.get(name, COUNTS)
    if found is None:
        bench.make("occupancy_was", NO_COUNTS)
    else:
        bench.lay("occupancy_was", found[COUNTS])
    bench.make("news", NEWS)
    bench.make("occupancy", OCCUPANCY)
    (moments,), (news,) = (each.tolist() for each in bench.columns(PROPORTION).values())
    bench.add("occupancy", UNCHANGED)
    if news * FRESH >= moments:
        vault.passing.keep(name, {COUNTS: bench.arrow(TO_KEEP)}, COUNTS)
    bench.clear("told_of_place", "occupancy_was", "moment", "news")
