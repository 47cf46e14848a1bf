"""How carefully each agency keeps a person's identity: shares of records with each fault, read from `habits.toml`."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from importlib import resources

from csps.domain.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyHabits:
    """Shares in [0, 1] of an agency's records, drawn once when the record is made and kept.

    A fault that needs something to happen to (a nickname, a second surname) is a share of the records that have it.

    Args:
        typo_forename, typo_surname: one slip of the keyboard.
        nickname: a nickname for the forename, where one is known.
        spelling: another spelling or transliteration, drawn for forename and surname apart, where one is known.
        called_by_second: the second forename in place of the first; leading_dropped the same after a leading name
            (Muhammad Ibrahim known as Ibrahim).
        middle_kept: the second forename in its own field; middle_in_forename both in the forename's field.
        initial_only: an initial for the forename.
        order_swapped: forename and surname exchanged; times the community's own figure.
        part_dropped: one part of a double surname.
        mark_lost: a hyphen or apostrophe left out.
        former_surname: the surname at birth, where it has changed.
        accents_folded, upper_case: written without accents, in capitals.
        birth_date_missing: no date of birth.
        day_month_swapped, birth_date_digit, birth_date_year: errors in it; a swap where the day is 1 to 12.
        birth_date_placeholder: 1 January of the year; times the community's own figure.
        sex_missing, sex_wrong: 0, or the other code.
        address_missing: no address at all; uprn_missing an address without property number.
        neighbour: address and property number of the flat along the floor or the next house but one.
        address_short, address_no_flat_word, address_capitals, address_flat_last: styles of `address_lines.STYLES`.
        upn_missing, upn_faulty, nhs_missing, nhs_faulty, ni_missing, ni_faulty: no number, or one that fails its check
            (a National Insurance number has no check: another number). Faulty is a share of those present.
        duplicate: a second record of the same person in the same system, with faults of its own.
    """

    typo_forename: float = 0.0
    typo_surname: float = 0.0
    nickname: float = 0.0
    spelling: float = 0.0
    called_by_second: float = 0.0
    leading_dropped: float = 0.0
    middle_kept: float = 1.0
    middle_in_forename: float = 0.0
    initial_only: float = 0.0
    order_swapped: float = 0.0
    part_dropped: float = 0.0
    mark_lost: float = 0.0
    former_surname: float = 0.0
    accents_folded: float = 0.0
    upper_case: float = 0.0
    birth_date_missing: float = 0.0
    day_month_swapped: float = 0.0
    birth_date_digit: float = 0.0
    birth_date_year: float = 0.0
    birth_date_placeholder: float = 0.0
    sex_missing: float = 0.0
    sex_wrong: float = 0.0
    address_missing: float = 0.0
    uprn_missing: float = 0.0
    neighbour: float = 0.0
    address_short: float = 0.0
    address_no_flat_word: float = 0.0
    address_capitals: float = 0.0
    address_flat_last: float = 0.0
    upn_missing: float = 0.0
    upn_faulty: float = 0.0
    nhs_missing: float = 0.0
    nhs_faulty: float = 0.0
    ni_missing: float = 0.0
    ni_faulty: float = 0.0
    duplicate: float = 0.0

    def __post_init__(self) -> None:
        """Refuse anything that is not a share.

        Raises:
            SettingsError: a value outside 0 to 1, or address styles that add up to more than one.
        """
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if not 0.0 <= value <= 1.0:
                raise SettingsError(f"Agency habit {field.name} is {value}: not a share between 0 and 1.")
        if sum(self.address_styles) > 1.0:
            raise SettingsError("The address styles of an agency add up to more than one.")

    @property
    def address_styles(self) -> tuple[float, float, float, float]:
        """The shares of address styles 1 to 4; the rest is written plainly."""
        return (self.address_short, self.address_no_flat_word, self.address_capitals, self.address_flat_last)


FAULTLESS = AgencyHabits()


def load_habits() -> dict[str, AgencyHabits]:
    """Read the habits of every agency, `default` among them; an agency states where it differs from the default.

    Raises:
        SettingsError: a habit that is not known, or not a share.
    """
    text = resources.files(__package__).joinpath("habits.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    known = {field.name for field in dataclasses.fields(AgencyHabits)}
    habits = {}
    for agency, stated in table.items():
        if unknown := stated.keys() - known:
            raise SettingsError(f"habits.toml, {agency}: no such habit: {', '.join(sorted(unknown))}.")
        habits[agency] = AgencyHabits(**{**table["default"], **stated})
    return habits
