"""How written names are read: which word is the forename, which the surname, and which were turned round.

That depends on what everybody else is called: "hector suarez valencia" ends in a surname if somebody's surname is "suarez
valencia". So the book of all names ever written is kept from week to week, new ones are added, and where the book comes to
read a name in another way the records that bear it are read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.linkage.registers import registers

if TYPE_CHECKING:
    from csps.linkage.workbench import Workbench

NO_NAMES = """
    SELECT NULL::UBIGINT AS key, NULL::BIGINT AS times, NULL::VARCHAR[] AS given, NULL::VARCHAR[] AS family,
           NULL::VARCHAR[] AS whole, NULL::VARCHAR AS forename, NULL::VARCHAR AS surname, NULL::VARCHAR[] AS forenames,
           NULL::VARCHAR[] AS surnames WHERE false
"""
# Every way in which a name was written, once: names are far fewer than records.
WRITTEN_NAME = """
    SELECT key, sum(times)::BIGINT AS times, any_value(given) AS given, any_value(family) AS family,
           any_value(whole) AS whole
    FROM (
        SELECT key, times, given, family, whole FROM name_was
        UNION ALL
        SELECT called_as(forename, surname, full_name), count(*),
               words_of(untitled(folded(coalesce(forename, CASE WHEN full_name IS NULL THEN '' END)))),
               words_of(folded(surname)), words_of(untitled(folded(forename_first(full_name))))
        FROM identity WHERE table_name IN (SELECT unnest(?)) GROUP BY forename, surname, full_name
    ) GROUP BY key
"""
SURNAMES = """
    SELECT array_to_string(family, ' ') AS surname, sum(times) AS times FROM written_name WHERE len(family) > 0 GROUP BY 1
"""
FORENAMES = "SELECT called(given) AS forename, sum(times) AS times FROM written_name WHERE len(given) > 0 GROUP BY 1"
# Of "hector suarez valencia" the surname is the longest end that is somebody's surname, else the last word.
PARTED = """
    SELECT written_name.* RENAME (given AS given_written, family AS family_written),
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
    SELECT key, times, given_written AS given, family_written AS family, whole, called(firsts) AS forename,
           array_to_string(lasts, '') AS surname, list_filter(firsts, lambda word: length(word) > 2) AS forenames,
           list_distinct(list_concat(list_filter(lasts, lambda word: length(word) > 2), [array_to_string(lasts, '')]))
               AS surnames
    FROM (SELECT parted.*, CASE WHEN turn.given IS NULL THEN parted.given ELSE parted.family END AS firsts,
                 CASE WHEN turn.given IS NULL THEN parted.family ELSE parted.given END AS lasts
          FROM parted LEFT JOIN turn USING (given, family))
"""
READ_ANEW = """
    SELECT key FROM name JOIN name_was USING (key)
    WHERE (name.forename, name.surname, name.forenames, name.surnames)
          IS DISTINCT FROM (name_was.forename, name_was.surname, name_was.forenames, name_was.surnames)
"""


def find_names(bench: Workbench) -> None:
    """Make the tables `name` and `read_anew` from `identity` and last week's `name_was`.

    `name` has a row for each way in which a name was ever written: key (see the macro `called_as`), forename, surname
    (one word), forenames, surnames (every word), and what next week needs. `read_anew` (key): those read in another way.
    """
    bench.make("written_name", WRITTEN_NAME, [list(registers())])
    for name, question in (
        ("known_surname", SURNAMES),
        ("known_forename", FORENAMES),
        ("parted", PARTED),
        ("turn", TURNS),
        ("name", NAMES),
        ("read_anew", READ_ANEW),
    ):
        bench.make(name, question)
    bench.clear("written_name", "known_surname", "known_forename", "parted", "turn", "name_was")
