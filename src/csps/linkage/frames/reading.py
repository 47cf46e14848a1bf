"""A frame's columns brought to one form on the bench: a row per record, in the order of `record_id`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.linkage.diminutives import diminutives
from csps.linkage.frames.births import joined_births
from csps.linkage.frames.days import days_of
from csps.linkage.frames.roles import RECORD_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from csps.linkage.workbench import Workbench

    Texts = npt.NDArray[np.object_]

# What is left of a missing value after `astype(str)`, or stands for one in files. A surname may be Null or Na; it is never NaN.
ARTEFACTS = frozenset(
    {"", "nan", "NaN", "None", "<NA>", "NaT", "NA", "N/A", "#N/A", "NULL", "n/a", "-", "--", ".", "?"}
)
NOT_KNOWN = frozenset({"unknown", "not known", "not recorded", "not stated", "not given", "unk", "n/k"})
SEPARATE = (
    "identifier",
    "email",
    "phone",
    "town",
    "other",
    "uprn",
    "source",
)  # each column of these roles is compared by itself
MACROS = (
    r"""CREATE MACRO plain(words) AS nullif(trim(regexp_replace(lower(strip_accents(words)), '[^a-z0-9]+', ' ', 'g')), '')""",
    r"""CREATE MACRO letters(words) AS nullif(replace(words, ' ', ''), '')""",
    r"""CREATE MACRO telling(words) AS list_filter(words, lambda word: length(word) > 2 AND word NOT IN ('van', 'der',
        'den', 'von', 'bin', 'ibn', 'del', 'los', 'las', 'dos', 'san', 'mac'))""",
    r"""CREATE MACRO last_digits(number) AS nullif(right(regexp_replace(number, '[^0-9]', '', 'g'), 9), '')""",
)
# "SURNAME, Forenames" says which is which; in "Forenames Surname" the last word is the surname.
NAMES = """
    SELECT row, list_concat(words_of(untitled(folded(first_name))), before) AS firsts,
           CASE WHEN folded(surname) IS NULL THEN behind ELSE words_of(folded(surname)) END AS surnames
    FROM (SELECT *, CASE WHEN turned THEN words_of(untitled(folded(split_part(full_name, ',', 2)))) ELSE words[:-2] END
                 AS before, CASE WHEN turned THEN words_of(untitled(folded(split_part(full_name, ',', 1))))
                 WHEN len(words) > 1 THEN words[-1:] ELSE [] END AS behind
          FROM (SELECT row, first_name, surname, full_name, coalesce(full_name LIKE '%,%', false) AS turned,
                       words_of(untitled(folded(full_name))) AS words FROM written))
"""
NAMED = """
    SELECT row, nullif(called(firsts), '') AS first, list_distinct(firsts) AS firsts,
           letters(array_to_string(surnames, '')) AS surname, telling(surnames) AS surnames FROM spoken
"""
FORMS = """
    SELECT row, list_sort(list_distinct(list_concat(firsts, coalesce(formal, [])))) AS firsts
    FROM named LEFT JOIN (SELECT form, list(DISTINCT full_name ORDER BY full_name) AS formal FROM diminutive GROUP BY form)
        ON form = first
"""
PEOPLE = """
    SELECT row AS unique_id, first, forms.firsts, named.surname, surnames, nullif(born, '') AS born,
           CASE WHEN lower(sex) IN ('f', 'female', 'woman', 'girl', '2') THEN 'f'
                WHEN lower(sex) IN ('m', 'male', 'man', 'boy', '1') THEN 'm' ELSE plain(sex) END AS sex,
           plain(address_line) AS address, words_of(plain(address_line)) AS address_words, compact(postcode) AS postcode{more}
    FROM written JOIN named USING (row) JOIN forms USING (row) ORDER BY row
"""


def lay_out(
    bench: Workbench, records: pd.DataFrame, roles: Mapping[str, Sequence[str]], this_year: int
) -> npt.NDArray[np.int64]:
    """Make the table `people` (unique_id, then what is compared); give the place in the frame of each of its rows.

    Columns of the roles in `SEPARATE` are named by role and number: `email_0`, `email_1`.
    """
    for macro in MACROS:
        bench.connection.execute(macro)
    ids = records[RECORD_ID].astype(str).to_numpy(dtype=object)
    order = np.argsort(ids, kind="stable")
    ordered = records.iloc[order]
    written: dict[str, npt.NDArray[np.generic]] = {"row": np.arange(len(ordered))}
    for role in ("first_name", "surname", "full_name", "address_line", "postcode", "sex"):
        written[role] = _together([texts_of(ordered[column]) for column in roles[role]], len(ordered), role)
    written["born"] = _born(ordered, roles["date_of_birth"], this_year)
    more = ""
    for role in SEPARATE:
        for number, column in enumerate(roles[role]):
            name = f"{role}_{number}"
            written[name] = texts_of(ordered[column]).to_numpy(dtype=object)
            more += f", {FORM_OF.get(role, 'compact')}({name}) AS {name}"
    bench.lay("written_raw", written)
    words = ", ".join(f"{name}::VARCHAR AS {name}" for name in written if name != "row")
    bench.make("written", f"SELECT row, {words} FROM written_raw")  # noqa: S608 - names of our own
    forms = np.array(diminutives(), dtype=object)
    bench.lay("diminutive", {"form": forms[:, 0].copy(), "full_name": forms[:, 1].copy()})
    for name, question in (("spoken", NAMES), ("named", NAMED), ("forms", FORMS), ("people", PEOPLE.format(more=more))):
        bench.make(name, question)
    bench.clear("written_raw", "written", "diminutive", "spoken", "named", "forms")
    return order


FORM_OF = {"email": "lower", "phone": "last_digits", "town": "plain", "other": "plain", "source": "plain"}


def texts_of(column: pd.Series) -> pd.Series:
    """Give a column as texts, whole numbers without their ".0"; None for what is missing.

    >>> texts_of(pd.Series([1.0, float("nan"), " Ann ", ""])).tolist()
    ['1', None, 'Ann', None]
    """
    values = [_text(value) for value in column.tolist()]
    return pd.Series(values, index=column.index, dtype=object)


def _text(value: object) -> str | None:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, float):
        return None if value != value else str(int(value)) if value.is_integer() else str(value)  # noqa: PLR0124 - NaN
    text = str(value).strip()
    return None if text in ARTEFACTS or text.lower() in NOT_KNOWN else text


def _together(columns: Sequence[pd.Series], count: int, role: str) -> Texts:
    """Give the columns of a role as one: words one after another, of others the first that is not missing."""
    found: Texts = np.full(count, None, dtype=object)
    for column in columns:
        values = column.to_numpy(dtype=object)
        for place, value in enumerate(values):
            if value is not None:
                if found[place] is None:
                    found[place] = value
                elif role not in ("postcode", "sex"):
                    found[place] = f"{found[place]} {value}"
    return found


def _born(records: pd.DataFrame, columns: Sequence[str], this_year: int) -> Texts:
    """Give dates of birth in one form, of the first column that has one; columns that hold parts of one make one."""
    found: Texts = np.full(len(records), None, dtype=object)
    written = [texts_of(records[column]).to_numpy(dtype=object) for column in columns]
    for whole in joined_births(written, columns):
        texts = pd.Series(whole, dtype=object)
        read = days_of(texts, this_year)
        days = texts.map(read, na_action="ignore").to_numpy(dtype=object)
        empty = np.array([value is None for value in found], bool)
        found[empty] = np.array([day if isinstance(day, str) else None for day in days[empty]], dtype=object)
    return found
