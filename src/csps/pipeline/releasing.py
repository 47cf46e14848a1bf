"""Deliveries that are held back: which there are, and how somebody lets one in, for a reason the journal keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action
from csps.domain.errors import UsageError
from csps.feeds import held_loads
from csps.feeds.releases import KIND, released_files, releasing
from csps.journal import Draft, Kind
from csps.journal.reasons import check_reason
from csps.pipeline.identities import opened_vault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.feeds.ledger import Load
    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDelivery:
    """A delivery that waits, sealed in the vault.

    Args:
        delivery: its name.
        feed: whose it is.
        known_on: its extraction date.
        week: the week whose run held it.
        rule: why.
        sentence: the same in words.
    """

    delivery: str
    feed: str
    known_on: date
    week: date
    rule: str
    sentence: str

    @classmethod
    def of(cls, load: Load) -> HeldDelivery:
        """Give what there is to say of a line of the ledger."""
        assert load.rule is not None, "what is held is held by a rule"
        return cls(
            delivery=load.delivery,
            feed=load.feed,
            known_on=load.known_on,
            week=load.week,
            rule=load.rule.name,
            sentence=load.rule.sentence,
        )


def held_deliveries(site: Site) -> tuple[HeldDelivery, ...]:
    """Give every delivery that is held back as of the published week, by extraction date and name."""
    with site.lake.connect() as lake:
        return tuple(HeldDelivery.of(load) for load in held_loads(lake))


def release_delivery(site: Site, name: str, *, reason: str, by: SignedIn) -> HeldDelivery:
    """Let a held delivery in: the next weekly run takes it in, whatever rule of its feed held it.

    Args:
        site: the workspace.
        name: the delivery's name, or the end of it where only one held delivery ends so.
        reason: why, in a line.
        by: a data officer.

    Raises:
        AccessError: `by` may not.
        UsageError: no such delivery is held, several are, or it was let in before.
        BusyError: another run holds the workspace.
    """
    check_reason(reason)
    by.check(Action.TAKE_IN_DELIVERIES)
    with site.lake.lock():
        with site.lake.connect() as lake:
            load = _named(held_loads(lake), name)
        with opened_vault(site, by, None, reason, action=Action.TAKE_IN_DELIVERIES) as vault:
            if (load.place, load.sha256) in released_files(vault):
                raise UsageError(f"{load.delivery} was let in before.", next_step="The next `csps weekly` takes it in.")
            vault.say(KIND, (), releasing(load, said_on=site.today, by=by.actor.fingerprint, reason=reason))
        details: dict[str, int | str] = {"delivery": load.sha256}
        subject = f"feed:{load.feed}"
        site.journal.append(Draft(by.actor.fingerprint, Kind.DELIVERY_RELEASED, subject, reason, details))
    return HeldDelivery.of(load)


def _named(held: Sequence[Load], name: str) -> Load:
    found = [load for load in held if load.delivery == name] or [load for load in held if load.delivery.endswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found):,} held deliveries end with {name!r}.", next_step="Give more of the path.")
    raise UsageError(f"No delivery {name!r} is held.", next_step="`csps feeds held` lists those that are.")
