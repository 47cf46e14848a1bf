"""The stage as a whole: the same bytes from the same input, nothing of the future, and an empty vault is no fault."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.domain.errors import ContractError, IntegrityError
from csps.linkage import candidates
from csps.linkage.run import WRITTEN
from csps.linkage.thresholds import Thresholds

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
PEOPLE = (("Ann", 1980), ("Ida", 1955), ("Eva", 2012), ("Jon", 1979), ("Kit", 2015))


def settle(hamlet):
    hamlet.neighbours()
    for number, (name, year) in enumerate(PEOPLE):
        for table in ("debt_case", "police_incident", "ssd_person"):
            identity = {"forename": name, "surname": "Oakwood", "born_on": date(year, 3, 4 + number)}
            hamlet.said(table, f"{number}", **identity, **({} if table == "ssd_person" else HOME))


def test_the_same_input_gives_the_same_bytes(hamlet, tmp_path):
    settle(hamlet)
    other = type(hamlet)(tmp_path / "other")
    settle(other)
    other._identities.reverse()
    hashes = []
    for made in (hamlet, other):
        edition = made.edition()
        from csps.linkage import link_edition

        link_edition(edition, made.vault())
        written = {each.table: each.sha256 for each in edition.written if each.table.startswith("linkage.")}
        hashes.append(written | dict(edition.versions))
    assert (
        len(hashes[0]) == len(WRITTEN) + 3
    )  # and what became of whose id, the model, and the pairs that are remembered
    assert hashes[0] == hashes[1]


def test_it_counts_what_it_made(hamlet):
    settle(hamlet)
    told, tables = hamlet.linked()
    assert (told.records, told.persons) == (315, 305)
    assert told.by_number + told.by_likeness == 15
    assert told.residences == len(tables["residence"]) == 10


def test_what_becomes_known_later_is_not_seen(hamlet):
    settle(hamlet)
    hamlet.said("debt_case", "late", known_on=date(2026, 11, 20), forename="Una", surname="Late", **HOME)
    told, _ = hamlet.linked()
    assert told.records == 315
    assert hamlet.linked(date(2019, 1, 7))[0].records == 0


def test_an_empty_vault_gives_empty_tables(hamlet):
    told, tables = hamlet.linked()
    assert told.persons == 0
    assert all(rows == [] for rows in tables.values())


@pytest.mark.parametrize("table", WRITTEN)
def test_no_name_address_or_number_leaves_the_vault(hamlet, table):
    settle(hamlet)
    said = str(hamlet.linked()[1][table]).lower()
    assert not [word for word in ("oakwood", "elm row", "xh1", "uprn", "'991'") if word in said]


def test_everybody_called_the_same_is_nobody_in_particular(hamlet, monkeypatch):
    monkeypatch.setattr(candidates, "LARGEST", 20)
    for number in range(60):
        hamlet.said("police_incident", f"{number}", forename="John", surname="Smith")
    told, _ = hamlet.linked()
    assert (told.records, told.persons) == (60, 60)


def test_a_person_of_forty_addresses_is_one_person_who_moved(hamlet):
    settle(hamlet)
    records = []
    for number in range(40):
        home = {
            "address_line": f"{number + 2} Oak Road",
            "postcode": f"XH{number % 9 + 1} 1AA",
            "uprn": f"7{number:03d}",
        }
        known = date(2020, 2, 2) + timedelta(weeks=number)
        identity = {"forename": "Ann", "surname": "Oakwood", "born_on": date(1980, 3, 4)}
        records.append(hamlet.said("police_incident", "0", known_on=known, **identity, **home))
    _, tables = hamlet.linked()
    person = {row["record_id"]: row["person_id"] for row in tables["record_link"]}
    assert person[records[0]] == person[hamlet.record_id("debt_case", "0")]
    assert len({row["place_id"] for row in tables["residence"] if row["person_id"] == person[records[0]]}) == 41


def test_a_birth_in_the_future_is_no_birth(hamlet):
    settle(hamlet)
    late = hamlet.said("homelessness_person", "x", forename="Ann", surname="Oakwood", born_on=date(2031, 3, 4), **HOME)
    _, tables = hamlet.linked()
    person = {row["record_id"]: row["person_id"] for row in tables["record_link"]}
    assert person[late] == person[hamlet.record_id("debt_case", "0")]
    months = {row["person_id"]: row["month_of_birth"] for row in tables["person"]}
    assert months[person[late]] == "1980-03"


def test_numbers_that_contradict_each_other_make_two_people(hamlet):
    settle(hamlet)
    pupil = {"forename": "Eva", "surname": "Oakwood", "born_on": date(2012, 3, 6)}
    one = hamlet.said("school_enrolment", "a", upn="B801200005001", **pupil, **HOME)
    other = hamlet.said("school_home_education", "b", upn="H801200001001", **pupil, **HOME)
    found = hamlet.persons()
    assert found[one] != found[other]


def test_too_many_records_of_one_person_stop_the_run_and_name_the_weakest_tie(hamlet):
    settle(hamlet)
    hamlet.said("homelessness_person", "x", forename="Ann", surname="Oakwood", born_on=date(1980, 3, 14), **HOME)
    with pytest.raises(
        ContractError, match=r"the largest of \d+\. Its weakest tie is the one between records"
    ) as refused:
        hamlet.linked(thresholds=Thresholds(most_records=3))
    anns = [hamlet.record_id(table, "0") for table in ("debt_case", "police_incident", "ssd_person")]
    named = [record for record in (*anns, hamlet.record_id("homelessness_person", "x")) if record in str(refused.value)]
    assert len(named) == 2
    with pytest.raises(ContractError, match="trusted numbers or one name"):
        hamlet.linked(thresholds=Thresholds(most_records=1, sure=99))


def test_a_model_that_is_lost_stops_the_week_and_lost_pairs_do_not(hamlet):
    settle(hamlet)
    _, first = hamlet.linked(publish=True)
    vault = hamlet.vault()
    vault.workings.keep_only("pairs", ())
    told, again = hamlet.linked()
    assert first == again
    assert told.weighed > 0
    vault.workings.keep_only("model", ())
    with pytest.raises(IntegrityError, match="sealed model"):
        hamlet.linked()
