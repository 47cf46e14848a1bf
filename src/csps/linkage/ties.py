"""Ties that need no weighing: a trusted number that two records share, or the same name, birth and home.

A number counts only where birth or name agrees as well, because numbers are mistyped into other people's records. The
records so tied make a heap, and heaps are what likeness is asked about: there are far fewer of them than records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.clusters import gather

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.workbench import Workbench

    Codes = npt.NDArray[np.int64]

KINDS = ("upn", "nhs", "ni", "contact")
# Whom a restriction is about is settled before anything else, so that both sides of an adoption find their own records.
BY_REFERENCE, BY_NUMBER, BY_SAMENESS = 3.0, 2.0, 1.0
SHARED = """
    SELECT one.record AS one, other.record AS other
    FROM record AS one JOIN record AS other ON one.{kind} = other.{kind} AND one.record < other.record
    WHERE coalesce(births_agree(one.born, other.born), false) AND (one.sex IS NULL OR other.sex IS NULL OR one.sex = other.sex
            OR one.forename = other.forename)
       OR jaro_winkler_similarity(one.forename, other.forename) >= 0.85
          AND (list_has_any(one.surnames, other.surnames) OR births_agree(one.born, other.born) IS NULL)
"""
REFERRED = """
    SELECT least(said.record, known.record) AS one, greatest(said.record, known.record) AS other
    FROM said_to_be JOIN record AS said ON said.record_id = said_to_be.record_id
    JOIN record AS known ON known.record_id = said_to_be.known_as
"""
SAME = """
    SELECT one.record AS one, other.record AS other
    FROM record AS one JOIN record AS other ON one.forename = other.forename AND one.surname = other.surname
         AND one.born = other.born AND one.record < other.record
    JOIN home AS here ON here.record = one.record JOIN home AS there ON there.record = other.record
    WHERE list_has_any(here.codes, there.codes) AND NOT is_placeholder(one.born)
"""


TIE = """
    SELECT one, other, max(strength) AS strength
    FROM (SELECT *, ?::DOUBLE AS strength FROM ({referred}) UNION ALL SELECT *, ?::DOUBLE FROM ({tied})
          UNION ALL SELECT *, ?::DOUBLE FROM ({same})) GROUP BY one, other
"""


def find_heaps(bench: Workbench) -> None:
    """Make the tables `tie` (one, other, strength) and `heap` (record, heap)."""
    tied = " UNION ".join(SHARED.format(kind=kind) for kind in KINDS)
    bench.make("tie", TIE.format(referred=REFERRED, tied=tied, same=SAME), [BY_REFERENCE, BY_NUMBER, BY_SAMENESS])
    ties = bench.columns("SELECT one, other, strength FROM tie ORDER BY one, other")
    marks = marks_apart(bench)
    heap = gather(len(marks[0]), (ties["one"], ties["other"], ties["strength"]), marks)
    bench.lay("heap", {"record": np.arange(len(heap)), "heap": heap})


MARKS = """
    SELECT coalesce(dense_rank() OVER (ORDER BY upn) * sign(length(upn)), -1) AS upn,
           coalesce(dense_rank() OVER (ORDER BY nhs) * sign(length(nhs)), -1) AS nhs,
           coalesce(side, -1) AS side
    FROM record LEFT JOIN adopted USING (record_id) ORDER BY record
"""


def marks_apart(bench: Workbench) -> list[Codes]:
    """Give the marks of each record that keep persons apart: pupil number, NHS number, side of an adoption; -1 for none.

    National Insurance numbers have no check digit: a slip of the pen is a number too, and so they keep nobody apart.
    """
    found = bench.columns(MARKS)
    return [np.asarray(found[kind]).astype(np.int64) for kind in ("upn", "nhs", "side")]
