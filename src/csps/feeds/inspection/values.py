"""How well values suit a column of a contract: dates, codes, check digits, the shape of a postcode."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from csps.contracts.model import Identity, Type
from csps.domain.identifiers import (
    compact,
    is_valid_nhs_number,
    is_valid_upn,
    is_well_formed_ni_number,
    normalise_postcode,
)
from csps.feeds.inspection.meanings import bare, code_said
from csps.feeds.layouts.takes import DAY_FORMATS, YES_NO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csps.contracts.model import CodeList, Column

_UPN = re.compile(r"[A-Z]\d{11}[\dA-Z]")
_NAME = re.compile(r"[^\W\d_][^\d_]*")
_UPRN = re.compile(r"\d{6,12}")
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+|\+?[\d ()-]{9,16}", re.IGNORECASE)
_STAMP = re.compile(r"^(\S+)[T ]\d{1,2}:\d\d.*$")
OLDEST = 1900
FITS, TELLS, SUITS = 0.9, 0.5, 0.2
"""What a share of fitting values is worth: of a kind that hardly anything else has, that many have, that anything has."""


def as_day(text: str) -> date | None:
    """Read a day as layouts do."""
    bare = _STAMP.sub(r"\1", text)
    for written in DAY_FORMATS:
        try:
            return datetime.strptime(bare, written).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def suitability(values: Sequence[str], column: Column) -> float | None:
    """Say how well values suit a column.

    Args:
        values: different ones that are not empty.
        column: of a contract.

    Returns:
        From 0 to 1; None where there is nothing to judge by.
    """
    if not values:
        return None
    if column.identity in _SHAPES:
        worth, fits = _SHAPES[column.identity]
    elif column.codes is not None:
        return _coded(values, column.codes)
    elif column.type in _KINDS:
        worth, fits = _KINDS[column.type]
    else:
        return None
    return round(worth * _share(values, fits), 3)


def _coded(values: Sequence[str], codes: CodeList) -> float:
    """Judge codes, or what they mean in words: a list of many codes is hardly met by chance, one of two is."""
    share = _share(values, lambda text: code_said(text, codes) is not None)
    worth = FITS if len(set(codes.values)) > 9 and len(values) > 2 else TELLS
    return round(worth * share, 3)


def _is_day(text: str) -> bool:
    day = as_day(text)
    return day is not None and day.year >= OLDEST


def _is_birth(text: str) -> bool:
    day = as_day(text)
    return day is not None and OLDEST <= day.year <= date.max.year


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(fits(value) for value in values) / len(values)


_SHAPES: dict[Identity, tuple[float, Callable[[str], bool]]] = {
    Identity.BIRTH_DATE: (TELLS, _is_birth),
    Identity.UPN: (FITS, lambda text: bool(_UPN.fullmatch(compact(text))) or is_valid_upn(text)),
    Identity.NHS_NUMBER: (FITS, is_valid_nhs_number),
    Identity.NI_NUMBER: (FITS, is_well_formed_ni_number),
    Identity.POSTCODE: (FITS, lambda text: normalise_postcode(text) is not None),
    Identity.UPRN: (TELLS, lambda text: bool(_UPRN.fullmatch(text.removesuffix(".0")))),
    Identity.CONTACT: (FITS, lambda text: bool(_CONTACT.fullmatch(text))),
    Identity.FORENAME: (SUITS, lambda text: bool(_NAME.fullmatch(text))),
    Identity.SURNAME: (SUITS, lambda text: bool(_NAME.fullmatch(text))),
    Identity.FULL_NAME: (SUITS, lambda text: bool(_NAME.fullmatch(text)) and " " in text),
}
_KINDS: dict[Type, tuple[float, Callable[[str], bool]]] = {
    Type.DATE: (TELLS, _is_day),
    Type.INTEGER: (SUITS, lambda text: text.lstrip("+-").removesuffix(".0").isdigit()),
    Type.FLAG: (TELLS, lambda text: bare(text).lower() in YES_NO),
}
