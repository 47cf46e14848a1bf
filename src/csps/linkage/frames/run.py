"""`link_records`: who is who in anybody's frame of person records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, overload

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError
from csps.linkage.frames.comparisons import comparisons_for
from csps.linkage.frames.evidence import evidence_of, probability
from csps.linkage.frames.learning import learn
from csps.linkage.frames.pairs import find_pairs, keys_for
from csps.linkage.frames.people import gather_people
from csps.linkage.frames.reading import lay_out
from csps.linkage.frames.roles import RECORD_ID, columns_by_role
from csps.linkage.frames.vectors import find_vectors
from csps.linkage.frames.weighing import draw_sample, see, weigh
from csps.linkage.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from csps.linkage.frames.comparisons import Comparison
    from csps.linkage.frames.learning import Model

    Codes = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

EVEN = 0.5


@overload
def link_records(
    records: pd.DataFrame, columns: Mapping[str, str], *, threshold: float = ..., evidence: Literal[False] = ...
) -> pd.DataFrame: ...
@overload
def link_records(
    records: pd.DataFrame, columns: Mapping[str, str], *, threshold: float = ..., evidence: Literal[True]
) -> tuple[pd.DataFrame, pd.DataFrame]: ...
def link_records(
    records: pd.DataFrame, columns: Mapping[str, str], *, threshold: float = EVEN, evidence: bool = False
) -> pd.DataFrame | tuple[pd.DataFrame, pd.DataFrame]:
    """Find out which records of a frame are about the same person, without labels and without settings.

    What is compared, which pairs are compared and what each likeness weighs is found from the columns there are and from
    the records themselves: see `csps.linkage.frames`. The same records give the same persons, in whatever order they come.
    Nothing leaves the memory of this process.

    Values are texts as they come: dates in any usual form, names in any case. Missing are None, NaN and "". A date of birth
    that is no day, or lies ahead, is compared sign by sign as a slip of the pen. Where a column holds nothing at all it
    is passed over. A value that a crowd shares tells nobody apart: a frame of people who are all called the same and of
    whom nothing else is known comes back as so many persons. Two records with different identifying numbers can be one
    person, if everything else speaks for it: numbers are mistyped. Two of one name whose births are more than
    ten years and two slips apart are not, unless a number or an e-mail address says so: a father and a son may share all else.

    Args:
        records: a row per record, with a column `record_id` of its own for each.
        columns: column of `records` -> what it says: first_name, surname, full_name, date_of_birth, sex, address_line,
            town, postcode, uprn, email, phone, identifier, source, or other for anything that either agrees or does not.
            `source` says which list a record comes from: how seldom one list holds a person twice is learnt.
            Several columns may say the same: address lines are read as one; others are compared one by one.
        threshold: the least chance with which a record joins a person; higher means fewer wrong links and more missed.
        evidence: whether to give the evidence about pairs as well; see `waterfall`.

    Returns:
        A row per record in the order of `records`, with its index: `record_id`; `person_id`, the record_id of the person's
        first record in the order of texts; `match_probability`, the chance of the strongest tie to another record of
        the person, or, of a record that stays alone, the chance that it rightly does. With `evidence`, also a row
        per pair of one person, and per pair of two that nearly are: weights in bits, one per comparison, and a sentence.

    Raises:
        UsageError: an unknown role or column, no column to compare, or a `record_id` that is missing or not unique.

    >>> records = pd.DataFrame({
    ...     "record_id": ["a1", "a2", "b1"],
    ...     "name": ["Olivia Okafor", "OKAFOR, Olivia", "Noah Green"],
    ...     "dob": ["2014-03-09", "09/03/2014", "2011-10-30"],
    ...     "code": ["E8 1EA", "e81ea", "N1 6XY"],
    ... })
    >>> linked = link_records(records, {"name": "full_name", "dob": "date_of_birth", "code": "postcode"})
    >>> linked["person_id"].tolist()
    ['a1', 'a1', 'b1']
    """
    roles = columns_by_role(records, columns)
    least = float(np.log2(threshold / (1 - threshold))) if 0 < threshold < 1 else _refuse(threshold)
    with Workbench() as bench:
        order = lay_out(bench, records, roles, datetime.now(UTC).year)
        ids = records[RECORD_ID].to_numpy(dtype=object)[order]
        found = _compared(bench, len(records))
        one, other, bits = _weights(bench) if found else _nothing()
        person = gather_people(len(records), one, other, bits, least)
        told = evidence_of(bench, *found, ids, person) if found and evidence else None
    names = np.empty(len(records), dtype=object)
    names[order] = ids[person]
    chance = np.empty(len(records))
    chance[order] = _sureness(person, one, other, bits)
    linked = pd.DataFrame(
        {RECORD_ID: records[RECORD_ID], "person_id": names, "match_probability": chance}, index=records.index
    )
    return (
        (linked, told if told is not None else pd.DataFrame(columns=["record_id", "other_record_id"]))
        if evidence
        else linked
    )


def _compared(bench: Workbench, records: int) -> tuple[tuple[Comparison, ...], Model] | None:
    """Compare what can be compared and make the table `weighed`; None where there is nothing to compare."""
    names = [name for name in bench.columns("FROM people LIMIT 0") if name != "unique_id"]
    counted = bench.columns(f"SELECT {', '.join(f'count({name}) AS {name}' for name in names)} FROM people")  # noqa: S608
    filled = {name: int(counted[name][0]) for name in names}
    comparisons = comparisons_for(filled)
    if not any(one.weighs_rare for one in comparisons) or records < 2:
        return None
    find_pairs(bench, *keys_for(filled), records)
    draw_sample(bench, records)
    find_vectors(bench, comparisons, people="people", pairs="pair", name="vector")
    find_vectors(bench, comparisons, people="few", pairs="few_pairs", name="sampled")
    model = learn(see(bench, comparisons, records), comparisons)
    weigh(bench, comparisons, model, records)
    return comparisons, model


def _weights(bench: Workbench) -> tuple[Codes, Codes, Numbers]:
    rows = bench.columns("SELECT one, other, bits FROM weighed ORDER BY one, other")
    return rows["one"].astype(np.int64), rows["other"].astype(np.int64), rows["bits"].astype(np.float64)


def _nothing() -> tuple[Codes, Codes, Numbers]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)


def _sureness(person: Codes, one: Codes, other: Codes, bits: Numbers) -> Numbers:
    """Give each record's chance of being where it is: of its strongest tie, or of having none."""
    within = person[one] == person[other]
    tie, beyond = (np.full(len(person), -np.inf) for _ in range(2))
    for strongest, rows in ((tie, within), (beyond, ~within)):
        np.maximum.at(strongest, one[rows], bits[rows])
        np.maximum.at(strongest, other[rows], bits[rows])
    alone = np.bincount(person, minlength=len(person))[person] == 1
    return probability(np.where(alone, -beyond, tie))


def _refuse(threshold: float) -> float:
    raise UsageError(f"The threshold is a chance between 0 and 1, not {threshold}.")
