"""Numbers are well made, distinct, and can be nobody's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.domain import identifiers
from csps.domain.errors import UsageError
from csps.synthetic.identities import numbers

COUNT = 20_000
SERIALS = np.arange(COUNT)


@pytest.fixture(scope="module")
def register():
    return numbers.NumberRegister(np.random.default_rng(1))


def test_every_upn_is_valid_distinct_and_of_the_fictional_authority(register):
    upns = register.upns(SERIALS, 2005 + SERIALS % 20)
    temporary = register.upns(SERIALS, 2005 + SERIALS % 20, temporary=True)
    texts = [*numbers.upn_texts(upns), *numbers.upn_texts(temporary)]
    assert all(identifiers.is_valid_upn(text) and text[1:4] == "999" for text in texts)
    assert [identifiers.is_temporary_upn(text) for text in texts] == [False] * COUNT + [True] * COUNT
    assert len(set(texts)) == 2 * COUNT


@settings(deadline=None)
@given(st.integers(0, 10**11 - 1), st.integers(0, 32))
def test_vectorised_check_letters_equal_the_slow_rule(digits, last):
    text = numbers.upn_texts(numbers.checked_upns(np.array([digits]), np.array([last])))[0]
    assert text[0] == identifiers.upn_check_letter(text[1:])
    assert text[1:12] == f"{digits:011d}"


def test_every_nhs_number_is_of_the_test_range(register):
    texts = numbers.nhs_texts(register.nhs_numbers(SERIALS))
    assert all(identifiers.is_test_nhs_number(text) for text in texts)
    assert len(set(texts)) == COUNT


def test_the_test_range_holds_exactly_the_numbers_that_the_slow_rule_finds(register):
    stems = {str(number)[:9] for number in register.nhs_numbers(np.arange(900_000)).tolist()}
    sample = [f"999{place:06d}" for place in range(0, 1_000_000, 997)]
    assert not [stem for stem in sample if identifiers.nhs_check_digit(stem) is None and stem in stems]


def test_no_national_insurance_number_was_ever_issued(register):
    texts = numbers.ni_texts(register.ni_numbers(SERIALS))
    assert all(identifiers.is_well_formed_ni_number(text) for text in texts)
    assert not any(identifiers.is_issuable_ni_number(text) for text in texts)
    assert len(set(texts)) == COUNT


@pytest.mark.parametrize(
    ("make", "spoil", "write", "valid"),
    [
        (
            lambda r: r.upns(SERIALS, 2010 + 0 * SERIALS),
            numbers.faulty_upns,
            numbers.upn_texts,
            identifiers.is_valid_upn,
        ),
        (
            lambda r: r.nhs_numbers(SERIALS),
            numbers.faulty_nhs_numbers,
            numbers.nhs_texts,
            identifiers.is_valid_nhs_number,
        ),
    ],
)
def test_a_faulty_number_always_fails_its_check_and_stays_fictional(register, make, spoil, write, valid):
    true = make(register)
    texts = write(spoil(true, np.random.default_rng(2)))
    assert not any(valid(text) for text in texts)
    assert all("999" in text[:4] for text in texts)


def test_a_faulty_ni_number_is_another_one_that_was_never_issued(register):
    true = register.ni_numbers(SERIALS)
    faulty = numbers.faulty_ni_numbers(true, np.random.default_rng(2))
    assert (faulty != true).all()
    assert not any(identifiers.is_issuable_ni_number(text) for text in numbers.ni_texts(faulty))


def test_none_is_written_as_nothing_and_stays_none():
    none = np.array([numbers.NONE])
    for write in (numbers.upn_texts, numbers.nhs_texts, numbers.ni_texts):
        assert write(none).tolist() == [""]
        assert write(np.zeros(0, np.int64)).tolist() == []
    assert numbers.faulty_upns(none, np.random.default_rng(0)).tolist() == [numbers.NONE]


def test_a_borough_of_more_people_than_the_test_range_goes_on_where_no_number_is_issued(register):
    first = register.nhs_numbers(SERIALS)
    many = register.nhs_numbers(np.arange(2_500_000))
    assert len(np.unique(many)) == len(many)
    assert (many[SERIALS] == first).all()
    texts = numbers.nhs_texts(many[::10_007])
    assert all(identifiers.is_valid_nhs_number(text) for text in texts)
    assert {text[:3] for text in texts} == {"995", "996", "997", "998", "999"}


@pytest.mark.parametrize("serial", [-1, 10_000_000])
def test_more_people_than_numbers_is_refused(register, serial):
    for give in (register.nhs_numbers, register.ni_numbers, lambda s: register.upns(s, s)):
        with pytest.raises(UsageError, match="serial"):
            give(np.array([serial]))


def test_telephones_are_for_drama_and_mail_goes_nowhere():
    phones = numbers.phone_numbers(500, np.random.default_rng(1))
    assert all(text.startswith(("07700900", "02079460")) and len(text) == 11 for text in phones)
    names = np.array(["Siobhán", "Łucja", ""], dtype=object)
    mail = numbers.email_addresses(names, names[::-1], np.arange(3))
    assert mail.tolist() == [
        "siobhan.resident0@example.org", "ucja.ucja1@example.org", "resident.siobhan2@example.org",
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_numbers():
    one, two = (numbers.NumberRegister(np.random.default_rng(9)) for _ in range(2))
    assert (one.nhs_numbers(SERIALS) == two.nhs_numbers(SERIALS)).all()
    assert (one.upns(SERIALS, SERIALS) == two.upns(SERIALS, SERIALS)).all()
