"""Make a synthetic borough: live it, let every agency watch, write what they send, and the truth beside it."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from csps.domain.errors import StorageError, UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.synthetic.agencies.everyone import WATCHERS
from csps.synthetic.agencies.watch import Watch
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Deliveries, totals
from csps.synthetic.identities.habits import load_habits
from csps.synthetic.identities.names import NameBook
from csps.synthetic.identities.numbers import NumberRegister
from csps.synthetic.lives.borough import Borough
from csps.synthetic.lives.history import finished
from csps.synthetic.naming import Naming
from csps.synthetic.place import build_town, settle_place
from csps.synthetic.profile import Profile, load_profile
from csps.synthetic.truth.records import write_families, write_guardians, write_people, write_story
from csps.synthetic.truth.risk_by_quarter import write_risk
from csps.synthetic.workspace_files import write_workspace_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.synthetic.lives.history import History

FEWEST_RESIDENTS, MOST_RESIDENTS = 200, 2_000_000
FEWEST_WEEKS, MOST_WEEKS = 1, 1040
EARLIEST_END, LATEST_END = date(2000, 1, 3), date(2055, 12, 27)
STRONGEST = 3  # times the usual effect of help, or unevenness of observation
BYTES_PER_RESIDENT_WEEK = 40  # measured with room to spare: deliveries, truth and what is written aside
BEING_MADE = ".being-made"  # the folder in which a borough grows until it is whole


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what a borough is: the same recipe gives the same bytes."""

    residents: int
    weeks: int
    end: date
    seed: int
    profile: str
    help_effect: float
    observation_bias: float

    def check(self) -> None:
        """Refuse what no borough can be.

        Raises:
            UsageError: every fault at once.
        """
        faults = list(self._faults())
        if faults:
            raise UsageError("No such borough can be made: " + "; ".join(faults) + ".")

    def _faults(self) -> Iterator[str]:
        for name, fewest, most in (
            ("residents", FEWEST_RESIDENTS, MOST_RESIDENTS),
            ("weeks", FEWEST_WEEKS, MOST_WEEKS),
            ("help_effect", 0, STRONGEST),
            ("observation_bias", 0, STRONGEST),
        ):
            value = getattr(self, name)
            if not fewest <= value <= most:
                yield f"{name.replace('_', ' ')} must lie between {fewest:,} and {most:,}, not {value:,}"
        if self.end.weekday() != 0:
            yield f"the end must be a Monday; {self.end} is a {self.end:%A}"
        if not EARLIEST_END <= self.end <= LATEST_END:
            yield f"the end must lie between {EARLIEST_END} and {LATEST_END}, not on {self.end}"
        if self.seed < 0:
            yield f"the seed must not be negative, as {self.seed} is"


@dataclass(frozen=True)
class BoroughSummary:
    """What was made, and where."""

    workspace: Path
    truth: Path
    persons: int
    families: int
    files: int
    lines: int
    bytes: int

    def __str__(self) -> str:
        """Say it in three lines."""
        return (
            f"{self.persons:,} people lived here at some time, and {self.families:,} households with children.\n"
            f"{self.files:,} deliveries with {self.lines:,} lines ({self.bytes / 1e6:,.1f} MB) "
            f"lie in {self.workspace}/deliveries\n"
            f"What really happened lies in {self.truth}"
        )


def make_borough(
    directory: Path,
    *,
    residents: int,
    weeks: int = 364,
    end: date = date(2026, 11, 16),
    seed: int = 1,
    profile: str = "inner-london",
    help_effect: float = 1.0,
    observation_bias: float = 1.0,
    progress: Progress | None = None,
) -> BoroughSummary:
    """Make `directory`/workspace with deliveries and `directory`/truth beside it.

    Args:
        directory: does not exist yet, or is empty.
        residents: people alive at the beginning, about.
        weeks: weeks that are delivered; some years before them are lived so that the borough has a past.
        end: the last as-of Monday.
        seed: the same recipe gives the same bytes on the same versions of the libraries.
        profile: whose rates the borough lives by.
        help_effect: strength of early help and the programme; 0 switches their effect off.
        observation_bias: strength of uneven observation between groups; 0 lets everybody be seen alike.
        progress: who watches.

    Raises:
        UsageError: an impossible recipe, or a directory that holds something.
        StorageError: too little room, or the disk refused; nothing is left behind.
    """
    recipe = Recipe(residents, weeks, end, seed, profile, help_effect, observation_bias)
    recipe.check()
    chosen, directory = load_profile(profile), Path(directory)
    _refuse_occupied(directory)
    _refuse_narrow(directory, recipe)
    with _aside(directory) as folder:
        made = _make(folder, recipe, chosen, progress or SilentProgress())
    return BoroughSummary(directory / "workspace", directory / "truth", *made)


@contextmanager
def _aside(directory: Path) -> Iterator[Path]:
    """Give a folder inside `directory` whose content moves up once it is whole; whatever goes wrong, nothing is left.

    It grows inside, not beside, so that a directory will do whose parent may not be written, or that is a mount.
    """
    new, aside = not directory.exists(), directory / BEING_MADE
    published: list[Path] = []
    try:
        directory.mkdir(exist_ok=True)
        aside.mkdir()
        yield aside
        for part in sorted(aside.iterdir()):
            target = directory / part.name
            part.rename(target)
            published.append(target)
        aside.rmdir()
    except BaseException as error:  # an interrupt too must leave nothing behind; every error goes on
        for part in (aside, *published):
            shutil.rmtree(part, ignore_errors=True)
        if new:
            with suppress(OSError):
                directory.rmdir()
        if isinstance(error, OSError):
            reason = f"{error.strerror or type(error).__name__}."
            raise _unwritten(directory, reason) from error
        if isinstance(
            error, StorageError
        ):  # it names the file inside, which is gone, and not where the room is wanting
            raise _unwritten(directory, error.refused) from error
        raise


def _unwritten(directory: Path, reason: str) -> StorageError:
    return StorageError(
        f"The borough could not be written to {directory}: {reason}",
        next_step="Make room, or choose another directory.",
    )


def live(
    recipe: Recipe, profile: Profile, progress: Progress, *, kind: type[Borough] = Borough
) -> tuple[Borough, Watch]:
    """Live a borough and name everyone in it: all that the agencies and the truth look at.

    Args:
        recipe: what is lived.
        profile: whose rates it lives by.
        progress: who watches.
        kind: a borough that notes more than the truth keeps, for a measurement.
    """
    calendar = Calendar(recipe.end, recipe.weeks, profile.burn_in_weeks)
    book = NameBook.load()
    town = build_town(profile, recipe.residents, np.random.default_rng([recipe.seed, 1]))
    borough = kind(
        profile,
        settle_place(profile, town, book.customs),
        calendar,
        np.random.SeedSequence(recipe.seed),
        help_effect=recipe.help_effect,
        observation_bias=recipe.observation_bias,
    )
    borough.live(recipe.residents, progress)
    history = finished(borough)
    numbers = NumberRegister(np.random.default_rng([recipe.seed, 2]))
    identities = Naming(history.people, book, np.random.default_rng([recipe.seed, 3])).name_everyone(numbers)
    return borough, Watch(history, town, book, identities, load_habits(), recipe.seed)


def _make(folder: Path, recipe: Recipe, profile: Profile, progress: Progress) -> tuple[int, int, int, int, int]:
    """Write everything, and count persons, families, files, lines and bytes."""
    workspace, truth = folder / "workspace", folder / "truth"
    for inner in (workspace / "deliveries", truth / "lines"):
        inner.mkdir(parents=True)
    borough, watch = live(recipe, profile, progress)
    deliveries = Deliveries(workspace / "deliveries", watch.calendar)
    for look in progress.track(WATCHERS, what="letting every agency watch", total=len(WATCHERS)):
        for said in look(watch):
            deliveries.take(said)
    write_workspace_files(workspace, watch.calendar, deliveries.counted)
    deliveries.lines.write(truth / "lines")
    write_people(truth, watch)
    for write in (write_families, write_guardians, write_story):
        write(truth, watch.history)
    progress.say("Working out the true probabilities.")
    write_risk(truth / "risk.parquet", borough, watch.history)
    (truth / "recipe.json").write_text(json.dumps(asdict(recipe), default=str, indent=2) + "\n", encoding="utf-8")
    counted = totals(deliveries.counted)
    return _persons(watch.history), _families(watch.history), counted.files, counted.lines, counted.bytes


def _persons(history: History) -> int:
    return int((history.people["left"] > history.calendar.start_day).sum())


def _families(history: History) -> int:
    return len(np.unique(np.concatenate([snapshot["household"] for snapshot in history.snapshots.values()])))


def _refuse_occupied(directory: Path) -> None:
    if not directory.parent.is_dir():
        raise UsageError(f"{directory.parent} does not exist, so nothing can be made in it.")
    if not directory.exists():
        return
    if not directory.is_dir():
        raise UsageError(f"{directory} is not a directory.", next_step="Name a directory that does not exist yet.")
    if (directory / BEING_MADE).exists():
        raise UsageError(
            f"{directory} holds {BEING_MADE}: another run is at work there, or one was killed.",
            next_step="If none is at work, remove it and try again.",
        )
    if any(directory.iterdir()):
        raise UsageError(f"{directory} is not empty.", next_step="Name a directory that does not exist yet.")


def _refuse_narrow(directory: Path, recipe: Recipe) -> None:
    place = directory if directory.exists() else directory.parent
    needed = recipe.residents * recipe.weeks * BYTES_PER_RESIDENT_WEEK
    free = shutil.disk_usage(place).free
    if free < needed:
        raise StorageError(
            f"About {_room(needed)} are needed in {place} and {_room(free)} are free.",
            next_step="Make room, or ask for fewer residents or weeks.",
        )


def _room(size: int) -> str:
    """Say so many bytes as a person reads them.

    >>> _room(320_000), _room(1_250_000_000)
    ('0.3 MB', '1.2 GB')
    """
    return f"{size / 1e6:,.1f} MB" if size < 1e9 else f"{size / 1e9:,.1f} GB"
