"""Restrictions set, lifted and overridden by people: a statement in the vault, and an event in the journal."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from csps.access import Action
from csps.contracts.code_lists.programme import RESTRICTION_KIND
from csps.domain.errors import UsageError
from csps.journal import Draft, Kind
from csps.journal.reasons import check_reason
from csps.pipeline.identities import opened_vault
from csps.privacy.statements import KIND, Stated, lifting, restricting, standing
from csps.store.restrictions import OVERRIDE

if TYPE_CHECKING:
    from datetime import date

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site

GOVERNED = frozenset({OVERRIDE, "OBJECTION", "RESTRICTED"})
"""What only information governance ends: to lift an objection is to override it."""
LOOKING = "Restrictions that people set are looked at."


def restrict(
    site: Site, person: str, kind: str, *, started_on: date, ended_on: date | None, reason: str, by: SignedIn
) -> int:
    """Set a restriction on a person; it counts from the next weekly run on. Give the number of the statement.

    Args:
        site: the workspace.
        person: pseudonym of the person.
        kind: a code of `feeds.restriction`.
        started_on: first day.
        ended_on: last day; None while it lasts.
        reason: why, in a line.
        by: who says so.

    Raises:
        AccessError: `by` may not.
        UsageError: no such person or kind, or a reason that holds somebody's number or address.
        BusyError: another run holds the workspace.
    """
    if kind not in RESTRICTION_KIND.values:
        raise UsageError(f"There is no such restriction; there are {', '.join(RESTRICTION_KIND.values)}.")
    content = restricting(
        kind, started_on, ended_on, said_on=site.today, by=by.actor.fingerprint, reason=_checked(reason)
    )
    return _say(site, person, content, reason=reason, by=by, action=Action.SET_RESTRICTIONS)


def override(site: Site, person: str, *, started_on: date, ended_on: date | None, reason: str, by: SignedIn) -> int:
    """Override a person's objection for compelling legitimate grounds, put on record. Give the number of the statement.

    Raises:
        AccessError: `by` may not.
        UsageError: no such person, or a reason that holds somebody's number or address.
        BusyError: another run holds the workspace.
    """
    content = restricting(
        OVERRIDE, started_on, ended_on, said_on=site.today, by=by.actor.fingerprint, reason=_checked(reason)
    )
    return _say(site, person, content, reason=reason, by=by, action=Action.OVERRIDE_OBJECTION)


def lift(site: Site, number: int, *, ended_on: date, reason: str, by: SignedIn) -> None:
    """End a restriction, or an override, that somebody here set. What an agency told ends when the agency says so.

    Raises:
        AccessError: `by` may not.
        UsageError: there is none of that number, or it would end before it begins.
        BusyError: another run holds the workspace.
    """
    _checked(reason)
    with site.lake.lock(), opened_vault(site, by, None, reason, action=Action.SET_RESTRICTIONS) as vault:
        found = {one.number: one for one in standing(vault.said(KIND))}.get(number)
        if found is None:
            raise UsageError(
                f"No restriction {number} was set here.", next_step="`csps privacy restrictions` lists them."
            )
        if found.kind in GOVERNED:
            by.check(Action.OVERRIDE_OBJECTION)
        if ended_on < found.started_on:
            raise UsageError("The restriction would end before it begins.")
        content = lifting(number, ended_on, said_on=site.today, by=by.actor.fingerprint, reason=reason)
        vault.say(KIND, found.records, content)
        _tell(site, persons_of(site, found.records)[0], content, reason, by)


def stated(site: Site, *, by: SignedIn) -> tuple[tuple[Stated, tuple[str, ...]], ...]:
    """Give every restriction that people set, and the persons it is about as records are linked now.

    Raises:
        AccessError: `by` may not.
    """
    with site.lake.lock(), opened_vault(site, by, None, LOOKING, action=Action.SET_RESTRICTIONS) as vault:
        return tuple((one, persons_of(site, one.records)) for one in standing(vault.said(KIND)))


def find_persons(site: Site, surname: str, born_on: date, *, reason: str, by: SignedIn) -> tuple[str, ...]:
    """Find the pseudonyms of the persons who bear a surname and a day of birth in any record.

    Raises:
        AccessError: `by` may not.
    """
    check_reason(reason)
    with site.lake.lock(), opened_vault(site, by, None, reason, action=Action.ANSWER_PEOPLE) as vault:
        return persons_of(site, tuple(sorted(vault.records_called(surname, born_on))))


def records_of(site: Site, person: str) -> tuple[str, ...]:
    """Give the records of a person as they are linked in the published week.

    Raises:
        UsageError: nobody bears that pseudonym.
    """
    with site.lake.connect() as lake:
        links = lake.table_or_empty("linkage.record_link")
        found = links.filter(links.person_id == person).select("record_id").order_by("record_id")
        records = tuple(row["record_id"] for row in found.to_pyarrow().to_pylist())
    if not records:
        raise UsageError(
            "Nobody bears that pseudonym in the published week.", next_step="Find them with `csps privacy find`."
        )
    return records


def persons_of(site: Site, records: tuple[str, ...]) -> tuple[str, ...]:
    """Give the persons that records are of as they are linked in the published week."""
    with site.lake.connect() as lake:
        links = lake.table_or_empty("linkage.record_link")
        found = links.filter(links.record_id.isin(list(records))).select("person_id").distinct().order_by("person_id")
        return tuple(row["person_id"] for row in found.to_pyarrow().to_pylist())


def _say(site: Site, person: str, content: bytes, *, reason: str, by: SignedIn, action: Action) -> int:
    by.check(action)
    with site.lake.lock():
        records = records_of(site, person)
        with opened_vault(site, by, None, reason, action=action) as vault:
            said = vault.say(KIND, records, content)
        _tell(site, person, content, reason, by)
    return said.number


def _tell(site: Site, person: str, content: bytes, reason: str, by: SignedIn) -> None:
    details: dict[str, int | str] = {"restriction": hashlib.sha256(content).hexdigest()}
    site.journal.append(Draft(by.actor.fingerprint, Kind.RESTRICTION_SET, f"person:{person}", reason, details))


def _checked(reason: str) -> str:
    check_reason(reason)
    return reason
