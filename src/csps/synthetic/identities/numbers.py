"""Numbers, telephones and e-mail addresses that look right and can be nobody's.

    UPN        local authority number 999, which the Department for Education has given to no authority
    NHS        999 000 0000 to 999 999 9999: the test range, about 909,000 valid numbers; a borough of more people goes on
               in 995 to 998, where no number is issued either (England issues numbers that begin with 3, 4, 6 and 7)
    NI         prefix ZZ: well formed, never issued (HMRC manual NIM39110)
    telephone  07700 900000-900999 and 020 7946 0000-0999: Ofcom's numbers for drama. A thousand each, so many people
               share one: no good as a matching key, and meant to be
    e-mail     example.org, kept for documentation (RFC 2606)

Numbers are held as int64 and written as text at the edge; -1 is none. A serial is a whole number that the caller gives
to one person only: equal serials give equal numbers, different serials different ones.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from csps.domain.errors import UsageError
from csps.domain.identifiers import UPN_LETTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Serials = NDArray[np.integer]
    Numbers = NDArray[np.int64]
    Texts = NDArray[np.object_]

NONE = -1
FICTIONAL_AUTHORITY = 999
UPN_SERIALS = 10_000_000
NHS_STEMS, FURTHER_NHS_STEMS = range(999_000_000, 1_000_000_000), range(995_000_000, 999_000_000)
NI_SERIALS = 4_000_000
_UPN_CHECK = 10**13  # an int64 UPN is check letter, eleven digits, last character (0-9, or 10 + place of a letter)
_MARKS = np.frombuffer(b"0123456789" + UPN_LETTERS.encode(), dtype=np.uint8)
_LETTERS = np.frombuffer(UPN_LETTERS.encode(), dtype=np.uint8)
_NHS_WEIGHTS = np.arange(10, 1, -1)


def _digits(values: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Give the decimal digits of whole numbers, shape (count, width), most significant first."""
    return values[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10


def _written(marks: NDArray[np.integer]) -> Texts:
    """Turn rows of character codes into texts."""
    block = np.ascontiguousarray(marks, dtype=np.uint8)
    return block.view(f"S{block.shape[1]}").ravel().astype(str).astype(object)


def _refuse_beyond(serials: Serials, limit: int, what: str) -> None:
    if len(serials) and (int(serials.min()) < 0 or int(serials.max()) >= limit):
        raise UsageError(
            f"A serial for {what} lies outside 0 to {limit - 1}.",
            next_step="Make a smaller borough, or number people from 0.",
        )


class NumberRegister:
    """Gives numbers out in an order shuffled once by `rng`, so that they say nothing about when they were given."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._nhs = _checked_nhs_numbers(NHS_STEMS, rng)
        self._turns = {what: _turn(rng, size) for what, size in (("upn", UPN_SERIALS), ("ni", NI_SERIALS))}

    def nhs_numbers(self, serials: Serials) -> Numbers:
        """Give NHS numbers: of the test range, and beyond it of one from which no number is issued.

        Raises:
            UsageError: more people than the ranges have numbers, some 4.5 million.
        """
        if len(serials) and int(serials.max()) >= len(self._nhs) and len(self._nhs) < len(NHS_STEMS):
            further = _checked_nhs_numbers(FURTHER_NHS_STEMS, np.random.default_rng(self._nhs[:4]))
            self._nhs = np.concatenate((self._nhs, further))
        _refuse_beyond(serials, len(self._nhs), "NHS numbers")
        result: Numbers = self._nhs[serials]
        return result

    def upns(self, serials: Serials, year: Serials, *, temporary: bool = False) -> Numbers:
        """Give unique pupil numbers. `year` is the calendar year of allocation, usually that of the fifth birthday.

        A temporary number ends in a letter and keeps the other digits.

        Raises:
            UsageError: a serial outside 0 to 9,999,999.
        """
        _refuse_beyond(serials, UPN_SERIALS, "unique pupil numbers")
        multiplier, shift = self._turns["upn"]
        place = (serials.astype(np.int64) * multiplier + shift) % UPN_SERIALS
        establishment, serial = place // 1000, place % 1000
        digits = ((FICTIONAL_AUTHORITY * 10_000 + establishment) * 100 + year % 100) * 1000 + serial
        last = 10 + digits % 10 if temporary else digits % 10
        return checked_upns(digits // 10, last)

    def ni_numbers(self, serials: Serials) -> Numbers:
        """Give National Insurance numbers with the prefix ZZ.

        Raises:
            UsageError: a serial outside 0 to 3,999,999.
        """
        _refuse_beyond(serials, NI_SERIALS, "National Insurance numbers")
        multiplier, shift = self._turns["ni"]
        numbers: Numbers = (serials.astype(np.int64) * multiplier + shift) % NI_SERIALS
        return numbers


def _checked_nhs_numbers(stems: range, rng: np.random.Generator) -> Numbers:
    """Give the numbers that begin with one of these nine digits, shuffled; one in eleven has no check digit."""
    shuffled = stems.start + rng.permutation(len(stems))
    check = -(_digits(shuffled, 9) @ _NHS_WEIGHTS) % 11
    numbers: Numbers = (shuffled * 10 + check)[check != 10]
    return numbers


def _turn(rng: np.random.Generator, size: int) -> tuple[int, int]:
    """Draw a one-to-one shuffle of 0 ... size - 1: x -> (x * multiplier + shift) mod size, multiplier coprime to 10."""
    multiplier = 10 * int(rng.integers(size // 40, size // 20)) + 7
    return multiplier, int(rng.integers(size))


def checked_upns(eleven_digits: Numbers, last: Numbers) -> Numbers:
    """Put the right check letter before eleven digits and a last character (0-9, or 10 + place of a letter)."""
    value = np.where(last < 10, last, last - 10)
    check = (_digits(eleven_digits, 11) @ np.arange(2, 13) + 13 * value) % 23
    upns: Numbers = check * _UPN_CHECK + eleven_digits * 100 + last
    return upns


def upn_texts(upns: Numbers) -> Texts:
    """Write unique pupil numbers, "" for none."""
    known = np.where(upns == NONE, 0, upns)
    check, body, last = known // _UPN_CHECK, known % _UPN_CHECK // 100, known % 100
    marks = np.column_stack((_LETTERS[check], _MARKS[_digits(body, 11)], _MARKS[last]))
    return np.where(upns == NONE, "", _written(marks))


def nhs_texts(numbers: Numbers) -> Texts:
    """Write NHS numbers as ten digits without blanks, "" for none."""
    marks = _MARKS[_digits(np.where(numbers == NONE, 0, numbers), 10)]
    return np.where(numbers == NONE, "", _written(marks))


def ni_texts(numbers: Numbers) -> Texts:
    """Write National Insurance numbers without blanks, "" for none."""
    known = np.where(numbers == NONE, 0, numbers)
    prefix = np.full((len(known), 2), ord("Z"))
    marks = np.column_stack((prefix, _MARKS[_digits(known % 1_000_000, 6)], ord("A") + known // 1_000_000))
    return np.where(numbers == NONE, "", _written(marks))


def faulty_upns(upns: Numbers, rng: np.random.Generator) -> Numbers:
    """Change one digit after the authority and keep the check letter, so that the check fails; none stays none."""
    place = 10 ** rng.integers(2, 10, len(upns))
    return np.where(upns == NONE, NONE, _with_other_digit(upns, place, rng))


def faulty_nhs_numbers(numbers: Numbers, rng: np.random.Generator) -> Numbers:
    """Change one of the six digits after 999 and keep the check digit, so that the check fails; none stays none."""
    place = 10 ** rng.integers(1, 7, len(numbers))
    return np.where(numbers == NONE, NONE, _with_other_digit(numbers, place, rng))


def faulty_ni_numbers(numbers: Numbers, rng: np.random.Generator) -> Numbers:
    """Change one digit: another number that was never issued; none stays none."""
    place = 10 ** rng.integers(0, 6, len(numbers))
    return np.where(numbers == NONE, NONE, _with_other_digit(numbers, place, rng))


def _with_other_digit(numbers: Numbers, place: Numbers, rng: np.random.Generator) -> Numbers:
    old = numbers // place % 10
    step = rng.integers(1, 10, len(numbers))
    return (numbers + ((old + step) % 10 - old) * place).astype(np.int64)


def phone_numbers(count: int, rng: np.random.Generator, *, mobile_share: float = 0.8) -> Texts:
    """Draw telephone numbers from Ofcom's ranges for drama, mobile or London."""
    number = rng.integers(0, 1000, count)
    texts = np.array(
        [f"07700900{n:03d}" for n in range(1000)] + [f"02079460{n:03d}" for n in range(1000)], dtype=object
    )
    result: Texts = texts[np.where(rng.random(count) < mobile_share, number, 1000 + number)]
    return result


def email_addresses(forenames: Texts, surnames: Texts, serials: Serials) -> Texts:
    """Write an e-mail address at example.org for each person, made unique by the serial."""
    plain = {text: _ascii_only(text) for text in {*forenames.tolist(), *surnames.tolist()}}
    rows = zip(forenames.tolist(), surnames.tolist(), serials.tolist(), strict=True)
    return np.array([f"{plain[one]}.{plain[two]}{serial}@example.org" for one, two, serial in rows], dtype=object)


def _ascii_only(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(mark for mark in bare.lower() if mark.isalnum()) or "resident"
