"""Ids last from week to week; merges and splits say which id became which, and an adoption says nothing."""

from __future__ import annotations

from datetime import date

UPN, NHS = "B801200005001", "9434765919"
WEEKS = (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16))
EVA = {"forename": "Eva", "surname": "Oak", "born_on": date(2012, 4, 17)}
IDA = {"forename": "Ida", "surname": "Grey", "born_on": date(1955, 6, 6)}


def ids(tables):
    return {row["record_id"]: row["person_id"] for row in tables["record_link"]}


def test_two_persons_become_one_under_the_id_of_the_greater(hamlet):
    one = [hamlet.said("ssd_person", "1", upn=UPN, known_on=date(2021, 1, 4), **EVA)]
    one += [
        hamlet.said("school_enrolment", "2", upn=UPN, **EVA),
        hamlet.said("school_home_education", "3", upn=UPN, **EVA),
    ]
    other = hamlet.said("debt_case", "4", known_on=date(2019, 1, 7), **IDA)
    before = ids(hamlet.linked(WEEKS[0], publish=True)[1])
    hamlet.judge(one[0], other, "same")
    _, tables = hamlet.linked(WEEKS[1], publish=True)
    after = ids(tables)
    assert after[other] == before[one[0]] != before[other]
    change = {
        "changed_on": WEEKS[1],
        "person_id": before[other],
        "became_id": after[other],
        "records": 1,
        "change": "merged",
    }
    assert tables["person_change"] == [change]
    _, again = hamlet.linked(WEEKS[2])
    assert ids(again) == after
    assert again["person_change"] == [change]


def test_one_person_becomes_two_and_back_again(hamlet):
    records = [hamlet.said("ssd_person", "1", upn=UPN, **EVA), hamlet.said("school_enrolment", "2", upn=UPN, **EVA)]
    third = hamlet.said("school_home_education", "3", known_on=date(2018, 1, 8), upn=UPN, **EVA)
    before = ids(hamlet.linked(WEEKS[0], publish=True)[1])[third]
    for record in records:
        hamlet.judge(record, third, "different")
    told, tables = hamlet.linked(WEEKS[1], publish=True)
    found = ids(tables)
    assert found[records[0]] == found[records[1]] == before != found[third]
    (change,) = tables["person_change"]
    assert (change["change"], change["became_id"], told.changes) == ("split", found[third], 1)
    for number in (1, 2):
        hamlet.withdraw(number)
    _, tables = hamlet.linked(WEEKS[2])
    assert set(ids(tables).values()) == {before}
    assert [row["change"] for row in tables["person_change"]] == ["split", "merged"]


def test_the_same_week_again_keeps_what_it_told(hamlet):
    one, other = hamlet.said("debt_case", "1", **EVA), hamlet.said("police_incident", "2", **IDA)
    hamlet.linked(WEEKS[0], publish=True)
    hamlet.judge(one, other, "same")
    _, first = hamlet.linked(WEEKS[1], publish=True)
    _, second = hamlet.linked(WEEKS[1])
    assert first == second
    assert len(first["person_change"]) == 1


def test_a_later_record_known_earlier_changes_no_id(hamlet):
    first = hamlet.said("ssd_person", "1", known_on=date(2020, 1, 6), upn=UPN, **EVA)
    before = ids(hamlet.linked(WEEKS[0], publish=True)[1])[first]
    late = hamlet.said("school_enrolment", "2", known_on=date(2015, 1, 5), upn=UPN, **EVA)
    _, tables = hamlet.linked(WEEKS[1])
    assert ids(tables) == {first: before, late: before}
    assert tables["person_change"] == []


def test_an_adoption_gives_both_identities_new_ids_and_tells_nothing(hamlet):
    known = [hamlet.said("ssd_person", reference, nhs_number=NHS, **EVA) for reference in ("NEW", "OLD")]
    before = ids(hamlet.linked(WEEKS[0], publish=True)[1])
    assert before[known[0]] == before[known[1]]
    for number, reference in enumerate(("NEW", "OLD"), start=1):
        told = hamlet.said(
            "restriction", f"R1-{number}", line=number + 1, known_on=date(2026, 11, 8), other_number=reference, **EVA
        )
        values = {"restriction_ref": "R1", "kind": "ADOPTION", "about_table": "feeds.ssd_person", "line": number + 1}
        hamlet.row("restriction", record_id=told, known_on=date(2026, 11, 8), **values)
    _, tables = hamlet.linked(WEEKS[1])
    after = ids(tables)
    assert len({after[known[0]], after[known[1]], before[known[0]]}) == 3
    assert tables["person_change"] == []
    assert tables["possible_link"] == []
