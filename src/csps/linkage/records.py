"""The records that are linked: one row per record of a register, with everything its versions ever said.

Names, births and numbers are taken from the latest version that holds them; earlier surnames and forenames are kept
beside it, because a record that was renamed is still of the same person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.diminutives import diminutives
from csps.linkage.registers import registers

if TYPE_CHECKING:
    from csps.linkage.workbench import Workbench

# Every way in which a name was written, once: names are far fewer than records.
WRITTEN_NAME = """
    SELECT forename, surname, full_name, count(*) AS times,
           words_of(untitled(folded(coalesce(forename, CASE WHEN full_name IS NULL THEN '' END)))) AS given,
           words_of(folded(surname)) AS family, words_of(untitled(folded(forename_first(full_name)))) AS whole
    FROM identity WHERE table_name IN (SELECT unnest(?)) GROUP BY forename, surname, full_name
"""
SURNAMES = """
    SELECT array_to_string(family, ' ') AS surname, sum(times) AS times FROM written_name WHERE len(family) > 0 GROUP BY 1
"""
FORENAMES = "SELECT called(given) AS forename, sum(times) AS times FROM written_name WHERE len(given) > 0 GROUP BY 1"
# Of "hector suarez valencia" the surname is the longest end that is somebody's surname, else the last word.
PARTED = """
    SELECT written_name.* EXCLUDE (given, family, whole, times),
           CASE WHEN len(whole) = 0 THEN given WHEN three.surname IS NOT NULL THEN whole[:-4]
                WHEN two.surname IS NOT NULL THEN whole[:-3] ELSE whole[:-2] END AS given,
           CASE WHEN len(whole) = 0 THEN family WHEN three.surname IS NOT NULL THEN whole[-3:]
                WHEN two.surname IS NOT NULL THEN whole[-2:] ELSE whole[-1:] END AS family
    FROM written_name
    LEFT JOIN known_surname AS three ON len(whole) > 3 AND three.surname = array_to_string(whole[-3:], ' ')
    LEFT JOIN known_surname AS two ON len(whole) > 2 AND two.surname = array_to_string(whole[-2:], ' ')
"""
# A forename that is a surname everywhere else, beside a surname that is a forename everywhere else, is turned round.
TURNS = """
    SELECT given, family FROM (SELECT DISTINCT given, family FROM parted WHERE len(given) > 0 AND len(family) > 0)
    LEFT JOIN known_forename AS first ON first.forename = called(given)
    LEFT JOIN known_surname AS first_as_last ON first_as_last.surname = array_to_string(given, ' ')
    LEFT JOIN known_surname AS last ON last.surname = array_to_string(family, ' ')
    LEFT JOIN known_forename AS last_as_first ON last_as_first.forename = called(family)
    WHERE first_as_last.times > 3 * coalesce(first.times, 1) AND last_as_first.times > 3 * coalesce(last.times, 1)
"""
NAMES = """
    SELECT forename AS forename_written, surname AS surname_written, full_name, called(firsts) AS forename,
           array_to_string(lasts, '') AS surname, list_filter(firsts, lambda word: length(word) > 2) AS forenames,
           list_distinct(list_concat(list_filter(lasts, lambda word: length(word) > 2), [array_to_string(lasts, '')]))
               AS surnames
    FROM (SELECT parted.*, CASE WHEN turn.given IS NULL THEN parted.given ELSE parted.family END AS firsts,
                 CASE WHEN turn.given IS NULL THEN parted.family ELSE parted.given END AS lasts
          FROM parted LEFT JOIN turn USING (given, family))
"""
# Nobody is registered before they are born: such a day is a slip, and says nothing.
READ = """
    SELECT record_id, table_name, known_on, told, name.forename AS forename, name.surname AS surname, forenames, surnames,
           CASE WHEN born_on <= known_on THEN born_on END AS born_on, CASE WHEN sex[1] IN ('F', 'M') THEN sex[1] END AS sex, lower(trim(contact)) AS contact,
           upn.value AS upn, nhs.value AS nhs, ni.value AS ni
    FROM identity JOIN name ON identity.forename IS NOT DISTINCT FROM forename_written
         AND identity.surname IS NOT DISTINCT FROM surname_written AND identity.full_name IS NOT DISTINCT FROM name.full_name
    LEFT JOIN number AS upn ON upn.kind = 'upn' AND upn.written = identity.upn
    LEFT JOIN number AS nhs ON nhs.kind = 'nhs_number' AND nhs.written = nhs_number
    LEFT JOIN number AS ni ON ni.kind = 'ni_number' AND ni.written = ni_number
    WHERE table_name IN (SELECT unnest(?)) AND (born_on IS NOT NULL
          OR coalesce(identity.forename, identity.surname, identity.full_name, identity.upn, nhs_number, ni_number) IS NOT NULL)
"""
# Most records were told once, and need not be brought together.
LATEST = """
    WITH whole AS (SELECT record_id, count(*) > 1 AS several FROM told_row GROUP BY record_id)
    SELECT record_id, table_name AS register, known_on AS first_known,
           CASE WHEN length(forename) > 1 THEN forename END AS forename, left(nullif(forename, ''), 1) AS initial,
           nullif(surname, '') AS surname, list_sort(list_distinct(coalesce(forenames, []))) AS forenames,
           list_sort(list_distinct(coalesce(surnames, []))) AS surnames,
           born_on AS born, sex, contact, upn, nhs, ni
    FROM told_row JOIN whole USING (record_id) WHERE NOT several
    UNION ALL
    SELECT record_id, any_value(table_name), min(known_on),
           arg_max(forename, told) FILTER (length(forename) > 1), left(arg_max(forename, told) FILTER (forename <> ''), 1),
           arg_max(surname, told) FILTER (surname <> ''), list_sort(list_distinct(flatten(list(DISTINCT forenames)))),
           list_sort(list_distinct(flatten(list(DISTINCT surnames)))),
           coalesce(arg_max(born_on, told) FILTER (NOT is_placeholder(born_on)), arg_max(born_on, told)),
           arg_max(sex, told), arg_max(contact, told), arg_max(upn, told), arg_max(nhs, told), arg_max(ni, told)
    FROM told_row JOIN whole USING (record_id) WHERE several GROUP BY record_id
"""
NUMBERED = """
    SELECT record, latest.* EXCLUDE (forenames),
           list_sort(list_distinct(list_concat(forenames, coalesce(formal, []), CASE WHEN forename IS NULL THEN []
                     ELSE [forename] END))) AS forenames
    FROM latest JOIN (SELECT record_id, row_number() OVER (ORDER BY record_id) - 1 AS record FROM latest) USING (record_id)
    LEFT JOIN (SELECT form, list(DISTINCT full_name ORDER BY full_name) AS formal FROM diminutive GROUP BY form)
        ON form = forename
"""


def find_records(bench: Workbench) -> None:
    """Make the table `record` from `identity` and `number`, numbered from 0 in the order of `record_id`.

    Its columns: record, record_id, register, first_known, forename, initial, surname (one word, small letters), born,
    sex, contact, upn, nhs, ni, forenames and surnames (every word of every version; pet forms with their full names).
    """
    names = list(registers())
    bench.make("written_name", WRITTEN_NAME, [names])
    for name, question in (
        ("known_surname", SURNAMES),
        ("known_forename", FORENAMES),
        ("parted", PARTED),
        ("turn", TURNS),
        ("name", NAMES),
    ):
        bench.make(name, question)
    forms = np.array(diminutives(), dtype=object)
    bench.lay("diminutive", {"form": forms[:, 0].copy(), "full_name": forms[:, 1].copy()})
    bench.make("told_row", READ, [names])
    bench.make("latest", LATEST)
    bench.make("record", NUMBERED)
    bench.clear(
        "written_name", "known_surname", "known_forename", "parted", "turn", "name", "diminutive", "told_row", "latest"
    )
