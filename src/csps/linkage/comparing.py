"""A full relink held against what the weekly increments have published: who would be somebody else, and why.

Under the model the weeks rest on there must be no difference but what was delivered or judged since; under one that is
learnt anew there is, and `csps linkage train` should be followed by a look at this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.run import THRESHOLDS, Work, compare, lay_out, learnt, part, read, tie
from csps.linkage.workbench import Workbench, texts

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.thresholds import Thresholds
    from csps.store import Edition
    from csps.vault import Vault

    Codes = npt.NDArray[np.int64]

BOTH = """
    SELECT record_id, dense_rank() OVER (ORDER BY published.person_id) AS before,
           dense_rank() OVER (ORDER BY record_link.person_id) AS after
    FROM published JOIN record_link USING (record_id) ORDER BY record_id
"""
NEW = "SELECT count(*) AS records FROM record_link WHERE record_id NOT IN (SELECT record_id FROM published)"
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """A full relink beside what is published.

    Args:
        records: in both.
        unpublished: records that were not linked yet when the week was published.
        persons: published.
        same: of them, with the same records in the full relink.
        joined: pairs of records that only the full relink takes for one person.
        parted: pairs that only the published week does.
        model: the version the full relink used, shortened.
        published_model: the version the published week rests on.
        examples: pseudonyms of some records whose person would be another.
    """

    records: int
    unpublished: int
    persons: int
    same: int
    joined: int
    parted: int
    model: str
    published_model: str
    examples: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether every record has the same company in both."""
        return self.same == self.persons and not self.joined

    def __str__(self) -> str:
        """Say it in words, with the reason."""
        learnt_anew = self.model != self.published_model
        how = f"model {self.model}" + (" (learnt anew)" if learnt_anew else ", which the published week rests on too")
        said = [f"A full relink of {self.records:,} records by {how}."]
        if self.unpublished:
            said.append(f"{self.unpublished:,} records were not linked yet when the week was published.")
        if self.is_same:
            return "\n".join([*said, f"All {self.persons:,} published persons are the same."])
        share = self.same / self.persons if self.persons else 1.0
        said += [
            f"{self.same:,} of {self.persons:,} published persons are the same ({share:.4%}).",
            f"{self.joined:,} pairs of records would be joined, {self.parted:,} parted.",
            "Why: "
            + (
                "the model is another one."
                if learnt_anew
                else "something was judged, or its delivery corrected, since the week was published; the next run takes it in."
            ),
            f"For example records {', '.join(self.examples)}: `csps linkage explain RECORD` says what holds them.",
        ]
        return "\n".join(said)


def compare_edition(
    edition: Edition, vault: Vault, *, thresholds: Thresholds = THRESHOLDS, learn_anew: bool = False
) -> Compared:
    """Link everything again, write nothing, and say how it differs from what the edition holds.

    Args:
        edition: of the published week.
        vault: an open one.
        thresholds: how sure a link must be.
        learn_anew: learn a model for it, and forget it afterwards.
    """
    with Workbench() as bench:
        work = Work(bench, edition, vault, thresholds, anew=True)
        for step in (lay_out, read, tie):
            step(work)
        if learn_anew:
            work.model = learnt(work)
        bench.make("published", "FROM was")
        compare(work)
        part(work)
        both = bench.columns(BOTH)
        (unpublished,) = bench.columns(NEW)["records"].tolist()
        assert work.model is not None
        return _compared(both, int(unpublished), work.model.version, str(edition.versions.get("linkage model", "")))


def _compared(both: dict[str, Codes], unpublished: int, model: str, published: str) -> Compared:
    before, after = both["before"].astype(np.int64), both["after"].astype(np.int64)
    cell, size = np.unique(np.stack([before, after]), axis=1, return_counts=True)
    was, now = np.bincount(before), np.bincount(after)
    whole = (was[cell[0]] == size) & (now[cell[1]] == size)
    shared = _pairs(size)
    changed = ~np.isin(before, cell[0][whole])
    return Compared(
        records=len(before),
        unpublished=unpublished,
        persons=int((was > 0).sum()),
        same=int(whole.sum()),
        joined=_pairs(now) - shared,
        parted=_pairs(was) - shared,
        model=model[:16],
        published_model=published[:16],
        examples=tuple(texts(both["record_id"][changed])[:SHOWN]),
    )


def _pairs(size: Codes) -> int:
    return int((size * (size - 1) // 2).sum())
