"""Names and addresses brought to one form, so that case, accents, marks, order and short words no longer tell them apart.

These are macros of DuckDB: they run over millions of rows, inside linkage's own connection and nowhere else.
"""

from __future__ import annotations

MACROS = (
    # Capitals, accents and apostrophes go; whatever else is no letter parts two words: "O'Brien-Smith" -> "obrien smith".
    r"""CREATE MACRO folded(words) AS nullif(trim(regexp_replace(regexp_replace(lower(strip_accents(words)),
        '[''`\x{2019}]', '', 'g'), '[^a-z]+', ' ', 'g')), '')""",
    r"""CREATE MACRO untitled(words) AS regexp_replace(words, '^(mr|mrs|miss|ms|mx|dr|prof|rev|sir|dame|lady|lord) ', '')""",
    r"""CREATE MACRO words_of(words) AS list_filter(string_split(coalesce(words, ''), ' '), lambda word: word <> '')""",
    # "Muhammad" and the like stand before the name somebody is called by, and offices leave them out.
    r"""CREATE MACRO called(words) AS coalesce(list_filter(words, lambda word: length(word) > 1 AND word NOT IN ('muhammad',
        'mohammed', 'mohamed', 'mohammad', 'muhammed', 'md', 'mohd', 'abdul', 'syed', 'sheikh'))[1], words[1])""",
    # "SURNAME, Forename" is turned round; "Forename ... SURNAME" is kept.
    r"""CREATE MACRO forename_first(words) AS CASE WHEN words LIKE '%,%'
        THEN trim(split_part(words, ',', 2)) || ' ' || trim(split_part(words, ',', 1)) ELSE words END""",
    r"""CREATE MACRO compact(mark) AS nullif(regexp_replace(upper(mark), '[^A-Z0-9]', '', 'g'), '')""",
    r"""CREATE MACRO sector(postcode) AS CASE WHEN length(postcode) >= 5 THEN left(postcode, -2) END""",
    # 14A is not 14C: what tells the dwellings of a postcode apart are their numbers and single letters, in any order.
    r"""CREATE MACRO numbers_of(line) AS nullif(array_to_string(list_sort(list_distinct(regexp_extract_all(
        regexp_replace(lower(line), '(flat|apartment|apt|unit|room|no)[ .]*', ' ', 'g'),
        '\b([0-9]+[a-z]?|[a-z])\b'))), ' '), '')""",
    r"""CREATE MACRO flat_of(line) AS coalesce(nullif(regexp_extract(lower(line),
        '(?:flat|apartment|apt|unit|room)[ .]*([0-9]+[a-z]?|[a-z])\b', 1), ''),
        nullif(regexp_extract(lower(line), '\b([0-9]+[a-z]?|[a-z])\b', 1), ''))""",
    # What is written is joined by a hash of it: texts are long, and many.
    r"""CREATE MACRO called_as(forename, surname, full_name) AS hash(forename, surname, full_name)""",
    r"""CREATE MACRO address_of(line, postcode, uprn) AS hash(coalesce(line, ''), coalesce(postcode, ''), coalesce(uprn, ''))""",
    r"""CREATE MACRO told_in(known_on, nth, line) AS ((known_on - DATE '1970-01-01')::BIGINT << 44) + (nth << 24) + line""",
    r"""CREATE MACRO day_and_month_swapped(one, other) AS year(one) = year(other) AND day(one) = month(other)
        AND month(one) = day(other)""",
    # An office that does not know a birthday writes 1 January: such a day says no more than the year.
    r"""CREATE MACRO is_placeholder(born) AS month(born) = 1 AND day(born) = 1""",
    r"""CREATE MACRO births_agree(one, other) AS one = other OR day_and_month_swapped(one, other)
        OR damerau_levenshtein(one::VARCHAR, other::VARCHAR) <= 1
        OR (year(one) = year(other) AND (is_placeholder(one) OR is_placeholder(other)))""",
    # "Kunle" for Adekunle, "Abdi" for Abdullahi, "Belle" for Isabelle: no list holds them all.
    r"""CREATE MACRO is_short_for(one, other) AS least(length(one), length(other)) >= 3 AND (
        starts_with(one, other) OR starts_with(other, one) OR suffix(one, other) OR suffix(other, one))""",
    # A slip is made in the day, the month or the year and leaves the other two, or turns day and month round; a parent's
    # birth is another generation's. Too little to know anybody by: for people of one name only.
    r"""CREATE MACRO births_near(one, other) AS abs(year(one) - year(other)) <= 10 AND (
        (day(one) = day(other))::INT + (month(one) = month(other))::INT + (year(one) = year(other))::INT >= 2
        OR (day(one) = month(other) AND month(one) = day(other)))""",
)
