"""The numbers agencies know people by: their forms and check digits.

A number that fails its check lowers trust in a record and never rejects it: in public fixtures of children's returns
only 2 to 4 % of well-formed UPNs pass, and real rates are unknown. The checks take text as written by an agency:
blanks are ignored and letters may be of either case.

Sources: unique pupil number, govtalk UniquePupilNumber 2.0 and DfE rule 1510; NHS number, NHS data dictionary (modulus
11); National Insurance number, HMRC manual NIM39110; postcode, Royal Mail's formats.
"""

from __future__ import annotations

import re

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S; the place of a letter is its value
_UPN_FORM = re.compile(r"[A-Z]\d{11}[\dA-Z]")
_NHS_FORM = re.compile(r"\d{10}")
_NI_FORM = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]?")
_NI_NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_POSTCODE_FORM = re.compile(
    r"(?P<outward>[A-Z]{1,2}\d[A-Z\d]?)(?P<inward>\d[ABD-HJLNP-UW-Z]{2})"  # the inward letters exclude C I K M O V
)
_NHS_WEIGHTS = range(10, 1, -1)


def compact(text: str) -> str:
    """Give an identifier without blanks and in capitals, the form that is compared.

    >>> compact(" b8012 00005001 ")
    'B801200005001'
    """
    return "".join(text.split()).upper()


def upn_check_letter(body: str) -> str:
    """Give the check letter of a unique pupil number from its other twelve characters.

    The sum of each character's value times its place (2 to 13) modulo 23 picks a letter of `UPN_LETTERS`. The last
    character is a digit, or in a temporary number a letter, which counts as its place in `UPN_LETTERS`.

    Args:
        body: local authority (3), establishment (4), year (2), serial (3; the last may be a letter).

    Raises:
        ValueError: not twelve such characters.

    >>> upn_check_letter("801200005001"), upn_check_letter("801200001001")
    ('B', 'H')
    """
    if not _UPN_FORM.fullmatch("A" + body) or (body[-1].isalpha() and body[-1] not in UPN_LETTERS):
        raise ValueError("The body of a unique pupil number is eleven digits and a digit or letter.")
    values = [int(mark) if mark.isdigit() else UPN_LETTERS.index(mark) for mark in body]
    return UPN_LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def is_valid_upn(text: str) -> bool:
    """Say whether a unique pupil number, permanent or temporary, has the right form and check letter.

    >>> is_valid_upn("B801200005001"), is_valid_upn("H801200001001"), is_valid_upn("Q207000016049")
    (True, True, False)
    """
    upn = compact(text)
    try:
        return bool(_UPN_FORM.fullmatch(upn)) and upn[0] == upn_check_letter(upn[1:])
    except ValueError:
        return False


def is_temporary_upn(text: str) -> bool:
    """Say whether a number has the form of a temporary unique pupil number: its last character is a letter.

    >>> is_temporary_upn("L99920002400A"), is_temporary_upn("B801200005001")
    (True, False)
    """
    upn = compact(text)
    return bool(_UPN_FORM.fullmatch(upn)) and upn[-1].isalpha()


def nhs_check_digit(stem: str) -> int | None:
    """Give the check digit of the first nine digits of an NHS number; None when no number has these nine.

    >>> nhs_check_digit("943476591"), nhs_check_digit("999000000")
    (9, None)

    Raises:
        ValueError: not nine digits.
    """
    if not re.fullmatch(r"[0-9]{9}", stem):
        raise ValueError("The stem of an NHS number is nine digits.")
    check = -sum(int(digit) * weight for digit, weight in zip(stem, _NHS_WEIGHTS, strict=True)) % 11
    return None if check == 10 else check


def is_valid_nhs_number(text: str) -> bool:
    """Say whether an NHS number has ten digits and the right check digit. Issued ranges are not looked at.

    >>> is_valid_nhs_number("943 476 5919"), is_valid_nhs_number("943 476 5918")
    (True, False)
    """
    number = compact(text)
    return bool(_NHS_FORM.fullmatch(number)) and number.isascii() and nhs_check_digit(number[:9]) == int(number[9])


def is_test_nhs_number(text: str) -> bool:
    """Say whether an NHS number lies in the range kept for tests, which is never issued to a person.

    >>> is_test_nhs_number("999 000 0018"), is_test_nhs_number("943 476 5919")
    (True, False)
    """
    return is_valid_nhs_number(text) and compact(text).startswith("999")


def is_well_formed_ni_number(text: str) -> bool:
    """Say whether a National Insurance number has letters and digits where they belong. There is no check digit.

    >>> is_well_formed_ni_number("ZZ 12 34 56 A"), is_well_formed_ni_number("QQ123456A")
    (True, False)
    """
    return bool(_NI_FORM.fullmatch(compact(text))) and compact(text).isascii()


def is_issuable_ni_number(text: str) -> bool:
    """Say whether a National Insurance number could be somebody's: well formed, and not a prefix that is never issued.

    >>> is_issuable_ni_number("ZZ123456A")
    False
    """
    return is_well_formed_ni_number(text) and compact(text)[:2] not in _NI_NEVER_ISSUED


def normalise_postcode(text: str) -> str | None:
    """Give a postcode in capitals with one blank before the last three characters; None when it has no such form.

    >>> normalise_postcode("xh14ab"), normalise_postcode(" E8  1EA "), normalise_postcode("not known")
    ('XH1 4AB', 'E8 1EA', None)
    """
    parts = _POSTCODE_FORM.fullmatch(compact(text))
    return f"{parts['outward']} {parts['inward']}" if parts and compact(text).isascii() else None
