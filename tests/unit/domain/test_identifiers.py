"""Check digits hold for what they should, and fail for what they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain import identifiers

DIGITS = "0123456789"
upn_bodies = st.builds(
    "{}{}".format,
    st.text(DIGITS, min_size=11, max_size=11),
    st.sampled_from(DIGITS + identifiers.UPN_LETTERS),
)
nhs_stems = st.text(DIGITS, min_size=9, max_size=9)


@given(upn_bodies)
def test_a_upn_with_its_check_letter_is_valid_and_with_any_other_is_not(body):
    right = identifiers.upn_check_letter(body)
    for letter in identifiers.UPN_LETTERS:
        assert identifiers.is_valid_upn(letter + body) == (letter == right)


@given(upn_bodies, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_breaks_a_upn(body, place, step):
    wrong = body[:place] + str((int(body[place]) + step) % 10) + body[place + 1 :]
    assert not identifiers.is_valid_upn(identifiers.upn_check_letter(body) + wrong)


@pytest.mark.parametrize("letter", "IOS")
def test_letters_that_are_never_used_make_a_upn_invalid(letter):
    assert not identifiers.is_valid_upn(letter + "801200005001")
    assert not identifiers.is_valid_upn("A80120000500" + letter)
    with pytest.raises(ValueError, match="eleven digits"):
        identifiers.upn_check_letter("80120000500" + letter)


@pytest.mark.parametrize(
    "text", ["", "B80120000500", "B8012000050011", "1801200005001", "B80120000A001", "\u00b9" * 13]
)
def test_what_has_not_the_form_of_a_upn_is_not_one(text):
    assert not identifiers.is_valid_upn(text)


@given(nhs_stems)
def test_at_most_one_last_digit_makes_an_nhs_number_valid(stem):
    valid = [digit for digit in DIGITS if identifiers.is_valid_nhs_number(stem + digit)]
    check = identifiers.nhs_check_digit(stem)
    assert valid == ([] if check is None else [str(check)])


@given(nhs_stems, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_breaks_an_nhs_number(stem, place, step):
    check = identifiers.nhs_check_digit(stem)
    wrong = stem[:place] + str((int(stem[place]) + step) % 10) + stem[place + 1 :]
    assert check is None or not identifiers.is_valid_nhs_number(f"{wrong}{check}")


@pytest.mark.parametrize("stem", ["", "12345678", "1234567890", "12345678x", "\u0661" * 9])
def test_an_nhs_stem_is_nine_digits(stem):
    with pytest.raises(ValueError, match="nine digits"):
        identifiers.nhs_check_digit(stem)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text):
    assert identifiers.is_valid_upn(text) in (True, False)
    assert identifiers.is_valid_nhs_number(text) in (True, False)
    assert identifiers.is_issuable_ni_number(text) in (True, False)
    again = identifiers.normalise_postcode(text)
    assert again is None or identifiers.normalise_postcode(again) == again


@pytest.mark.parametrize(
    ("text", "issuable"),
    [("AB123456C", True), ("ab 12 34 56 c", True), ("AB123456", True), ("AB123456E", False), ("DA123456A", False),
     ("AO123456A", False), ("GB123456A", False), ("ZZ123456A", False), ("QQ123456A", False)],
)  # fmt: skip
def test_national_insurance_numbers(text, issuable):
    assert identifiers.is_issuable_ni_number(text) is issuable


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("E8 1CA", None),
        ("E81", None),
        ("", None),
    ],
)
def test_postcodes(text, written):
    assert identifiers.normalise_postcode(text) == written
