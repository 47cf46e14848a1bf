"""Ties that need no weighing: a trusted number that two records share, or the same name, birth and home.

A number counts only where birth or name agrees as well, because numbers are mistyped into other people's records. The
records so tied make a heap, and heaps are what likeness is asked about: there are far fewer of them than records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.clusters import gather
from csps.linkage.judged import agreed, groups, judged

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.workbench import Workbench

    Codes = npt.NDArray[np.int64]

KINDS = ("upn", "nhs", "ni", "contact")
# Whom a restriction is about is settled before anything else, so that both sides of an adoption find their own records.
BY_JUDGEMENT, BY_REFERENCE, BY_NUMBER, BY_SAMENESS = 4.0, 3.0, 2.0, 1.0
STRENGTHS = {BY_JUDGEMENT: "judgement", BY_REFERENCE: "reference", BY_NUMBER: "number", BY_SAMENESS: "sameness"}
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
          UNION ALL SELECT *, ?::DOUBLE FROM ({same})
          UNION ALL SELECT one, other, ?::DOUBLE FROM judged WHERE is_same) GROUP BY one, other
"""


def find_heaps(bench: Workbench) -> None:
    """Make the tables `tie` (one, other, strength) and `heap` (record, heap); `judged` must be there."""
    tied = " UNION ".join(SHARED.format(kind=kind) for kind in KINDS)
    strengths = [BY_REFERENCE, BY_NUMBER, BY_SAMENESS, BY_JUDGEMENT]
    bench.make("tie", TIE.format(referred=REFERRED, tied=tied, same=SAME), strengths)
    ties = bench.columns("SELECT one, other, strength FROM tie ORDER BY one, other")
    marks = marks_apart(bench)
    one, other = ties["one"].astype(np.int64), ties["other"].astype(np.int64)
    heap = gather(len(marks[0]), (one, other, ties["strength"]), marks, judged(bench, same=False))
    bench.lay("heap", {"record": np.arange(len(heap)), "heap": heap})


MARKS = """
    SELECT coalesce((hash(upn) >> 1)::BIGINT * sign(length(upn)), -1) AS upn,
           coalesce((hash(nhs) >> 1)::BIGINT * sign(length(nhs)), -1) AS nhs, coalesce(side, -1) AS side
    FROM record LEFT JOIN adopted USING (record_id) ORDER BY record
"""


def marks_apart(bench: Workbench) -> list[Codes]:
    """Give the marks of each record that keep persons apart: pupil number, NHS number, side of an adoption; -1 for none.

    National Insurance numbers have no check digit: a slip of the pen is a number too, and so they keep nobody apart. Numbers
    of records that are judged to be the same person do not either; the sides of an adoption always do.
    """
    found = bench.columns(MARKS)
    upn, nhs, side = (np.asarray(found[kind]).astype(np.int64) for kind in ("upn", "nhs", "side"))
    return [*agreed([upn, nhs], groups(bench)), side]
