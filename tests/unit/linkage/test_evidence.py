"""What holds a person together is told in levels and weights that add up, and in no name."""

from __future__ import annotations

from datetime import date

import pytest

from csps.contracts.code_lists.stages import EVIDENCE_TIE, LIKENESS
from csps.linkage.comparisons import COMPARISONS, NOT_KNOWN
from csps.linkage.ties import STRENGTHS

UPN = "B801200005001"
HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
JON = {"forename": "Jonathan", "surname": "Oakwood", "born_on": date(1970, 4, 17), **HOME}


def test_every_level_and_tie_has_its_code():
    levels = {level.word for compared in COMPARISONS.values() for level in compared.levels}
    assert levels | {NOT_KNOWN} == set(LIKENESS.values)
    assert {*STRENGTHS.values(), "likeness"} == set(EVIDENCE_TIE.values)


def test_weights_add_up_and_levels_are_told(hamlet):
    hamlet.neighbours(100)
    one = hamlet.said("debt_case", "1", **JON)
    other = hamlet.said("police_incident", "2", **JON | {"forename": "Jon", "born_on": date(1970, 4, 7)})
    (row,) = hamlet.linked()[1]["evidence"]
    assert {row["record_id"], row["other_record_id"]} == {one, other}
    assert row["forename"] == "another form, or a second forename"
    assert row["surname"] == "the same"
    assert row["born"] == "one slip apart, turned round, or a year only"
    assert row["home"] == "a dwelling in common"
    assert row["sex"] == NOT_KNOWN
    parts = sum(
        value for name, value in row.items() if name.endswith(("_weight", "_rarity")) and name != "match_weight"
    )
    assert parts == pytest.approx(row["match_weight"], abs=0.01)
    assert "oakwood" not in str(row).lower()


def test_a_person_of_n_records_has_n_less_one_ties_and_the_firmest_are_told(hamlet):
    pupil = {key: value for key, value in JON.items() if key not in HOME} | {"born_on": date(2012, 4, 17)}
    for table in ("ssd_person", "school_enrolment", "school_home_education", "neet_activity"):
        hamlet.said(table, table, upn=UPN, **pupil)
    rows = hamlet.linked()[1]["evidence"]
    assert len(rows) == 3
    assert {row["tie"] for row in rows} == {"number"}
    assert all(row["match_weight"] is None and row["born"] is None for row in rows)
