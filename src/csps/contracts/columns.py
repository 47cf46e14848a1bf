"""How columns are written down in the agency modules: one short call per kind of column.

Each builder sets the type, the sensitivity and the purposes that go with what the column holds, so that a name can
never be declared without going to the vault and a protected characteristic never without being kept from features.
References, names and ordinary facts of a case are personal; whoever declares a fact of health, belief, origin or crime says
so, and a table whose rows all tell of such a thing is refused while its days do not say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from csps.contracts.model import Column, Identity, Purpose, Sensitivity, Type

if TYPE_CHECKING:
    from csps.contracts.model import CodeList, Retention

CASE_FACTS = frozenset({Purpose.SCORING, Purpose.EVALUATION, Purpose.CASEWORK})
"""What an ordinary fact of a case may be used for."""

WHO_IS_WHO = frozenset({Purpose.LINKAGE, Purpose.CASEWORK})
NUMBERS = frozenset({Purpose.LINKAGE})
REFERENCES = frozenset({Purpose.LINKAGE, Purpose.CASEWORK, Purpose.OPERATIONS})
PROTECTED = frozenset({Purpose.EVALUATION})
CASEWORK_ONLY = frozenset({Purpose.CASEWORK})


class More(TypedDict, total=False):
    """What a call may add to its builder's choices."""

    required: bool
    sensitivity: Sensitivity
    purposes: frozenset[Purpose]
    references: str
    retention: Retention


def _personal(name: str, kind: Type, meaning: str, more: More, **shape: Any) -> Column:
    """Build a column that is personal, unless the call says otherwise."""
    more.setdefault("sensitivity", Sensitivity.PERSONAL)
    return Column(name=name, type=kind, meaning=meaning, **more, **shape)


def reference(name: str, meaning: str, **more: Unpack[More]) -> Column:
    """Refer to a case, account or plan, as the agency numbers it. It joins tables, so it has the table's purposes."""
    return _personal(name, Type.TEXT, meaning, more)


def person_reference(name: str, meaning: str, *, required: bool = True, references: str | None = None) -> Column:
    """Refer to a person, as the agency numbers people. Outside the vault a record pseudonym takes its place."""
    more: More = {"purposes": REFERENCES, "required": required}
    return _personal(name, Type.TEXT, meaning, more, references=references)


def pseudonym(name: str, meaning: str, *, required: bool = True) -> Column:
    """Hold a pseudonym that csps made: of a record, a person, a family, a place. It serves every purpose and tells nothing."""
    return Column(
        name=name,
        type=Type.TEXT,
        meaning=meaning,
        sensitivity=Sensitivity.ORDINARY,
        purposes=frozenset(Purpose),
        required=required,
    )


def as_of(
    name: str = "as_of", meaning: str = "The date as of which it was computed: only what was known by then is in it."
) -> Column:
    """Hold the date a row was computed for. It serves every purpose."""
    return Column(
        name=name,
        type=Type.DATE,
        meaning=meaning,
        sensitivity=Sensitivity.ORDINARY,
        purposes=frozenset(Purpose),
        required=True,
    )


def real(name: str, meaning: str, unit: str, **more: Unpack[More]) -> Column:
    """Hold a probability, a weight or a metric. Never summed before modelling, and never in a feed."""
    return _personal(name, Type.REAL, meaning, more, unit=unit)


def text(name: str, meaning: str, **more: Unpack[More]) -> Column:
    """Hold a short value that is no code and names nobody: a team, a school number."""
    return _personal(name, Type.TEXT, meaning, more)


def worker(name: str, meaning: str) -> Column:
    """Hold a team or a worker's own staff number: shown to practitioners, used for nothing else."""
    return _personal(name, Type.TEXT, meaning, {"purposes": CASEWORK_ONLY})


def day(name: str, meaning: str, **more: Unpack[More]) -> Column:
    """Hold a calendar day."""
    return _personal(name, Type.DATE, meaning, more)


def flag(name: str, meaning: str, **more: Unpack[More]) -> Column:
    """Hold yes or no; empty means not recorded, never no."""
    return _personal(name, Type.FLAG, meaning, more)


def code(name: str, meaning: str, codes: CodeList, **more: Unpack[More]) -> Column:
    """Hold one value of a code list."""
    return _personal(name, Type.CODE, meaning, more, codes=codes)


def codes(name: str, meaning: str, listed: CodeList, **more: Unpack[More]) -> Column:
    """Hold several values of a code list, as a JSON array."""
    return _personal(name, Type.CODES, meaning, more, codes=listed)


def count(
    name: str, meaning: str, unit: str, *, minimum: int = 0, maximum: int | None = None, **more: Unpack[More]
) -> Column:
    """Hold a whole number of something."""
    return _personal(name, Type.INTEGER, meaning, more, unit=unit, minimum=minimum, maximum=maximum)


def pence(name: str, meaning: str, *, minimum: int | None = None, **more: Unpack[More]) -> Column:
    """Hold money in whole pence. A balance may be below zero: the account is then in credit."""
    return _personal(name, Type.INTEGER, meaning, more, unit="pence", minimum=minimum)


def protected(name: str, meaning: str, codes: CodeList, *, links: bool = False) -> Column:
    """Hold a protected characteristic: for evaluation only, and for linkage where `links` (sex)."""
    purposes = PROTECTED | {Purpose.LINKAGE} if links else PROTECTED
    return Column(
        name=name,
        type=Type.CODE,
        meaning=meaning,
        codes=codes,
        sensitivity=Sensitivity.PROTECTED,
        purposes=purposes,
    )


def _identity(name: str, meaning: str, identity: Identity, *, required: bool = False) -> Column:
    shown = {Identity.FORENAME, Identity.SURNAME, Identity.FULL_NAME, Identity.ADDRESS, Identity.POSTCODE}
    purposes = WHO_IS_WHO if identity in shown else NUMBERS
    return _personal(name, Type.TEXT, meaning, {"purposes": purposes, "required": required}, identity=identity)


def forename(name: str = "forename", meaning: str = "Forename of the person.") -> Column:
    """Hold a forename."""
    return _identity(name, meaning, Identity.FORENAME)


def surname(name: str = "surname", meaning: str = "Surname of the person.") -> Column:
    """Hold a surname."""
    return _identity(name, meaning, Identity.SURNAME)


def full_name(name: str, meaning: str, *, required: bool = False) -> Column:
    """Hold a whole name in one string, in the order the agency writes it."""
    return _identity(name, meaning, Identity.FULL_NAME, required=required)


def birth_date(name: str = "date_of_birth", meaning: str = "Date of birth of the person.") -> Column:
    """Hold the date of birth of the person the row is about. Outside the vault only its month remains."""
    return _personal(name, Type.DATE, meaning, {"purposes": WHO_IS_WHO}, identity=Identity.BIRTH_DATE)


def address_line(name: str = "address_line", meaning: str = "First lines of the address.") -> Column:
    """Hold a part of an address."""
    return _identity(name, meaning, Identity.ADDRESS)


def postcode(name: str = "postcode", meaning: str = "Postcode of the address.") -> Column:
    """Hold a postcode; compared in upper case without spaces."""
    return _identity(name, meaning, Identity.POSTCODE)


def uprn(name: str = "uprn", meaning: str = "Unique property reference number of the address.") -> Column:
    """Hold a property number of up to 12 digits, as text. It names a household's place, not a person."""
    return _identity(name, meaning, Identity.UPRN)


def upn(name: str = "upn", meaning: str = "Unique pupil number.") -> Column:
    """Hold a pupil number. One that fails its check letter lowers trust; it is not rejected."""
    return _identity(name, meaning, Identity.UPN)


def nhs_number(name: str = "nhs_number", meaning: str = "NHS number.") -> Column:
    """Hold an NHS number."""
    return _identity(name, meaning, Identity.NHS_NUMBER)


def ni_number(name: str = "ni_number", meaning: str = "National Insurance number.") -> Column:
    """Hold a National Insurance number."""
    return _identity(name, meaning, Identity.NI_NUMBER)


def other_number(name: str, meaning: str) -> Column:
    """Hold another number that identifies somebody, for example a reference in another agency's system."""
    return _identity(name, meaning, Identity.OTHER_NUMBER)


def contact(name: str, meaning: str) -> Column:
    """Hold a telephone number or e-mail address."""
    return _identity(name, meaning, Identity.CONTACT)
