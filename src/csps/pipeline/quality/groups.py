"""Columns put together by what they hold, so that a manager reads eight words and not two hundred names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity, Type

if TYPE_CHECKING:
    from csps.contracts.model import Column

_IDENTITIES = {
    Identity.FORENAME: "names",
    Identity.SURNAME: "names",
    Identity.FULL_NAME: "names",
    Identity.BIRTH_DATE: "dates of birth",
    Identity.ADDRESS: "addresses",
    Identity.POSTCODE: "addresses",
    Identity.UPRN: "addresses",
    Identity.CONTACT: "contacts",
    Identity.FREE_TEXT: "free text",
}
_TYPES = {Type.DATE: "days", Type.CODE: "codes", Type.CODES: "codes", Type.FLAG: "yes or no", Type.INTEGER: "numbers"}


def group_of(column: Column) -> str:
    """Name the group of a column.

    >>> from csps.contracts.catalogue import table
    >>> people = table("feeds.ssd_person")
    >>> group_of(people["pers_surname"]), group_of(people["pers_upn"]), group_of(people["pers_death_date"])
    ('names', 'identifying numbers', 'days')
    """
    if column.identity is not None:
        return _IDENTITIES.get(column.identity, "identifying numbers")
    return _TYPES.get(column.type, "references")
