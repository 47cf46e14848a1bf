"""Was linkage right? Its persons held against the true ones: pairs of records, over all and within groups of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.marking.pairs import agreement, agreement_by_group
from csps.synthetic.marking.persons import LINKS, TENURES, verified

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from csps.store import Lake, Manifest
    from csps.synthetic.marking.folders import Columns, Folder
    from csps.synthetic.marking.pairs import Agreement

AGES = ("0 to 4", "5 to 10", "11 to 17", "18 to 24", "25 to 44", "45 to 64", "65 and over")
AGES_FROM = (5, 11, 18, 25, 45, 65)
BROAD = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black"}
NOT_STATED = ("REFU", "NOBT")
FEW_PAIRS = 1000  # of so few one person more or less makes a difference in the third digit

CLAIMED = """
    WITH link AS (SELECT record_id, min(person_id) AS person_id FROM read_parquet(?) GROUP BY record_id)
    SELECT person, dated, person_id IS NOT NULL AS linked, max(tenure) OVER (PARTITION BY person) AS tenure,
           CASE WHEN person_id IS NULL THEN -row_number() OVER (ORDER BY record_id)
                ELSE dense_rank() OVER (ORDER BY person_id) END AS claimed
    FROM true_record LEFT JOIN link USING (record_id) ORDER BY record_id
"""
PEOPLE = """
    SELECT person, ethnicity, sex, deprivation_quintile AS quintile,
           date_diff('day', born_on, ?::DATE) / 365.25 AS age FROM read_parquet(?) ORDER BY person
"""


@dataclass(frozen=True)
class LinkMarks:
    """What linkage made of the records.

    Args:
        records: with a true person.
        unlinked: of them, to which linkage gave no person: each counts as a person of its own.
        overall: pairs of records.
        with_birth: pairs where both records hold a date of birth.
        without_birth: the rest.
        groups: attribute -> group -> pairs of people of that group.
    """

    records: int
    unlinked: int
    overall: Agreement
    with_birth: Agreement
    without_birth: Agreement
    groups: Mapping[str, Mapping[str, Agreement]]

    @property
    def gaps(self) -> Mapping[str, float]:
        """How far the recall of the worst group of each attribute lies below that of the best; groups of few pairs left out."""
        found = {}
        for attribute, groups in self.groups.items():
            recalls = [one.recall for one in groups.values() if one.recall is not None and one.true >= FEW_PAIRS]
            if recalls:
                found[attribute] = max(recalls) - min(recalls)
        return found


def link_marks(workspace: Folder, truth: Folder, lake: Lake, manifest: Manifest, end: str) -> LinkMarks:
    """Mark the links that a manifest holds.

    Args:
        workspace: what csps made; it has `true_record`.
        truth: what is so.
        lake: whose snapshots are checked as they are read.
        manifest: it holds `linkage.record_link`.
        end: the day on which ages are taken.
    """
    found = workspace.ask(CLAIMED, [verified(lake, manifest, LINKS)])
    people = truth.ask(PEOPLE, [end, str(truth.path / "person.parquet")])
    groups = groups_of(people, found["person"].astype(np.int64))
    return compare(found, groups | {"tenure": np.array(TENURES)[found["tenure"].astype(np.int64)]})


def compare(found: Columns, groups: Mapping[str, npt.NDArray[np.str_]]) -> LinkMarks:
    """Compare claimed persons with true ones.

    Args:
        found: person, claimed, dated and linked of each record.
        groups: attribute -> group of each record's true person.
    """
    person, claimed = found["person"].astype(np.int64), found["claimed"].astype(np.int64)
    dated = found["dated"].astype(bool)
    overall, both = agreement(claimed, person), agreement(claimed[dated], person[dated])
    return LinkMarks(
        records=len(person),
        unlinked=int((~found["linked"].astype(bool)).sum()),
        overall=overall,
        with_birth=both,
        without_birth=overall - both,
        groups={name: _by_group(claimed, person, group) for name, group in groups.items()},
    )


def _by_group(
    claimed: npt.NDArray[np.int64], person: npt.NDArray[np.int64], group: npt.NDArray[np.str_]
) -> dict[str, Agreement]:
    names, place = np.unique(group, return_inverse=True)
    return {str(names[value]): marks for value, marks in agreement_by_group(claimed, person, place).items()}


def groups_of(people: Columns, person: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.str_]]:
    """Give the groups of each true person, who are numbered from nought and sorted in `people`."""
    age = people["age"].astype(np.float64)[person]
    code = people["ethnicity"].astype(str)
    broad = np.array([BROAD.get(one[:1], "other") for one in code.tolist()], dtype=object)
    broad[np.isin(code, NOT_STATED)] = "not stated"
    quintile = np.ma.filled(np.ma.asarray(people["quintile"]).astype(np.int64), 0)[person]
    return {
        "ethnicity": broad[person].astype(str),
        "age": np.array(AGES)[np.searchsorted(AGES_FROM, age, side="right")],
        "sex": people["sex"].astype(str)[person],
        "deprivation": np.array(["no address", "1, most", "2", "3", "4", "5, least"])[quintile],
    }
