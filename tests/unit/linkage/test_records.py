"""A record is what its versions say together: the latest name, and every name it ever had."""

from __future__ import annotations

from datetime import date

from csps.linkage.numbers import find_numbers
from csps.linkage.records import find_records


def records(hamlet):
    found = hamlet.bench(find_numbers, find_records).arrow("FROM record").to_pylist()
    return {row["record_id"]: row for row in found}


def test_the_latest_name_counts_and_earlier_ones_are_kept(hamlet):
    first = {"forename": "Ann", "surname": "Oak", "born_on": date(1990, 2, 3), "sex": "F"}
    record = hamlet.said("ssd_person", "1", known_on=date(2020, 1, 5), **first)
    hamlet.said("ssd_person", "1", known_on=date(2022, 1, 2), **first | {"surname": "Elm-Ash"})
    found = records(hamlet)[record]
    assert (found["forename"], found["surname"], found["born"]) == ("ann", "elmash", date(1990, 2, 3))
    assert found["surnames"] == ["ash", "elm", "elmash", "oak"]
    assert found["first_known"] == date(2020, 1, 5)


def test_a_real_birthday_outweighs_a_later_placeholder(hamlet):
    record = hamlet.said("debt_case", "1", forename="Ann", born_on=date(1990, 2, 3))
    hamlet.said("debt_case", "1", known_on=date(2021, 1, 3), forename="Ann", born_on=date(1990, 1, 1))
    assert records(hamlet)[record]["born"] == date(1990, 2, 3)


def test_a_full_name_is_parted_where_a_known_surname_begins(hamlet):
    hamlet.said("ssd_person", "1", forename="Eva", surname="Suarez Valencia")
    record = hamlet.said("council_tax_account", "1", full_name="MR HECTOR SUAREZ VALENCIA")
    other = hamlet.said("council_tax_account", "2", full_name="Green, Ida May")
    found = records(hamlet)
    assert (found[record]["forename"], found[record]["surname"]) == ("hector", "suarezvalencia")
    assert (found[other]["forename"], found[other]["surname"]) == ("ida", "green")


def test_names_in_the_wrong_order_are_turned_round_where_the_others_prove_it(hamlet):
    for number in range(4):
        hamlet.said("ssd_person", f"{number}", forename="Amina", surname="Begum")
    record = hamlet.said("homelessness_person", "9", forename="Begum", surname="Amina")
    found = records(hamlet)[record]
    assert (found["forename"], found["surname"]) == ("amina", "begum")


def test_an_initial_is_no_forename(hamlet):
    record = hamlet.said("debt_case", "1", forename="J", surname="Smith")
    found = records(hamlet)[record]
    assert (found["forename"], found["initial"], found["surname"]) == (None, "j", "smith")


def test_a_pet_form_stands_beside_its_full_names(hamlet):
    record = hamlet.said("debt_case", "1", forename="Jo", surname="Smith")
    assert records(hamlet)[record]["forenames"] == ["jo", "joanna", "joanne", "josephine"]


def test_records_are_numbered_in_the_order_of_their_pseudonyms(hamlet):
    made = [hamlet.said("ssd_person", f"{number}", forename="Ann") for number in range(5)]
    found = records(hamlet)
    assert [found[record]["record"] for record in sorted(made)] == [0, 1, 2, 3, 4]


def test_a_row_that_says_nothing_of_anybody_is_no_record(hamlet):
    hamlet.said("police_asb", "1", address_line="1 Elm Row", postcode="XH1 4AB")
    assert records(hamlet) == {}
