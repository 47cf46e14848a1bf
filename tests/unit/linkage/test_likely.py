"""Who is taken for one person, and who never: parent and child of one name, twins, and two candidates alike."""

from __future__ import annotations

from datetime import date

import pytest

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
JOHN = {"forename": "Jonathan", "surname": "Oakwood", "born_on": date(1970, 4, 17), "sex": "M"}


def same(hamlet, one, other):
    found = hamlet.persons()
    return found[one] == found[other]


@pytest.fixture(autouse=True)
def _neighbours(hamlet):
    hamlet.neighbours()


@pytest.mark.parametrize(
    ("changed", "one_person"),
    [
        ({"forename": "Jon"}, True),  # a pet form
        ({"forename": "J"}, True),
        ({"forename": "Nathan"}, True),  # the end of Jonathan: another short form
        ({"forename": "Nathan", "born_on": date(1970, 4, 7)}, False),  # but not with a slip in the birth besides
        ({"surname": "Oakwod"}, True),
        ({"born_on": date(1970, 4, 7)}, True),
        ({"born_on": date(1971, 9, 17)}, False),  # two slips
        ({"born_on": date(1972, 4, 17)}, True),
        ({"born_on": date(1970, 11, 28)}, False),  # nothing but the year
        ({"born_on": date(1970, 11, 17)}, True),  # under one name another month is a slip
        ({"born_on": date(1970, 11, 17), "forename": "Jon"}, False),  # a brother's, perhaps
        ({"born_on": date(1999, 4, 17)}, False),  # his son, born on his birthday
        ({"born_on": date(1998, 9, 30)}, False),  # his son
        ({"forename": "Cuthbert"}, False),  # his twin
        ({"forename": "Jonathas", "sex": "F"}, False),
    ],
)
def test_one_slip_is_forgiven_but_not_another_birth_forename_or_sex(hamlet, changed, one_person):
    one = hamlet.said("debt_case", "1", **HOME, **JOHN)
    other = hamlet.said("police_incident", "2", **HOME | JOHN | changed)
    assert same(hamlet, one, other) is one_person


def test_a_record_without_birth_joins_the_one_it_fits(hamlet):
    dated = hamlet.said("debt_case", "1", **HOME, **JOHN)
    hamlet.said("debt_case", "2", **HOME | JOHN | {"forename": "Margaret", "sex": "F"})
    payer = hamlet.said("police_incident", "3", **HOME | JOHN | {"born_on": None, "sex": None})
    assert same(hamlet, dated, payer)


def test_a_record_that_fits_father_and_son_joins_neither(hamlet):
    father = hamlet.said("debt_case", "1", **HOME, **JOHN)
    son = hamlet.said("debt_case", "2", **HOME | JOHN | {"born_on": date(1995, 9, 30)})
    payer = hamlet.said("police_incident", "3", **HOME | JOHN | {"born_on": None})
    found = hamlet.persons()
    assert len({found[father], found[son], found[payer]}) == 3


def test_a_child_pays_no_council_tax_so_that_the_father_is_meant(hamlet):
    father = hamlet.said("debt_case", "1", **HOME, **JOHN)
    child = hamlet.said("debt_case", "2", **HOME | JOHN | {"born_on": date(2012, 9, 30)})
    home = hamlet.said("council_tax_property", "P", line=2, **HOME)
    hamlet.row("council_tax_property", record_id=home, property_ref="P")
    payer = hamlet.said("council_tax_account", "A", full_name="JONATHAN OAKWOOD")
    hamlet.row("council_tax_account", record_id=payer, account_ref="7")
    hamlet.row(
        "council_tax_occupation", record_id="o", account_ref="7", property_ref="P", occupation_date=date(2019, 1, 7)
    )
    found = hamlet.persons()
    assert found[payer] == found[father] != found[child]


def test_two_people_of_one_name_on_one_account_are_two(hamlet):
    home = hamlet.said("council_tax_property", "P", line=2, **HOME)
    hamlet.row("council_tax_property", record_id=home, property_ref="P")
    people = []
    for table in ("council_tax_account", "council_tax_person"):
        record = hamlet.said(table, "1", full_name="JONATHAN OAKWOOD")
        hamlet.row(table, record_id=record, account_ref="7")
        people.append(record)
    hamlet.row(
        "council_tax_occupation", record_id="o", account_ref="7", property_ref="P", occupation_date=date(2019, 1, 7)
    )
    assert not same(hamlet, *people)
