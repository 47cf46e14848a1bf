"""An agency's register: whom it knows, under which reference, and what it wrote down."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.contracts.catalogue import table
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.model import Identity
from csps.store import Coded
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import NOBODY

FROM_REGISTER = {
    Identity.FORENAME, Identity.SURNAME, Identity.FULL_NAME, Identity.BIRTH_DATE, Identity.ADDRESS, Identity.POSTCODE,
    Identity.UPRN, Identity.UPN, Identity.NHS_NUMBER, Identity.NI_NUMBER,
}  # fmt: skip
INCIDENT = table("feeds.police_incident")


def texts(values):
    return np.append(np.asarray(values.vocabulary, dtype=object), None)[values.indices]


@pytest.fixture(scope="module")
def residents(watch):
    """Everybody at home in the middle of the delivered weeks."""
    everyone = np.arange(len(watch.history.people["birth"]))
    days = np.full(len(everyone), watch.calendar.first_day(20))
    return everyone[watch.history.address(everyone, days) >= 0]


@pytest.fixture(scope="module")
def met(watch, residents):
    """Every resident met at the beginning and again ten weeks later."""
    day = watch.calendar.first_day(20)
    persons = np.concatenate((residents, residents, [NOBODY]))
    return persons, np.concatenate((np.full(len(residents), day + 70), np.full(len(residents), day), [day]))


@pytest.fixture(scope="module")
def register(watch, met):
    return Register(watch, "police", *met, prefix="NOM", learns_of_moves=1.0)


def test_who_is_met_twice_has_one_record_and_a_few_have_two(watch, register, residents):
    assert set(register.person) == set(residents)
    again = len(register) - len(residents)
    assert 0 < again < 3 * watch.habits["police"].duplicate * len(residents)
    assert np.unique(register.person, return_counts=True)[1].max() == 2


def test_a_record_is_as_old_as_the_first_meeting(watch, register):
    assert (register.since == watch.calendar.first_day(20)).all()


def test_rows_go_to_a_record_of_the_person_or_to_none(register, met):
    record = register.record_of(*met)
    assert (record[met[0] == NOBODY] == -1).all()
    named = met[0] != NOBODY
    assert (register.person[record[named]] == met[0][named]).all()


def test_duplicates_get_the_smaller_part_of_the_rows(register):
    twice = np.flatnonzero(np.bincount(register.person) == 2)
    persons = np.repeat(twice, 200)
    record = register.record_of(persons, np.full(len(persons), register.since.max() + 1))
    second = np.isin(record, np.unique(register.person[::-1], return_index=True)[1])
    assert len(set(record)) == 2 * len(twice)
    assert 0 < second.mean() < 1


def test_somebody_never_met_is_refused(watch, register, residents):
    stranger = np.setdiff1d(np.arange(len(watch.history.people["birth"])), residents)[:1]
    with pytest.raises(ValueError, match="never met"):
        register.record_of(stranger, register.since[:1])


def test_references_are_the_agencys_own_and_say_nothing(register):
    every = np.arange(len(register))
    references = texts(register.reference(every))
    assert len(set(references)) == len(register)
    assert all(reference.startswith("NOM") for reference in references)
    assert abs(np.corrcoef(register.number, register.person)[0, 1]) < 0.2
    assert texts(register.reference(np.array([-1]))).tolist() == [None]


def test_the_same_register_is_made_twice(watch, met, register):
    again = Register(watch, "police", *met, prefix="NOM", learns_of_moves=1.0)
    assert np.array_equal(again.number, register.number)
    assert np.array_equal(again.records.uprn, register.records.uprn)
    other = Register(watch, "police", *met, prefix="CSU", learns_of_moves=1.0)
    assert not np.array_equal(other.number[: len(register.number)], register.number)


@pytest.mark.parametrize("contract", FEED_TABLES, ids=lambda contract: contract.name)
def test_every_identity_of_every_contract_is_filled_or_left_to_the_caller(register, contract):
    record = np.array([0, -1, 1, 0])
    filled = register.identity(record, contract, register.since.max() + np.arange(4))
    assert set(filled) == {column.name for column in contract.identities if column.identity in FROM_REGISTER}
    for values in filled.values():
        assert len(values) == 4
        if isinstance(values, Coded):
            assert texts(values)[1] is None
        elif isinstance(values, np.ma.MaskedArray):
            assert np.ma.getmaskarray(values)[1]
        else:
            assert np.isnat(values[1])


def test_a_register_of_nobody_answers_too(watch):
    nobody = np.array([NOBODY, NOBODY])
    register = Register(watch, "police", nobody, np.array([20000, 20000]), prefix="NOM")
    record = register.record_of(nobody, np.array([20000, 20000]))
    assert len(register) == 0
    assert record.tolist() == [-1, -1]
    assert [len(values) for values in register.identity(record, INCIDENT, record).values()] == [2] * 6
    assert register.sex(record).tolist() == [0, 0]
    assert texts(register.reference(record)).tolist() == [None, None]
    with pytest.raises(ValueError, match="never met"):
        register.record_of(np.array([0]), np.array([20000]))


# --- addresses ----------------------------------------------------------------------------------------------------------
def test_moves_are_learnt_after_the_move_while_the_person_still_lives_there(watch, register):
    record, day = register.address_changes()
    assert len(record) > 5
    assert (day > register.since[record]).all()
    assert (np.diff(day) >= 0).all()
    person = register.person[record]
    town, learnt = watch.town, register.identity(record, INCIDENT, day)
    home = watch.history.address(person, day)
    assert (home >= 0).all()
    assert texts(learnt["postcode"]).tolist() == town.postcode_texts[town.postcode[home]].tolist()
    before = register.identity(record, INCIDENT, day - 1)
    assert (texts(before["address_line"]) != texts(learnt["address_line"])).mean() > 0.95


def test_turning_18_is_no_move(watch, register):
    """Grown children begin a new stay in the same home."""
    record, day = register.address_changes()
    stays = watch.history.person_stays
    person = register.person[record]
    old = watch.history.address(person, register.since[record])
    one_move = np.bincount(record, minlength=len(register))[record] == 1
    assert (watch.history.address(person, day)[one_move & (old >= 0)] != old[one_move & (old >= 0)]).all()
    assert len(stays.key)


def test_without_a_day_the_first_address_is_given(watch, register):
    record, _ = register.address_changes()
    first = register.identity(record, INCIDENT)
    known = register.records.dwelling[record] >= 0
    expected = watch.town.postcode_texts[watch.town.postcode[register.records.dwelling[record]]]
    assert (texts(first["postcode"])[known] == expected[known]).all()
    assert (texts(first["postcode"])[~known] == None).all()  # noqa: E711 - an array of texts


def test_an_agency_that_learns_nothing_keeps_the_old_address(watch, met):
    deaf = Register(watch, "police", *met, prefix="NOM", learns_of_moves=0.0)
    assert len(deaf.address_changes()[0]) == 0
    every = np.arange(len(deaf))
    late = deaf.identity(every, INCIDENT, np.full(len(deaf), watch.calendar.end_day))
    early = deaf.identity(every, INCIDENT)
    assert texts(late["address_line"]).tolist() == texts(early["address_line"]).tolist()


def test_who_is_filed_without_a_property_number_stays_so(watch, register):
    every = np.arange(len(register))
    missing = register.records.uprn < 0
    assert 0.1 < missing.mean() < 0.4
    for day in (register.since.min(), watch.calendar.end_day):
        uprn = register.identity(every, INCIDENT, np.full(len(register), day))["uprn"]
        assert (np.ma.getmaskarray(uprn) == missing).all()


# --- adoption --------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def adopted(watch, register):
    """A borough in which a child who moves later is adopted in week 22; the child, and the day."""
    record, learnt = register.address_changes()
    birth = watch.history.people["birth"]
    young = register.watch.history.ages(register.person[record], learnt) < 16
    child = int(register.person[record[young]][0])
    day = watch.calendar.first_day(22)
    column = watch.history.people["adopted_on"].copy()
    column[child] = day
    identities = watch.identities
    forename, surname, nhs = (
        getattr(identities, name).copy() for name in ("adopted_forename", "adopted_surname", "adopted_nhs")
    )
    forename[child], surname[child] = identities.forename[child], identities.birth_surname[(child + 1) % len(birth)]
    nhs[child] = 9990000018
    changed = dataclasses.replace(
        watch,
        history=dataclasses.replace(watch.history, people={**watch.history.people, "adopted_on": column}),
        identities=dataclasses.replace(identities, adopted_forename=forename, adopted_surname=surname, adopted_nhs=nhs),
    )
    return changed, child, day


def test_an_adopted_child_is_met_anew_and_shares_no_reference(adopted):
    watch, child, day = adopted
    persons, days = np.array([child] * 4), np.array([day - 10, day - 5, day, day + 40])
    register = Register(watch, "childrens_social_care", persons, days, prefix="MOS", learns_of_moves=1.0)
    record = register.record_of(persons, days)
    before, after = set(record[:2]), set(record[2:])
    assert not before & after
    assert not set(texts(register.reference(record[:2]))) & set(texts(register.reference(record[2:])))
    assert register.new_identity[record].tolist() == [False, False, True, True]
    numbers = register.records.nhs[[min(before), min(after)]]
    assert numbers[0] != numbers[1] or (numbers < 0).any()
    assert (register.records.upn[list(after)] < 0).all()


def test_the_old_file_of_an_adopted_child_follows_it_nowhere(adopted):
    watch, child, day = adopted
    register = Register(watch, "police", np.array([child]), np.array([day - 14]), prefix="NOM", learns_of_moves=1.0)
    record, learnt = register.address_changes()
    assert (learnt < day).all()
    assert len(register) == len(set(register.person[record])) or not len(record)


def test_no_file_is_opened_for_an_identity_before_it_exists(adopted):
    watch, child, day = adopted
    register = Register(watch, "police", np.array([child]), np.array([day - 14]), prefix="NOM")
    with pytest.raises(ValueError, match="never met"):
        register.record_of(np.array([child]), np.array([day]))
    assert watch.history.people["adopted_on"][child] < FOREVER
