"""What people said wins over numbers and likeness, and contradictions are refused by name."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.domain.errors import ContractError
from csps.linkage.judged import agreed, state_of_judgements

UPN, OTHER_UPN, NHS = "B801200005001", "H801200001001", "9434765919"
EVA = {"forename": "Eva", "surname": "Oak", "born_on": date(2012, 4, 17)}
IDA = {"forename": "Ida", "surname": "Grey", "born_on": date(1955, 6, 6)}
TOM = {"forename": "Tom", "surname": "Pike", "born_on": date(1971, 1, 9)}


def test_the_same_joins_what_nothing_else_would(hamlet):
    one, other = hamlet.said("debt_case", "1", **EVA), hamlet.said("police_incident", "2", **IDA)
    hamlet.judge(other, one, "same")
    rows = {row["record_id"]: row for row in hamlet.linked()[1]["record_link"]}
    assert rows[one]["person_id"] == rows[other]["person_id"]
    assert rows[one]["tie"] == "judgement"


def test_the_same_wins_over_two_pupil_numbers(hamlet):
    one, other = (
        hamlet.said("ssd_person", "1", upn=UPN, **EVA),
        hamlet.said("school_enrolment", "2", upn=OTHER_UPN, **EVA),
    )
    third = hamlet.said("school_home_education", "3", upn=UPN, **EVA)
    hamlet.judge(one, other, "same")
    found = hamlet.persons()
    assert found[one] == found[other] == found[third]


def test_different_wins_over_a_shared_number(hamlet):
    one, other = hamlet.said("ssd_person", "1", upn=UPN, **EVA), hamlet.said("school_enrolment", "2", upn=UPN, **EVA)
    hamlet.judge(one, other, "different")
    found = hamlet.persons()
    assert found[one] != found[other]


def test_different_holds_by_way_of_a_third_record_too(hamlet):
    one, other = hamlet.said("ssd_person", "1", upn=UPN, **EVA), hamlet.said("school_enrolment", "2", upn=UPN, **EVA)
    third = hamlet.said("school_home_education", "3", upn=UPN, **EVA)
    hamlet.judge(one, other, "different")
    found = hamlet.persons()
    assert found[one] != found[other]
    assert found[third] in (found[one], found[other])


def test_a_judgement_about_a_record_not_yet_known_waits(hamlet):
    one = hamlet.said("debt_case", "1", **EVA)
    hamlet.judge(one, "0" * 32, "same")
    assert list(hamlet.persons()) == [one]


def test_a_contradiction_is_refused_with_the_pseudonyms(hamlet):
    one, other, third = (
        hamlet.said("debt_case", "1", **EVA),
        hamlet.said("police_incident", "2", **IDA),
        hamlet.said("debt_case", "3", **TOM),
    )
    hamlet.judge(one, other, "same")
    hamlet.judge(other, third, "same")
    hamlet.judge(third, one, "different")
    with pytest.raises(ContractError, match="judged to be one person") as refused:
        hamlet.linked()
    assert one in str(refused.value)
    assert third in str(refused.value)


def test_nobody_can_judge_the_sides_of_an_adoption_to_be_one(hamlet):
    sides = []
    for number, reference in enumerate(("NEW", "OLD"), start=1):
        known = hamlet.said("ssd_person", reference, nhs_number=NHS, **EVA)
        told = hamlet.said("restriction", f"R1-{number}", line=number + 1, other_number=reference, **EVA)
        hamlet.row(
            "restriction",
            record_id=told,
            restriction_ref="R1",
            kind="ADOPTION",
            about_table="feeds.ssd_person",
            line=number + 1,
        )
        sides.append((known, told))
    hamlet.judge(sides[0][1], sides[1][1], "same")
    with pytest.raises(ContractError, match="two sides of an adoption"):
        hamlet.linked()


def test_a_group_that_is_one_person_has_no_marks_that_contradict_each_other():
    marks = [np.array([5, 9, -1, 9, 3])]
    group = np.array([0, 0, 0, 3, 4])
    assert agreed(marks, group)[0].tolist() == [-1, -1, -1, 9, 3]
    assert agreed([np.array([5, 5, -1])], np.zeros(3, int))[0].tolist() == [5, 5, -1]


def test_the_state_of_judgements_changes_with_every_one_and_comes_back_when_it_is_taken_back(hamlet):
    before = state_of_judgements(hamlet.vault())
    hamlet.judge("a" * 32, "b" * 32, "same")
    during = state_of_judgements(hamlet.vault())
    hamlet.withdraw(1)
    assert state_of_judgements(hamlet.vault()) == before != during
