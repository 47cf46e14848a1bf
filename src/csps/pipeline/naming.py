"""Whom a reference of the weekly list stands for: for whoever has the duty to call on a family, and told to the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action
from csps.access.states import FamilyState
from csps.domain.errors import AccessError, UsageError
from csps.journal import Draft, Kind
from csps.journal.reasons import check_reason
from csps.pipeline.identities import keys_of, tell_opening
from csps.store.restrictions import families_sealed
from csps.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.store import Connection
    from csps.store.seals import Seals

    Told = Mapping[str, object]

FAMILY = "families.family"
LEAST_DIGITS = 6  # of a reference: fewer could be anybody's slip of the hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A member of a family, as agencies last told it.

    Args:
        role: in the family.
        name: forename and surname; empty where nobody told one.
        born_on: day of birth; None where nobody told it.
        address: with its postcode; empty where nobody told one.
        told_on: when the address was last told; None where it never was.
        contact: telephone or e-mail; empty where nobody told one.
    """

    role: str
    name: str
    born_on: date | None
    address: str
    told_on: date | None
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFamily:
    """A family of the published week with its names.

    Args:
        family_id: the whole pseudonym.
        week: the Monday.
        members: by role and age, adults who look after the children first.
    """

    family_id: str
    week: date
    members: tuple[Named, ...]


def name_family(site: Site, reference: str, *, reason: str, by: SignedIn) -> NamedFamily:
    """Give the names and the last known addresses of a family's members.

    The vault is opened for their records only. The journal is told who asked about which family, and why, before
    anything is opened, and also where they are refused. A sealed family is named to information governance only.

    Args:
        site: the workspace.
        reference: the family's pseudonym, or the first digits of it as the list prints them.
        reason: why, in a line without a name.
        by: who asks.

    Raises:
        AccessError: `by` may not.
        UsageError: no family of the published week begins so, or several do.
        IntegrityError: the vault is damaged.
    """
    check_reason(reason)
    with site.lake.connect() as lake:
        if lake.manifest is None:
            raise UsageError("Nothing is published yet.", next_step="Run `csps weekly` first.")
        week, generation = lake.manifest.week, int(lake.manifest.versions.get("vault", 0))
        family = family_called(lake, reference, week)
        is_sealed = family in families_sealed(lake, week)
        roles, records = _members(lake, week, family)
    state = FamilyState.SEALED if is_sealed else FamilyState.UNALLOCATED
    try:
        by.check(Action.SEE_NAMES, state)
    except AccessError:
        site.journal.append(Draft(by.actor.fingerprint, Kind.ACCESS_REFUSED, f"family:{family}", reason), by.key)
        raise
    site.journal.append(Draft(by.actor.fingerprint, Kind.FAMILY_VIEWED, f"family:{family}", reason), by.key)
    tell_opening(site, by, generation, reason, action=Action.SEE_NAMES, state=state)
    with Vault.open(site.vault, keys=keys_of(site), generation=generation) as vault:
        told = vault.told_of(records)
    rows: dict[str, list[Told]] = {person: [] for person in roles}
    for row in sorted(told, key=lambda row: (row["known_on"], row["delivery"], row["line"]), reverse=True):
        rows[records[str(row["record_id"])]].append(row)
    members = tuple(_named(role, rows[person]) for person, role in roles.items())
    return NamedFamily(family_id=family, week=week, members=members)


def family_called(lake: Connection, reference: str, day: date) -> str:
    """Give the one family of a day whose pseudonym begins with a reference.

    Raises:
        UsageError: it has too few digits, no family begins so, or several do.
    """
    if len(reference) < LEAST_DIGITS:
        raise UsageError(f"A reference has {LEAST_DIGITS} digits or more.", next_step="Take it from the weekly list.")
    names = _families_called(lake, reference, day)
    if not names:
        raise UsageError(
            f"No family of {day.isoformat()} is called {reference}.",
            next_step="Take the reference from that week's list.",
        )
    if len(names) > 1:
        raise UsageError(f"Several families are called {reference}.", next_step="Give more digits of the pseudonym.")
    return names[0]


def whole_name(lake: Connection, reference: str, day: date, *, seals: Seals | None = None) -> str:
    """Give the pseudonym that a reference is the beginning of; the reference itself where it is none or of several.

    Args:
        lake: with the day's families.
        reference: the pseudonym or its first digits.
        day: the day.
        seals: whose families count as not there; None for nobody's.
    """
    names = _families_called(lake, reference, day, seals) if len(reference) >= LEAST_DIGITS else []
    return names[0] if len(names) == 1 else reference


def name_to_explain(lake: Connection, reference: str, day: date) -> str:
    """Give the pseudonym of a family whose rows may be shown to whoever can read the workspace.

    On a day for which no families were formed there is nothing to seal: what explains says which days there are.

    Raises:
        AccessError: the family is sealed, on the day or in the published week.
    """
    family = whole_name(lake, reference, day)
    if lake.manifest is None or day.isoformat() not in lake.manifest.parts.get("families.membership", {}):
        return family
    if family in families_sealed(lake, day):
        raise refused_as_sealed(reference)
    return family


def refused_as_sealed(reference: str) -> AccessError:
    """Give the words with which a sealed family is refused."""
    return AccessError(
        f"Family {reference} is sealed, because of a restriction on somebody in it. What is behind it was not shown.",
        next_step="Ask information governance: they may learn who it is by `csps worklist who`.",
    )


def _families_called(lake: Connection, reference: str, day: date, seals: Seals | None = None) -> list[str]:
    """Give the families of a day whose pseudonyms begin with a reference, two at most."""
    family = lake.table_or_empty(FAMILY)
    if seals is not None:
        family = seals.without(FAMILY, family)
    found = family.filter(family.as_of == day, family.family_id.startswith(reference)).select("family_id").distinct()
    return [row["family_id"] for row in found.order_by("family_id").limit(2).to_pyarrow().to_pylist()]


def _members(lake: Connection, week: date, family: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give the role of every member, in the order in which they are read out, and the person of each of their records."""
    member = lake.table("families.membership", part=week.isoformat())
    theirs = member.filter(member.family_id == family)
    rows = theirs.select("person_id", "role", "age_months").to_pyarrow().to_pylist()
    order = {"carer": 0, "child": 1}
    rows.sort(key=lambda row: (order.get(row["role"], 2), -(row["age_months"] or 0), row["person_id"]))
    links = lake.table("linkage.record_link").semi_join(theirs, "person_id").select("record_id", "person_id")
    held = {row["record_id"]: row["person_id"] for row in links.to_pyarrow().to_pylist()}
    return {row["person_id"]: row["role"] for row in rows}, held


def _named(role: str, rows: list[Told]) -> Named:
    """Put together what was told of a member, the latest first: each piece as it was last told."""
    named = next((row for row in rows if row["surname"] or row["full_name"]), None)
    housed = next((row for row in rows if row["address_line"]), None)
    born = next((row["born_on"] for row in rows if row["born_on"] is not None), None)
    return Named(
        role=role,
        name="" if named is None else str(named["full_name"] or _joined((named["forename"], named["surname"]), " ")),
        born_on=born,  # type: ignore[arg-type]  # a column of dates
        address="" if housed is None else _joined((housed["address_line"], housed["postcode"]), ", "),
        told_on=None if housed is None else housed["known_on"],  # type: ignore[arg-type]  # likewise
        contact=next((str(row["contact"]) for row in rows if row["contact"]), ""),
    )


def _joined(parts: Iterable[object], between: str) -> str:
    return between.join(str(part) for part in parts if part)
