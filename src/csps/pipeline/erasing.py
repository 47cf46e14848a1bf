"""A person erased: from the vault, the lake and all its history, the lists and the registry; with a certificate.

Information governance confirms, a data officer carries it out, and both sign. The plan is kept in the vault before anything
is changed, so that an erasure that was cut off is ended by the same command, and until then no run begins.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.access import Action
from csps.access.states import RequestState
from csps.domain.errors import AccessError, UsageError
from csps.journal import Draft, Kind
from csps.journal.reasons import check_reason
from csps.keys import canonical_json, files
from csps.linkage.likeness import WHAT as PAIRS
from csps.pipeline import publication
from csps.pipeline.identities import keys_of, tell_opening
from csps.pipeline.restricting import records_of
from csps.pipeline.struck_out import is_kept_whole, struck_out
from csps.pipeline.unfinished import forget_unfinished
from csps.privacy.certificate import certificate_of, check_certificate, digest_of, signer_of
from csps.privacy.striking import Traces
from csps.registry.forgetting import forget_families, rows_about
from csps.store.files import make_folder, refusing
from csps.store.forgetting import families_of, forget_rows, lines_about
from csps.store.restrictions import SEALED, records_under
from csps.vault import (
    Vault,
    erase_records,
    forget_plan,
    keep_plan,
    note_elsewhere,
    noted_elsewhere,
    plan_of,
    rejected_lines,
)
from csps.worklist import write_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.store.forgetting import Forgotten
    from csps.vault import Erased

CERTIFICATES = "certificates"
STORES = 5  # vault, table of keys, lake, lists, registry
TAKEN_IN = "taken in"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased:
    """What an erasure did.

    Args:
        certificate: where it lies.
        body: what it says.
    """

    certificate: Path
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What an erasure is to do, as it was when nothing had been changed."""

    person: str
    records: tuple[str, ...]
    families: tuple[str, ...]
    lines: Mapping[str, tuple[int, ...]]
    look_through: tuple[str, ...]
    traces: Traces

    def to_bytes(self) -> bytes:
        told = {
            "families": list(self.families),
            "lines": {name: list(lines) for name, lines in self.lines.items()},
            "look_through": list(self.look_through),
            "names": [[forename, surname, list(born)] for forename, surname, born in sorted(self.traces.names)],
            "numbers": sorted(self.traces.numbers),
            "person": self.person,
            "records": list(self.records),
            "references": [list(pair) for pair in sorted(self.traces.references)],
        }
        return json.dumps(told, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> _Plan:
        told = json.loads(data)
        names = frozenset((forename, surname, tuple(born)) for forename, surname, born in told["names"])
        references = frozenset((register, number) for register, number in told.get("references", ()))
        return cls(
            person=told["person"],
            records=tuple(told["records"]),
            families=tuple(told["families"]),
            lines={name: tuple(lines) for name, lines in told["lines"].items()},
            look_through=tuple(told["look_through"]),
            traces=Traces(frozenset(told["numbers"]), names, references),
        )


def confirm_erasure(site: Site, person: str, *, reason: str, by: SignedIn) -> None:
    """Answer for it that a person's data is to be erased; a data officer then does it.

    Raises:
        AccessError: `by` is not of information governance.
        UsageError: nobody bears that pseudonym.
    """
    by.check(Action.CONFIRM_ERASURE, RequestState.ASKED)
    check_reason(reason)
    records_of(site, person)
    site.journal.append(Draft(by.actor.fingerprint, Kind.ERASURE_CONFIRMED, f"person:{person}", reason), by.key)


def erase_person(site: Site, person: str, *, reason: str, by: SignedIn) -> PersonErased:
    """Erase a person, or end the erasure that was cut off.

    Raises:
        AccessError: `by` may not, or nobody else confirmed it.
        UsageError: nobody bears that pseudonym, or another erasure is unfinished.
        BusyError: another run holds the workspace.
        IntegrityError: the vault or the lake is damaged.
        StorageError: the disk refused; run it again.
    """
    check_reason(reason)
    confirmed, digest = _told_before(site, person)
    by.check(Action.ERASE_PERSON, RequestState.ASKED if confirmed is None else RequestState.CONFIRMED)
    _refuse_same_person(by, confirmed)
    with site.lake.lock():
        publication.refuse_lost(site)
        tell_opening(site, by, None, reason, action=Action.ERASE_PERSON, state=RequestState.CONFIRMED)
        if digest is None:
            plan = _planned(site, person)
            body = _erased(site, plan) | {
                "confirmed_by": confirmed or "",
                "erased_by": by.actor.fingerprint,
                "erased_on": site.today.isoformat(),
                "reason": reason,
            }
            digest = _certify(site, person, body, by, reason)
        with _opened(site) as vault:
            forget_plan(vault, keys_of(site).wrapper)
        path = _certificate(site, digest)
        data = path.read_bytes()
        return PersonErased(
            certificate=path, body=check_certificate(data, by.register.find(signer_of(data)).public_key)
        )


def _erased(site: Site, plan: _Plan) -> dict[str, object]:
    """Erase, and say what was erased."""
    erased = _from_the_vault(site, plan)
    _from_the_lake(site, plan)
    lists = _from_the_lists(site)
    forget_families(site.registry, plan.families)
    with _opened(site) as vault:
        noted, number = noted_elsewhere(vault), vault.table.ring.number
    assert noted is not None, "it was noted before the lake was changed"
    elsewhere: dict[str, object] = json.loads(noted)
    return _body(plan, erased, number) | elsewhere | {"lists": lists}


def _planned(site: Site, person: str) -> _Plan:
    """Give the plan of the erasure that was cut off, or make one and keep it."""
    with _opened(site) as vault:
        kept = plan_of(vault)
        if kept is not None:
            plan = _Plan.from_bytes(kept)
            if plan.person != person:
                raise UsageError(
                    "The erasure of somebody else is unfinished.",
                    next_step=f"End it: `csps privacy erase {plan.person}`.",
                )
            return plan
        plan = _plan(site, vault, person)
        keep_plan(vault, plan.to_bytes())
        return plan


def _plan(site: Site, vault: Vault, person: str) -> _Plan:
    records = records_of(site, person)
    traces = Traces.of(vault.told_of(records))
    lines = {name: set(some) for name, some in lines_about(site.lake, records).items()}
    for name, some in rejected_lines(vault, traces.name).items():
        lines.setdefault(name, set()).update(some)
    unread = _looked_through(site)
    return _Plan(
        person=person,
        records=records,
        families=tuple(sorted(families_of(site.lake, person))),
        lines={name: tuple(sorted(some)) for name, some in sorted(lines.items())},
        look_through=tuple(sorted(unread)),
        traces=traces,
    )


def _looked_through(site: Site) -> set[str]:
    """Give the deliveries of which not every row was ever asked whom it is about.

    Those of which nothing was taken in, and those that are no plain text: a workbook has sheets that no table takes.
    """
    with site.lake.connect() as lake:
        loads = lake.table_or_empty("feeds.load").select("delivery", "feed", "state").to_pyarrow().to_pylist()
    feeds = site.programme.feeds
    return {
        load["delivery"]
        for load in loads
        if load["state"] != TAKEN_IN or is_kept_whole(feeds.get(load["feed"]), load["delivery"])
    }


def _from_the_vault(site: Site, plan: _Plan) -> Erased:
    feeds, unread = site.programme.feeds, frozenset(plan.look_through)

    def strike(feed: str, delivery: str, content: bytes, lines: frozenset[int]) -> bytes | None:
        return struck_out(content, lines, plan.traces, feeds.get(feed), look_through=delivery in unread)

    wanted = {**dict.fromkeys(plan.look_through, ()), **plan.lines}
    with _opened(site) as vault:
        vault.workings.keep_only(PAIRS, ())  # the next run weighs them again, without the person
        return erase_records(vault, keys_of(site).wrapper, plan.records, wanted, strike)


def _from_the_lake(site: Site, plan: _Plan) -> Forgotten:
    def note(forgotten: Forgotten) -> None:
        lake = {
            "snapshots": [
                {"after": one.after, "before": one.before, "part": one.part, "rows": one.rows, "table": one.table}
                for one in forgotten.snapshots
            ],
            "weeks": [
                {"after": after, "before": before, "week": week.isoformat()} for week, before, after in forgotten.weeks
            ],
        }
        told = {"lake": lake, "registry": rows_about(site.registry, plan.families)}
        with _opened(site) as vault:
            note_elsewhere(vault, canonical_json(told))

    forget_unfinished(site.lake.path)
    return forget_rows(site.lake, {*plan.records, *plan.families, plan.person}, note)


def _from_the_lists(site: Site) -> list[str]:
    """Write the files of every list again from the history as it is now; give their Mondays.

    Whoever is sealed today is sealed on them, though nobody knew it in their week.
    """
    written = []
    sealed = _sealed_records(site)
    for manifest in site.lake.history():
        week = manifest.week.isoformat()
        if (site.lists / week).is_dir() and week in manifest.parts.get("worklist.entry", {}):
            with site.lake.connect(manifest=manifest) as lake:
                write_files(
                    lake,
                    site.lists / week,
                    as_of=manifest.week,
                    programme=site.programme,
                    specs=site.specs,
                    sealed_since=sealed,
                )
            written.append(week)
    return sorted(written)


def _sealed_records(site: Site) -> frozenset[str]:
    """Give the records that seal a family in the published week."""
    with site.lake.connect() as lake:
        if lake.manifest is None:
            return frozenset()
        found = records_under(lake, lake.manifest.week, SEALED)
        return frozenset(found.record_id.to_pyarrow().to_pylist())


def _body(plan: _Plan, erased: Erased, number: int) -> dict[str, object]:
    return {
        "families": len(plan.families),
        "person": plan.person,
        "records": len(plan.records),
        "vault": {
            "deliveries destroyed": erased.destroyed,
            "deliveries sealed anew": erased.deliveries,
            "identities": erased.identities,
            "keys": erased.keys,
            "lines of deliveries": erased.lines,
            "rejected rows": erased.rejected,
            "statements": erased.statements,
            "table of keys": number,
            "workings": erased.workings,
        },
    }


def _certify(site: Site, person: str, body: Mapping[str, Any], by: SignedIn, reason: str) -> str:
    """Write the certificate and tell the journal; give its hash."""
    certificate = certificate_of(body, by.key)
    digest = digest_of(certificate)
    path = _certificate(site, digest)
    with refusing("The folder of certificates could not be made"):
        make_folder(path.parent)
    files.replace(path, certificate, "The certificate")
    details: dict[str, int | str] = {
        "certificate": digest,
        "records": body["records"],
        "stores": STORES,
        "table_of_keys": body["vault"]["table of keys"],
    }
    draft = Draft(by.actor.fingerprint, Kind.PERSON_ERASED, f"person:{person}", reason, details)
    site.journal.append(draft, by.key)
    return digest


def _certificate(site: Site, digest: str) -> Path:
    return site.folder / CERTIFICATES / f"erasure-{digest[:16]}.json"


def _told_before(site: Site, person: str) -> tuple[str | None, str | None]:
    """Give who confirmed the erasure, and the hash of its certificate where only the plan is left to be forgotten."""
    confirmed = digest = None
    for event in site.journal.events():
        if event.draft.subject == f"person:{person}":
            if event.draft.kind is Kind.ERASURE_CONFIRMED:
                confirmed, digest = event.draft.actor, None
            elif event.draft.kind is Kind.PERSON_ERASED:
                digest = str(event.draft.details["certificate"])
    if digest is not None:
        with _opened(site) as vault:
            if plan_of(vault) is None:
                return None, None
    return confirmed, digest


def _refuse_same_person(by: SignedIn, confirmed: str | None) -> None:
    owners = {one.fingerprint: one.person for one in by.register.enrolments}
    if confirmed is not None and owners.get(confirmed) == by.actor.person:
        raise AccessError("Whoever confirmed an erasure does not carry it out.", next_step="Ask another data officer.")


def _opened(site: Site) -> Vault:
    return Vault.open(site.vault, keys=keys_of(site), generation=None)
