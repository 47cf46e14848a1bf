"""A run: a route's steps done one after another into an edition, taken up again where an earlier one was cut off."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.domain.version import csps_version
from csps.pipeline.collection import seldom_collected
from csps.pipeline.unfinished import forget_unfinished, is_whole, keep_unfinished, read_unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.pipeline.approved import Ready
    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.settings import ModelSpec
    from csps.store import Edition, Snapshot

MADE_FROM = "made from"  # prefixes the versions that say what a step's tables were made from


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a step is given.

    Args:
        site: the workspace.
        edition: what is being made.
        by: whoever runs it.
        dates: the as-of dates it is about: one Monday in a weekly run, the training and test dates in training.
        spec: the model, where it is about one.
        trials: how many settings training tries; None for what the specification says.
        said: what the steps have to tell when everything is done, by step.
        ready: the models of a weekly run, once their approvals were verified; see `pipeline.approved`.
        progress: who watches.
    """

    site: Site
    edition: Edition
    by: SignedIn
    dates: tuple[date, ...]
    progress: Progress
    spec: ModelSpec | None = None
    trials: int | None = None
    said: dict[str, object] = field(default_factory=dict)
    ready: dict[str, Ready] = field(default_factory=dict)

    @property
    def vault_generation(self) -> int:
        """The generation of the vault that the edition rests on; 0 before the first."""
        return int(self.edition.versions.get("vault", 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage's part in a route.

    Args:
        name: what it goes by: the stage's word for a step of the week.
        part_of: the stage's word where the name is another.
        does: what it does, for whoever watches.
        work: does it; what it returns is told at the end.
        reads: tables, or stages with a dot at the end, that it is made from. A step whose sources are those it was last
            made from is not done again. Nothing named means that it is always done.
        dated: whether it reads only the parts of the run's own dates, where a table has such parts.
        models: whether it depends on the models' specifications.
        rests_on: names of versions in the manifest that it is made from besides, for example a model that was learnt apart.
        repeats: whether it is done again when a run is taken up, because later steps need more of it than its tables.
    """

    name: str
    does: str
    work: Callable[[Run], object]
    reads: tuple[str, ...] = ()
    dated: bool = False
    models: bool = False
    rests_on: tuple[str, ...] = ()
    repeats: bool = False
    part_of: str = ""

    @property
    def stage(self) -> str:
        """The word of the stage whose work it is."""
        return self.part_of or self.name


def follow(route: Sequence[Step], run: Run) -> None:
    """Do the steps of a route. What is done is noted after each, so that a run cut off is taken up there.

    Raises:
        CspsError: a step refused. Nothing was published; what was done before it is kept for the next run.
    """
    begun_from = _begun_from(run, route)
    with seldom_collected():
        _follow(route, run, begun_from, _taken_up(run, route, begun_from))


def _follow(route: Sequence[Step], run: Run, begun_from: str, done: tuple[str, ...]) -> None:
    for step in run.progress.track(route, what="steps", total=len(route)):
        if step.name in done:
            continue
        mark = made_from(step, run)
        if mark is None or run.edition.versions.get(_key(step, run)) != mark:
            run.progress.say(f"{step.name}: {step.does}")
            run.said[step.name] = step.work(run)
            if mark is not None:  # asked again: the step itself may have settled what it rests on
                run.edition.rest_on(_key(step, run), str(made_from(step, run)))
        done = (*done, step.name)
        keep_unfinished(run.site.lake.path, begun_from, done, run.edition)


def finish(run: Run) -> None:
    """Forget the note of a run that was published, and remove what no published week names."""
    forget_unfinished(run.site.lake.path)
    run.site.lake.sweep()


def made_from(step: Step, run: Run) -> str | None:
    """Give the hash of everything a step's tables follow from; None for a step that is always done."""
    if not step.reads:
        return None
    sources = sorted(f"{one.table} {one.part} {one.sha256}" for one in _sources(step, run))
    return _digest(
        {
            "code": csps_version(),
            "dates": [day.isoformat() for day in run.dates],
            "programme": run.site.programme.fingerprint,
            "rests on": {name: run.edition.versions.get(name) for name in step.rests_on},
            "sources": sources,
            "specifications": _specifications(run) if step.models else {},
            "trials": run.trials,
        }
    )


def _sources(step: Step, run: Run) -> Iterator[Snapshot]:
    days = {day.isoformat() for day in run.dates}
    for snapshot in run.edition.manifest().snapshots:
        if not any(
            snapshot.table == read or (read[-1] == "." and snapshot.table.startswith(read)) for read in step.reads
        ):
            continue
        if not step.dated or not _is_dated(snapshot) or snapshot.part.rpartition("/")[2] in days:
            yield snapshot


def _is_dated(snapshot: Snapshot) -> bool:
    return not snapshot.table.startswith(("feeds.", "privacy.", "linkage."))


def _key(step: Step, run: Run) -> str:
    """Name a step's mark: training and the week make different parts of one table."""
    return f"{MADE_FROM}: {step.name}" + (f" {run.spec.name}" if run.spec and step.models else "")


def _specifications(run: Run) -> Mapping[str, str]:
    specs = {run.spec.name: run.spec} if run.spec else run.site.specs
    return {name: spec.fingerprint for name, spec in specs.items()}


def _begun_from(run: Run, route: Sequence[Step]) -> str:
    """Give the hash of everything that a run follows from, deliveries left out: a step that took them in has them."""
    base = run.edition.base
    return _digest(
        {
            "base": base.name if base else None,
            "code": csps_version(),
            "dates": [day.isoformat() for day in run.dates],
            "programme": run.site.programme.fingerprint,
            "route": [step.name for step in route],
            "specifications": _specifications(run),
            "trials": run.trials,
            "week": run.edition.week.isoformat(),
        }
    )


def _taken_up(run: Run, route: Sequence[Step], begun_from: str) -> tuple[str, ...]:
    """Take over what an unfinished run of the same route had done; give the names of its steps.

    What is not taken over is forgotten before anything else is done: it rests on a generation of the vault that is taken apart
    as soon as this run begins another.
    """
    unfinished = read_unfinished(run.site.lake.path, begun_from)
    if unfinished is None or not is_whole(unfinished.snapshots, run.site.lake.path):
        forget_unfinished(run.site.lake.path)
        return ()
    run.edition.restore(unfinished.snapshots)
    for name, version in unfinished.versions.items():
        run.edition.rest_on(name, version)
    if unfinished.steps:
        run.progress.say(f"Taken up after {unfinished.steps[-1]}: an earlier run was cut off there.")
    again = {step.name for step in route if step.repeats}
    return tuple(name for name in unfinished.steps if name not in again)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
