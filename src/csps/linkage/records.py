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

# Nobody is registered before they are born: such a day is a slip, and says nothing.
# Of all names a week needs few: those that its rows bear are taken out first, or every row would be held against all.
CALLED = """
    FROM name WHERE key IN (SELECT called_as(forename, surname, full_name) FROM identity)
"""
READ = """
    SELECT record_id, table_name, known_on, told, name.key AS key, name.forename AS forename, name.surname AS surname, forenames, surnames,
           CASE WHEN born_on <= known_on THEN born_on END AS born_on, CASE WHEN sex[1] IN ('F', 'M') THEN sex[1] END AS sex, lower(trim(contact)) AS contact,
           upn.value AS upn, nhs.value AS nhs, ni.value AS ni
    FROM identity JOIN called AS name ON name.key = called_as(identity.forename, identity.surname, identity.full_name)
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
           born_on AS born, sex, contact, upn, nhs, ni, [key] AS keys
    FROM told_row JOIN whole USING (record_id) WHERE NOT several
    UNION ALL
    SELECT record_id, any_value(table_name), min(known_on),
           arg_max(forename, told) FILTER (length(forename) > 1), left(arg_max(forename, told) FILTER (forename <> ''), 1),
           arg_max(surname, told) FILTER (surname <> ''), list_sort(list_distinct(flatten(list(DISTINCT forenames)))),
           list_sort(list_distinct(flatten(list(DISTINCT surnames)))),
           coalesce(arg_max(born_on, told) FILTER (NOT is_placeholder(born_on)), arg_max(born_on, told)),
           arg_max(sex, told), arg_max(contact, told), arg_max(upn, told), arg_max(nhs, told), arg_max(ni, told),
           list(DISTINCT key ORDER BY key)
    FROM told_row JOIN whole USING (record_id) WHERE several GROUP BY record_id
"""
FORMAL = """
    SELECT latest.* EXCLUDE (forenames),
           list_sort(list_distinct(list_concat(forenames, coalesce(formal, []), CASE WHEN forename IS NULL THEN []
                     ELSE [forename] END))) AS forenames
    FROM latest LEFT JOIN (SELECT form, list(DISTINCT full_name ORDER BY full_name) AS formal FROM diminutive GROUP BY form)
        ON form = forename
"""
NO_RECORDS = """
    SELECT NULL::VARCHAR AS record_id, NULL::VARCHAR AS register, NULL::DATE AS first_known, NULL::VARCHAR AS forename,
           NULL::VARCHAR AS initial, NULL::VARCHAR AS surname, NULL::VARCHAR[] AS surnames, NULL::DATE AS born,
           NULL::VARCHAR AS sex, NULL::VARCHAR AS contact, NULL::VARCHAR AS upn, NULL::VARCHAR AS nhs, NULL::VARCHAR AS ni,
           NULL::UBIGINT[] AS keys, NULL::VARCHAR[] AS forenames WHERE false
"""
WHOLE = "(FROM (FROM record_was ANTI JOIN touched USING (record_id)) UNION ALL BY NAME FROM read_record)"
LEFT_OUT = f"FROM {WHOLE} SEMI JOIN gone USING (record_id)"
# Only names of records are sorted, not what they say.
NUMBERS = f"""
    SELECT record_id, row_number() OVER (ORDER BY record_id) - 1 AS record
    FROM (SELECT record_id FROM {WHOLE}) ANTI JOIN gone USING (record_id)
"""  # noqa: S608 - our words
NUMBERED = f"SELECT record, whole.* FROM {WHOLE} AS whole JOIN numbered USING (record_id)"  # noqa: S608 - our words


def find_records(bench: Workbench) -> None:
    """Make the table `record`, numbered from 0 in the order of `record_id`: last week's, and those of `touched` read anew.

    Records of `gone` are of nobody; what was read of them is `left_out`, and kept: their agency may tell them again.

    Its columns: record, record_id, register, first_known, forename, initial, surname (one word, small letters), born,
    sex, contact, upn, nhs, ni, forenames and surnames (every word of every version; pet forms with their full names),
    and keys (of the names it bears, as in `name`).
    """
    forms = np.array(diminutives(), dtype=object)
    bench.lay("diminutive", {"form": forms[:, 0].copy(), "full_name": forms[:, 1].copy()})
    bench.make("called", CALLED)
    bench.make("told_row", READ, [list(registers())])
    for name, question in (
        ("latest", LATEST), ("read_record", FORMAL), ("left_out", LEFT_OUT), ("numbered", NUMBERS), ("record", NUMBERED)
    ):  # fmt: skip
        bench.make(name, question)
    bench.clear("diminutive", "called", "told_row", "latest", "read_record", "numbered", "record_was")
