"""Identifying values for tests: well formed, with right check digits, and nobody's.

NHS numbers come from the test range 999, pupil numbers from a council that does not exist, postcodes from an area that
Royal Mail has not allocated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

FORENAMES = ("Amina", "Ben", "Chloe", "Dawit", "Ewa", "Farah", "George", "Hana", "Ifeoma", "Jack", "Kezia", "Liam")
SURNAMES = (
    "Adeyemi",
    "Begum",
    "Clarke",
    "Dhillon",
    "Evans",
    "Fisher",
    "Green",
    "Hussain",
    "Iqbal",
    "Jones",
    "Kowalska",
)
STREETS = ("Alder Road", "Brook Street", "Cedar Way", "Dock Lane", "Elm Grove", "Ferry Close")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(chance: random.Random) -> str:
    """Make a pupil number with the right check letter: the sum of digit times place (2 to 13), modulo 23."""
    digits = f"999{chance.randint(0, 999_999_999):09d}"
    total = sum(int(digit) * place for place, digit in enumerate(digits, start=2))
    return UPN_LETTERS[total % 23] + digits


def nhs_number(chance: random.Random) -> str:
    """Make an NHS number of the test range with the right check digit (modulus 11)."""
    while True:
        digits = f"999{chance.randint(0, 999_999):06d}"
        check = (
            11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        ) % 11
        if check < 10:
            return f"{digits}{check}"


def ni_number(chance: random.Random) -> str:
    """Make a National Insurance number of the right form."""
    return f"JS{chance.randint(0, 999_999):06d}{chance.choice('ABCD')}"


def postcode(chance: random.Random) -> str:
    """Make a postcode of an area that does not exist."""
    return f"ZZ{chance.randint(1, 20)} {chance.randint(1, 9)}{chance.choice('ABDEF')}{chance.choice('GHJLN')}"


def address(chance: random.Random) -> str:
    """Make a first line of an address."""
    return f"{chance.randint(1, 199)} {chance.choice(STREETS)}"


def full_name(chance: random.Random) -> str:
    """Make a name as council tax writes it, surname first."""
    return f"{chance.choice(SURNAMES).upper()}, {chance.choice(FORENAMES).upper()}"


MAKERS: Mapping[Identity, Callable[[random.Random], str]] = {
    Identity.FORENAME: lambda chance: chance.choice(FORENAMES),
    Identity.SURNAME: lambda chance: chance.choice(SURNAMES),
    Identity.FULL_NAME: full_name,
    Identity.ADDRESS: address,
    Identity.POSTCODE: postcode,
    Identity.UPRN: lambda chance: f"{chance.randint(1, 999_999_999_999):012d}",
    Identity.UPN: upn,
    Identity.NHS_NUMBER: nhs_number,
    Identity.NI_NUMBER: ni_number,
    Identity.OTHER_NUMBER: lambda chance: f"X{chance.randint(0, 99_999_999):08d}",
    Identity.CONTACT: lambda chance: f"{chance.choice(FORENAMES).lower()}{chance.randint(1, 999)}@example.org",
    Identity.FREE_TEXT: lambda chance: f"Spoke to {chance.choice(FORENAMES)}.",
}
