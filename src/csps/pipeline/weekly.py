"""The weekly run: deliveries in, this week's list out, published in one moment or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action
from csps.domain.errors import DeliveryError, PolicyError, UsageError
from csps.domain.progress import SilentProgress
from csps.domain.weeks import monday_of
from csps.journal import Draft, Kind
from csps.pipeline import publication
from csps.pipeline.approved import may_list
from csps.pipeline.run import Run, finish, follow
from csps.pipeline.steps import TAKE_IN, WEEK
from csps.pipeline.verdicts import never_approved
from csps.store import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from csps.domain.progress import Progress
    from csps.pipeline.people import SignedIn
    from csps.pipeline.quality.figures import Quality
    from csps.pipeline.site import Site
    from csps.store import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDone:
    """A week that is published.

    Args:
        week: the Monday it is looked at from.
        manifest: what it consists of.
        said: what each step that had something to do tells.
        listed: the folder of the weekly list; None where there is none.
        quality: what its data is worth; None where the report of this very week lay there already.
        waiting: where there is no list, the models of which no version was ever approved.
    """

    week: date
    manifest: Manifest
    said: Mapping[str, object]
    listed: Path | None
    quality: Quality | None
    waiting: tuple[str, ...] = ()


def run_week(site: Site, as_of: date, *, by: SignedIn, progress: Progress | None = None) -> WeekDone:
    """Take in what was delivered, and publish the week: tables, scores, reasons and the list.

    Before every model was approved once the week is published without a list, so that there is something to learn from.
    Afterwards a week whose models may not be used is not published: last week's list stays.

    Args:
        site: the workspace.
        as_of: a Monday.
        by: a data officer.
        progress: who watches.

    Raises:
        UsageError: not a Monday, in the future, or a later week is published already.
        SettingsError: no rule set is in force on it.
        PolicyError: real people, and a paper is missing.
        AccessError: `by` may not run a week.
        DeliveryError: nothing was ever delivered.
        ApprovalError: a model that was used before may no longer be.
        BusyError: another run holds the workspace.
        StorageError: the disk refused.
    """
    check_week(site, as_of)
    site.programme.rule_set_on(as_of)  # refuses a day without one, before hours of work
    by.check(Action.RUN_WEEK)
    _check_papers(site)
    watching = progress or SilentProgress()
    with site.lake.lock():
        publication.settle(site, by)
        edition = Edition(site.lake, as_of)
        _refuse_nothing(site, edition)
        details: dict[str, int | str] = {"settings": site.programme.fingerprint}
        reason = "The weekly run begins."
        site.journal.append(Draft(by.actor.fingerprint, Kind.WEEK_STARTED, f"week:{as_of}", reason, details))
        run = Run(site=site, edition=edition, by=by, dates=(as_of,), progress=watching)
        listing = may_list(site, edition)
        follow(WEEK if listing else TAKE_IN, run)
        manifest = edition.publish()
        quality = publication.settle(site, by)
        finish(run)
        listed = publication.list_folder(site, as_of) if listing else None
        return WeekDone(
            week=as_of,
            manifest=manifest,
            said=run.said,
            listed=listed,
            quality=quality,
            waiting=() if listing else never_approved(site),
        )


def check_week(site: Site, as_of: date) -> None:
    """Refuse to look from a day that is not a Monday, or that has not come: nobody knows yet what will be known then.

    Invented people have no clock.

    Raises:
        UsageError: it is one of these; the Monday before it is named.
    """
    if as_of.weekday() != 0:
        raise UsageError(
            f"{as_of.isoformat()} is not a Monday; a week is looked at from one.",
            next_step=f"Use --as-of {monday_of(as_of).isoformat()}.",
        )
    if not site.synthetic and as_of > site.today:
        raise UsageError(
            f"{as_of.isoformat()} lies in the future: today is {site.today.isoformat()}.",
            next_step=f"Use --as-of {monday_of(site.today).isoformat()}.",
        )


def _check_papers(site: Site) -> None:
    """Refuse real people without the papers the law asks for; settings hold it too, and this does not rest on them."""
    programme = site.programme
    if not site.synthetic and (programme.dpia is None or programme.appropriate_policy_document is None):
        raise PolicyError(
            "A week of real people needs a data protection impact assessment and an appropriate policy document.",
            next_step="Name both in programme.toml.",
        )


def _refuse_nothing(site: Site, edition: Edition) -> None:
    """Refuse a first week to which nobody delivered anything."""
    if edition.base is None and not any(path.is_file() for path in site.deliveries.rglob("*")):
        what = "is empty" if site.deliveries.is_dir() else "is missing"
        raise DeliveryError(
            f"There is nothing to take in: the drop box {site.deliveries} {what}.",
            next_step="Put the agencies' files there, or make a synthetic borough with `csps synthetic make`.",
        )
